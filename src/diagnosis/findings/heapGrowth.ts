import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { bytes, count, message } from '../text';
import { growthOf, slice, type Growth } from '../signals/trend';
import { median } from '../signals/spans';
import type { Finding } from '../types';
import {
  growthInRun,
  growthValues,
  headlineOf,
  judge,
  limitOfRun,
  riseAcross,
  riseEvidence,
  scaled,
  type JudgedGrowth,
} from '../signals/growth';

const layers = ['heap-objects'] as const;

/**
 * next_gc follows live heap; a rise of live heap that it does not follow is a heap that fills up until it is collected.
 */
const leastGoalShare = 0.4;
/** So many runs that end in a kill after the same rise are a pattern. */
const pattern = 2;

/**
 * The lower envelope of live heap rises and still rises at the end, and the garbage collection goal with it
 * (docs/domain.md §4 b). Each run is judged by itself; runs that each rise until they are killed are a pattern.
 */
export const heapGrowth: FindingRule = {
  id: 'heap-growth',
  needs: ['heapAlloc'],
  layers,
  detect(context) {
    const { instances } = context.composition;
    const single = instances.flatMap((instance) => {
      const growth = judgedHeap(context, instance);
      return growth ? [finding(context, growth, 1, growth.continues ? instance.to : growth.to)] : [];
    });
    return single.length > 0 ? single : patternOverRestarts(context);
  },
};

/**
 * Growth of live heap that is told from load by the goal where there is one: it follows live heap without saw teeth.
 */
function judgedHeap(context: Context, instance: CompositionInstance): JudgedGrowth | null {
  const { composition, series, settings } = context;
  const live = series.heapLive ?? series.heapAlloc;
  const goal = series.nextGc;
  const found = growthOfHeap(context, instance);
  if (!live || series.heapLive || !goal || settings.durations.day === 0) {
    return live ? judge(context, instance, found, { values: live, pick: 'low', hasSawTeeth: !series.heapLive }) : null;
  }
  const lows = [live, goal].map((values) => median(slice(composition.time, values, instance, 'low')?.values ?? []));
  const scale = lows[0] / lows[1];
  const byGoal = growthByGoal(context, instance, scale);
  const growth = judge(context, instance, found && byGoal ? { ...found, from: byGoal.from } : (found ?? byGoal), {
    values: goal,
    pick: 'low',
    scale,
  });
  // A goal also rises with stacks, or with GOGC.
  const follows = growth && riseAcross(context, instance, growth, (first, last) => lowest(live, first, last));
  return growth && follows !== null && follows >= leastGoalShare * growth.bytes ? growth : null;
}

function lowest(values: Float64Array, first: number, last: number): number {
  return values.subarray(first, last + 1).reduce((least, value) => (value < least ? value : least), Infinity);
}

/** A rise that begins with the process and ends is a warm-up; one that begins later and ends is worth knowing. */
function growthOfHeap(context: Context, instance: CompositionInstance): Growth | null {
  const { composition, series, settings } = context;
  const live = series.heapLive ?? series.heapAlloc;
  const growth = growthInRun(context, instance, live, 'low');
  const goal =
    series.nextGc && !series.heapLive
      ? growthOf(composition.time, series.nextGc, instance, { pick: 'low', bytes: 0, duration: 0 })
      : growth;
  if (!growth) {
    return live && goal ? growthOfGoal(context, instance, live) : null;
  }
  if (!goal || goal.bytes < leastGoalShare * growth.bytes) {
    return null;
  }
  // Sampled at an unlucky pace, a steady saw tooth seems to climb; its goal does not.
  const { continues } = goal;
  const steadyBefore = growth.from - Math.max(instance.from, instance.startedAt) >= settings.durations.warmUp;
  return continues || steadyBefore ? { ...growth, continues } : null;
}

/**
 * Smallest finite value; Infinity where there is none. A loop: a window may have more samples than a call arguments.
 */
function lowestOf(values: ArrayLike<number>): number {
  let lowest = Infinity;
  for (let i = 0; i < values.length; i++) {
    lowest = Number.isFinite(values[i]) && values[i] < lowest ? values[i] : lowest;
  }
  return lowest;
}

