import type { IndexRange } from '../../workloads/types';
import type { Context } from '../context';
import { medianIn } from './spans';

/**
 * With GOMEMLIMIT the goal is the limit less what is no heap: a third of it at the most in a program that still
 * works.
 */
const shareOfLimit = 2 / 3;
/** With GOGC=off and no limit the goal is the largest number there is; no machine has 4 EiB. */
const noGoal = 2 ** 62;

/** True where the garbage collection goal of a run is what GOMEMLIMIT leaves, or none: it says nothing of live heap. */
export function isUnlimitedGoal(goal: Float64Array, goMemLimit: Float64Array, { start, end }: IndexRange): boolean {
  const usual = medianIn(goal, start, end - 1);
  return usual >= Math.min(noGoal, shareOfLimit * (medianIn(goMemLimit, start, end - 1) || noGoal));
}

/** True where the collector is known to have never run in a run: nothing of its heap is known to be live. */
export const wasNeverCollected = ({ gcCount }: Context['series'], { start, end }: IndexRange): boolean =>
  gcCount !== undefined && gcCount[end - 1] === gcCount[start];

/** One sample in twenty lies in the lowest twentieth of the way from one collection to the next. */
const afterCollection = 0.05;

/**
 * Live heap after a collection as a share of the goal, which is 1 / (1 + GOGC / 100): the lowest twentieth of all
 * shares between heap and goal in a run. NaN without samples.
 */
export function liveShare(heap: Float64Array, goal: Float64Array, { start, end }: IndexRange): number {
  const shares = heap
    .slice(start, end)
    .map((bytes, i) => bytes / goal[start + i])
    .filter(Number.isFinite)
    .sort();
  return shares.length > 0 ? shares[Math.floor(afterCollection * shares.length)] : NaN;
}
