import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { isChargedElsewhere } from '../signals/charged';
import { isUnlimitedGoal, liveShare, wasNeverCollected } from '../signals/goal';
import {
  growthInRun,
  growthValues,
  headlineOf,
  isWarmUp,
  riseAcross,
  riseEvidence,
  spanOfGrowth,
  riseInRun,
  testOf,
  type Growth,
  isSureGrowth,
} from '../signals/growth';
import { toldByKills } from '../signals/overKills';
import { fillsSince, freesNothing, stoppedAt, type Heap } from '../signals/sinceCollection';
import { several } from '../promql';
import { goingOn, spread } from '../signals/rise';
import { medianIn } from '../signals/spans';
import { lowerBound } from '../../workloads/lookup';
import { bytes, count, message, shows } from '../text';
import type { Finding } from '../types';

const layers = ['heap-objects'] as const;

/** A goal also rises with stacks, or with GOGC: live heap must rise by this share of what the goal shows. */
const leastFollowed = 0.4;
/** So many runs that end in a kill after the same rise are a pattern. */
const leastRuns = 2;
/** A run that doubles its live heap until it is killed has risen to it. */
const leastTimes = 2;
/** A level of this share of another is the same level. */
const sameLevel = 0.8;
/** A rise that does no such share of itself in the second half of a life is a heap that has filled. */
const leastPace = 0.25;

/**
 * The lower envelope of live heap rises, and the garbage collection goal with it where it is free to (docs/domain.md
 * §4 b). Each run is judged by itself; runs that each rise until they are killed are a pattern.
 */
export const heapGrowth: FindingRule = {
  id: 'heap-growth',
  detect(context) {
    const { instances } = context.composition;
    const growths = instances.map((instance, index) => {
      const growth = growthOfHeap(context, instance);
      return growth && isOfThisRun(context, index, growth) ? growth : null;
    });
    const single = toldByKills(context, growths).flatMap((growth, index) =>
      growth ? [finding(context, instances[index], growth, 1)] : []
    );
    // A life whose rise says little by itself may be one of several that each rose until they were killed.
    const pattern = single.some(({ severity }) => severity !== 'info') ? [] : patternOverRestarts(context);
    return pattern.length > 0 ? pattern : single;
  },
};

/** True where a growth is none of a start, and belongs to the container that it is shown with. */
function isOfThisRun(context: Context, index: number, growth: HeapGrowth): boolean {
  const run = context.composition.instances[index];
  return (
    !isWarmUp(context, run, growth) &&
    !isReturn(context, index, growth) &&
    !isChargedElsewhere(context, run, growth.bytes)
  );
}

/** Growth of live heap, and the share of the goal by which it was estimated where the goal told it. */
interface HeapGrowth extends Growth {
  ofGoal?: number;
}

/**
 * Live heap that only comes back to where an earlier life lived that was not killed has filled up after a restart;
 * where that life rose to its end it leaked as this one does.
 */
function isReturn(context: Context, index: number, { high }: Growth): boolean {
  const { composition, kills, series } = context;
  const { heapAlloc } = series;
  return composition.instances.some(
    (earlier, k) =>
      k < index &&
      kills[k] === null &&
      heapAlloc !== undefined &&
      medianIn(heapAlloc, earlier.start, earlier.end - 1) >= sameLevel * high &&
      !riseInRun(context, earlier, heapAlloc, 'low')?.continues
  );
}

/**
 * Growth of live heap. The goal is what it is told from where there is one: next_gc is a multiple of live heap, without
 * saw teeth, so that few samples show its trend. A goal at GOMEMLIMIT cannot follow: the lower envelope decides alone.
 */