/** Where few samples catch the heap right after a collection, the goal shows the trend and live heap only its ends. */
function growthOfGoal(context: Context, instance: CompositionInstance, live: Float64Array): Growth | null {
  const goal = growthInRun(context, instance, context.series.nextGc, 'low');
  const quarter = Math.ceil((instance.end - instance.start) / 4);
  const lowest = (from: number) => lowestOf(live.subarray(from, from + quarter));
  const [low, high] = [lowest(instance.start), lowest(instance.end - quarter)];
  const bytes = high - low;
  const enough = bytes >= limitOfRun(context, instance, context.settings.thresholds.growth);
  return goal && goal.continues && enough && bytes >= goal.bytes / 4
    ? { ...goal, bytes, low, high, rate: (goal.rate * bytes) / goal.bytes }
    : null;
}

/** The same from the goal alone, to the end of the run: without saw teeth it needs no future to be trusted. */
function growthByGoal(context: Context, instance: CompositionInstance, scale: number): Growth | null {
  const { composition, series, settings } = context;
  const goal =
    series.nextGc &&
    growthOf(composition.time, series.nextGc, instance, {
      pick: 'low',
      bytes: limitOfRun(context, instance, settings.thresholds.growth) / scale,
      duration: settings.durations.growth,
      toEnd: true,
    });
  return goal && goal.continues ? scaled(goal, scale) : null;
}

/** Every one of the runs that were killed had risen until then, most of them from the same low level. */
function patternOverRestarts(context: Context): Finding[] {
  const { composition, series } = context;
  const live = series.heapAlloc;
  const killed = composition.instances.filter((_, index) => context.kills[index] !== null);
  if (!live || killed.length < pattern) {
    return [];
  }
  const rises = killed.map((instance) => riseUntilEnd(live, instance));
  const least = limitOfRun(context, killed[0], context.settings.thresholds.growth);
  const enough = rises.filter((rise) => rise !== null && rise.high - rise.low >= least && rise.high >= 2 * rise.low);
  if (enough.length < pattern || enough.length < killed.length / 2) {
    return [];
  }
  const [first, last] = [killed[0], composition.instances[composition.instances.length - 1]];
  const highs = rises.flatMap((rise) => (rise ? [rise.high] : []));
  const lows = rises.flatMap((rise) => (rise ? [rise.low] : []));
  const [low, high] = [lowestOf(lows), highs.reduce((most, value) => Math.max(most, value))];
  const seconds = killed.reduce((sum, { from, to }) => sum + to - from, 0) / killed.length / 1000;
  const growth: Growth = {
    from: first.from,
    to: last.to,
    bytes: high - low,
    low,
    high,
    rate: (high - low) / seconds,
    continues: true,
  };
  return [finding(context, { ...growth, mayBeLoad: false }, killed.length, last.to)];
}

/**
 * Smallest live heap in the first and in the last quarter of a run; null where samples are too few or it does not rise.
 */
function riseUntilEnd(live: Float64Array, { start, end }: CompositionInstance): { low: number; high: number } | null {
  const known = Array.from(live.subarray(start, end)).filter(Number.isFinite);
  if (known.length < 3) {
    return null;
  }
  const quarter = Math.max(1, Math.floor(known.length / 4));
  const low = lowestOf(known.slice(0, quarter));
  const high = lowestOf(known.slice(-quarter));
  return high > low ? { low, high } : null;
}

function finding(context: Context, growth: JudgedGrowth, runs: number, to: number): Finding {
  const queries = context.queries();
  const isSure = growth.continues && !growth.mayBeLoad;
  const live = queries.one(context.series.heapLive ? 'heapLive' : 'heapAlloc');
  const evidence = [riseEvidence(growth, live)];
  if (context.series.nextGc) {
    evidence.push({ text: message('heap-growth.goal'), promql: queries.selector('nextGc') });
  }
  if (runs > 1) {
    evidence.push({ text: message('heap-growth.pattern', { runs: count(runs) }), promql: live });
  }
  return {
    id: 'heap-growth',
    confidence: isSure ? 'likely' : 'possible',
    severity: isSure ? 'warning' : 'info',
    from: growth.from,
    to,
    upgrade: null,
    headline:
      runs > 1
        ? message('heap-growth.headline-pattern', { runs: count(runs), high: bytes(growth.high) })
        : message(`heap-growth.${headlineOf(growth)}`, growthValues(growth)),
    evidence,
    refutedBy: message('heap-growth.refuted'),
    advice: message('heap-growth.advice'),
    layers: [...layers],
    bytes: growth.bytes,
  };
}
