import type { IndexRange } from '../../workloads/types';
import { minute } from '../../metrics/units';

/** The runtime collects when the heap reaches its goal, and after so long at the latest (`forcegcperiod`). */
const longestCycle = 2 * minute;
/** Goals of two collections differ by more, whatever they found. */
const sameGoal = 0.001;
/** A slope over fewer samples is one of skew and rounding. */
const leastSamples = 4;

/** A heap on the grid of its workload. */
export interface Heap {
  time: Float64Array;
  heap: Float64Array;
  goal: Float64Array;
  /** Live heap after a collection as a share of the goal. */
  share: number;
}

/** What the last collection found. */
export interface LastCollection {
  at: number;
  /** Bytes that lived. */
  live: number;
  /** Rise of live heap since the collection before, bytes per ms. */
  pace: number;
}

/**
 * The last collection of a run, where the heap has risen since as fast as it did before it: what lives in it shows at
 * the next one only, and the goal that stays until then says nothing of growth. Had growth ended with that collection,
 * the heap would rise by its garbage alone. Null where the goal stays for longer than the runtime waits, or the heap
 * rises more slowly. Times are ms, sizes are bytes.
 */
export function fillsSince({ time, heap, goal, share }: Heap, { start, end }: IndexRange): LastCollection | null {
  const last = lastChange(goal, start, end);
  const before = lastChange(goal, start, last);
  if (before <= start || time[end - 1] - time[last] > longestCycle) {
    return null;
  }
  const lasted = time[last] - time[before];
  const filling = slope(time, heap, before, last);
  const pace = (share * (goal[last] - goal[before])) / lasted;
  const garbage = Math.max(0, filling - Math.max(0, pace));
  return slope(time, heap, last, end) >= (filling + garbage) / 2
    ? { at: time[last], live: share * goal[last], pace }
    : null;
}

/** A collection that frees less than this share of the heap found that everything lives. */
const freed = 0.1;

/** True where a collection freed memory between a sample and the one before. */
const isFreed = (heap: Float64Array, i: number): boolean => heap[i - 1] - heap[i] > freed * heap[i - 1];

/** So many collections that free nothing show that a program makes no garbage. */
const leastCollections = 2;

/**
 * True where the collections of a run freed nothing, so that all that is allocated lives: a leak without garbage, whose
 * goal doubles each time, has most of its rise in the last step.
 */
export function freesNothing({ heap, goal }: Pick<Heap, 'heap' | 'goal'>, { start, end }: IndexRange): boolean {
  let collections = 0;
  for (let i = start + 1; i < end; i++) {
    if (isFreed(heap, i)) {
      return false;
    }
    collections += Math.abs(goal[i] - goal[i - 1]) > sameGoal * goal[i] ? 1 : 0;
  }
  return collections >= leastCollections;
}

/** Goals that differ by less have not risen: stacks and the size of the last garbage move them. */
const steadyGoal = 0.02;
/** Two samples for each of the 24 windows that Mann-Kendall's statistic is close to normal with (envelope.ts). */
const fewSamples = 48;

/**
 * When the goal of a run last rose, ms, where collections since found no more that lives; null where none has been, or
 * the goal rose until the end. For few samples alone, whose windows tell no pace: in many, growth may rest for a night.
 */
export function stoppedAt({ time, heap, goal }: Heap, { start, end }: IndexRange): number | null {
  if (end - start > fewSamples) {
    return null;
  }
  const least = (1 - steadyGoal) * goal[end - 1];
  let last = end - 1;
  while (last > start && goal[last - 1] >= least) {
    last--;
  }
  for (let i = last + 1; i < end; i++) {
    if (isFreed(heap, i)) {
      return time[last];
    }
  }
  return null;
}

/** Index at which a column last took another value in a half-open range; its start where it did not. */
function lastChange(values: Float64Array, start: number, end: number): number {
  for (let i = end - 1; i > start; i--) {
    if (Math.abs(values[i] - values[i - 1]) > sameGoal * values[i]) {
      return i;
    }
  }
  return start;
}

/** Bytes per ms from the first to the last value of a half-open range; NaN for few samples, or where values fall. */
function slope(time: Float64Array, values: Float64Array, start: number, end: number): number {
  const rise = values[end - 1] - values[start];
  return end - start >= leastSamples && rise > 0 ? rise / (time[end - 1] - time[start]) : NaN;
}