function growthOfHeap(context: Context, instance: CompositionInstance): HeapGrowth | null {
  const { composition, series } = context;
  const { heapLive, heapAlloc, nextGc: goal } = series;
  // OpenTelemetry has no heap of its own: memory that Go keeps, the stacks left out, rises with its goal.
  if (!heapLive && !heapAlloc) {
    const grown = growthInRun(context, instance, series.otelOther, 'low');
    const followed = goal ? riseInRun(context, instance, goal, 'low') : grown;
    return grown && followed && followed.bytes >= leastFollowed * grown.bytes ? grown : null;
  }
  // A heap that was never collected is what was allocated so far; what of it is live is not known.
  if (!heapLive && wasNeverCollected(series, instance)) {
    return null;
  }
  if (heapLive || !heapAlloc || !goal || isUnlimitedGoal(goal, composition.goMemLimit, instance)) {
    return growthInRun(context, instance, heapLive ?? heapAlloc, 'low');
  }
  // A goal that changes by less than counts shows no growth, or is what an unknown GOMEMLIMIT leaves.
  if (spread(goal, instance) < testOf(context, instance, 'low').bytes) {
    return wasCollected(heapAlloc, goal, instance) ? growthInRun(context, instance, heapAlloc, 'low') : null;
  }
  const share = liveShare(heapAlloc, goal, instance);
  const heap = { time: composition.time, heap: heapAlloc, goal, share };
  const growth = growthByGoal(context, instance, heap);
  if (!growth && freesNothing(heap, instance)) {
    return growthInRun(context, instance, heapAlloc, 'low');
  }
  const beyond = growth && beyondGoal(context, instance, growth, heapAlloc);
  if (beyond) {
    return beyond;
  }
  const follows = growth && riseAcross(context, instance, growth, (first, last) => lowest(heapAlloc, first, last + 1));
  return growth && follows !== null && follows >= leastFollowed * growth.bytes ? { ...growth, ofGoal: share } : null;
}

/** Growth of live heap by its goal, which shows what lived at the last collection. */
function growthByGoal(context: Context, instance: CompositionInstance, heap: Heap): Growth | null {
  const live = heap.goal.map((value) => value * heap.share);
  const growth = growthInRun(context, instance, live, 'low');
  if (!growth) {
    return null;
  }
  const perMs = growth.rate / 1000;
  const upTo = (to: number, high: number) => ({ ...growth, to, high, bytes: high - growth.low });
  if (!growth.continues) {
    const last = fillsSince(heap, instance);
    return last && last.pace >= leastPace * perMs ? { ...upTo(last.at, last.live), continues: true } : growth;
  }
  const stopped = stoppedAt(heap, instance);
  return stopped !== null && perMs * (instance.to - stopped) >= leastPace * growth.bytes
    ? { ...upTo(stopped, heap.share * heap.goal[instance.end - 1]), continues: false }
    : growth;
}

/**
 * Growth of a heap that goes on rising after its goal has stopped, pinned at a GOMEMLIMIT that no series tells.
 * Null where the goal still rises, or the heap stays below it as it was.
 */
function beyondGoal(
  context: Context,
  instance: CompositionInstance,
  { continues, to }: Growth,
  heapAlloc: Float64Array
): Growth | null {
  const after = { ...instance, start: lowerBound(context.composition.time, to), from: to };
  if (continues || !riseInRun(context, after, heapAlloc, 'low')?.continues) {
    return null;
  }
  const growth = growthInRun(context, instance, heapAlloc, 'low');
  return growth && isSureGrowth(growth) ? growth : null;
}

/**
 * So many falls by a tenth of the goal are collections: the lows between them are live heap, and not a heap that
 * fills.
 */
const collections = { count: 5, share: 0.1 };

/** True where a heap was collected often enough for its lowest values to be live heap. */
function wasCollected(heap: Float64Array, goal: Float64Array, { start, end }: CompositionInstance): boolean {
  let count = 0;
  for (let i = start + 1; i < end && count < collections.count; i++) {
    count += heap[i - 1] - heap[i] > collections.share * goal[i] ? 1 : 0;
  }
  return count >= collections.count;
}

/** Smallest finite value of a half-open range; Infinity where there is none. */
function lowest(values: Float64Array, start: number, end: number): number {
  let least = Infinity;
  for (let i = start; i < end; i++) {
    least = values[i] < least ? values[i] : least;
  }
  return least;
}

/** Every one of the runs that were killed had risen until then. */
function patternOverRestarts(context: Context): Finding[] {
  const { composition, series } = context;
  const live = series.heapAlloc;
  const killed = composition.instances.filter((_, index) => context.kills[index]?.isOfProcess === false);
  // What lives for minutes needs so much to start.
  const isStarting = killed.some(({ from, to }) => to - from < context.settings.durations.warmUp);
  if (isStarting || killed.some((run) => wasNeverCollected(series, run)) || !live || killed.length < leastRuns) {
    return [];
  }
  const least = testOf(context, killed[0], 'low').bytes;
  const rises = killed.map((instance) => riseUntilEnd(live, instance));
  if (
    !rises.every(
      ({ low, middle, high }) =>
        high - low >= least && high >= leastTimes * low && high - middle >= leastPace * (high - low)
    )
  ) {
    return [];
  }
  const last = composition.instances[composition.instances.length - 1];
  const low = rises.reduce((lowest, rise) => Math.min(lowest, rise.low), Infinity);
  const high = rises.reduce((highest, rise) => Math.max(highest, rise.high), 0);
  const seconds = killed.reduce((sum, { from, to }) => sum + to - from, 0) / killed.length / 1000;
  const rate = (high - low) / seconds;
  const rise = goingOn({ from: killed[0].from, to: last.to, low, high, rate, period: 0 });
  return [finding(context, last, { ...rise, mayBeLoad: false }, killed.length)];
}

/**
 * Smallest live heap in the first quarter of the samples of a run, around its middle and in its last quarter. The last
 * sample is left out: it may be of the life that followed.
 */
function riseUntilEnd(
  live: Float64Array,
  { start, end }: CompositionInstance
): Record<'low' | 'middle' | 'high', number> {
  const known = live.subarray(start, end - 1).filter(Number.isFinite);
  const quarter = Math.max(1, Math.floor(known.length / 4));
  const half = Math.floor(known.length / 2);
  return {
    low: lowest(known, 0, quarter),
    middle: lowest(known, half - (quarter >> 1), half + Math.max(1, quarter >> 1)),
    high: lowest(known, known.length - quarter, known.length),
  };
}

/** So many times as many goroutines, and so many more, hold what grows: each keeps what it refers to alive. */
const manyGoroutines = { times: 2, more: 500 };

/** Goroutines in the first and the last tenth of a growth, where they rose along; else null. */
function goroutinesAcross({ composition: { time }, series }: Context, { from, to }: Growth) {
  if (!series.goroutines) {
    return null;
  }
  const tenth = (to - from) / 10;
  const levelIn = (begins: number, ends: number) =>
    medianIn(series.goroutines ?? time, lowerBound(time, begins), lowerBound(time, ends + 1) - 1);
  const [low, high] = [levelIn(from, from + tenth), levelIn(to - tenth, to)];
  return high >= manyGoroutines.times * low && high - low >= manyGoroutines.more ? { low, high } : null;
}

function finding(context: Context, instance: CompositionInstance, growth: HeapGrowth, runs: number): Finding {
  const queries = context.queries();
  const { heapLive, heapAlloc } = context.series;
  // Spans in use hold garbage and free room, too: they fragment, and nothing lives longer for that.
  const isOfSpans = !heapLive && heapAlloc !== undefined && !context.composition.workload.metrics.heapAlloc;
  const isSure = isSureGrowth(growth) && !isOfSpans;
  const measured = queries.formula(heapLive ? 'heapLive' : heapAlloc ? 'heapAlloc' : 'otelOther');
  const live = growth.ofGoal
    ? several({ 'live heap': measured, 'by the goal': `${growth.ofGoal.toFixed(4)} * ${queries.one('nextGc')}` })
    : measured;
  const evidence = [riseEvidence(growth, () => live)];
  if (context.series.nextGc && !isUnlimitedGoal(context.series.nextGc, context.composition.goMemLimit, instance)) {
    evidence.push(shows(message('heap-growth.goal'), () => queries.selector('nextGc')));
  }
  const goroutines = goroutinesAcross(context, growth);
  if (goroutines) {
    const values = { low: count(Math.round(goroutines.low)), high: count(Math.round(goroutines.high)) };
    evidence.push(shows(message('heap-growth.goroutines', values), () => queries.selector('goroutines')));
  }
  if (runs > 1) {
    evidence.push(shows(message('heap-growth.pattern', { runs: count(runs) }), () => live));
  }
  return {
    id: 'heap-growth',
    confidence: isSure ? 'likely' : 'possible',
    severity: isSure ? 'warning' : 'info',
    ...spanOfGrowth(instance, growth),
    upgrade: null,
    headline:
      runs > 1
        ? message('heap-growth.headline-pattern', { runs: count(runs), high: bytes(growth.high) })
        : message(`heap-growth.${headlineOf(context, instance, growth)}`, growthValues(growth)),
    evidence,
    refutedBy: message('heap-growth.refuted'),
    advice: message(goroutines ? 'heap-growth.advice-goroutines' : 'heap-growth.advice'),
    layers,
    bytes: growth.bytes,
  };
}
