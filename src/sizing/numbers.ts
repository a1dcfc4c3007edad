import { layerById } from '../composition/layers';
import type { Composition } from '../composition/types';
import { limitFor, type Settings } from '../diagnosis/options';
import { slidingMinimum } from '../diagnosis/signals/need';
import { riseOf } from '../diagnosis/signals/rise';
import { median, runningMedian } from '../diagnosis/signals/spans';
import { heapSlack } from './rules';
import type { NeedSizes, SizingNumbers } from './types';
import { quantile, valuesIn, type Window } from './window';

const dayInSeconds = 86_400;

/** True where the upper end of the need is a measurement: usage and working set together, nothing less. */
export const isNeedKnown = (composition: Composition): boolean =>
  composition.base === 'usage' && composition.correctedWorkingSet.some(Number.isFinite);

/** Measures a window of a composition whose need is known; null where it holds no sample of it. */
export function numbersOf(composition: Composition, window: Window, settings: Settings): SizingNumbers | null {
  const upper = upperNeed(composition);
  const known = valuesIn(window, upper);
  if (known.length === 0) {
    return null;
  }
  const need = sizesOf(known);
  const presentLimit = lastKnown(composition.limit);
  const rise = riseNow(composition, window, { upper, peak: need.peak, settings });
  const left = presentLimit === null || !rise ? null : ((presentLimit - rise.high) / rise.rate) * 1000;
  return {
    window: { from: window.from, to: window.to, samples: known.length },
    need,
    undecided: undecidedAtPeak(composition, window, upper),
    ...heapOf(composition, window),
    outside: outsideOf(composition, window, upper),
    growthPerDay: rise ? rise.rate * dayInSeconds : 0,
    presentLimit,
    untilLimit: left === null ? null : Math.max(0, left),
  };
}

const sizesOf = (values: Float64Array): NeedSizes => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
  peak: quantile(values, 1),
});

/** Corrected working set without pages of files on the active list: the kernel drops them, or writes them back. */
function upperNeed({ need, layers, correctedWorkingSet }: Composition): Float64Array {
  const active = layers.find(({ id }) => id === 'active-page-cache')?.values;
  return need.high.map((bytes, i) => (Number.isFinite(correctedWorkingSet[i]) ? bytes - (active?.[i] ?? 0) : NaN));
}

/** What nobody can tell to be needed, where the need is largest. */
function undecidedAtPeak({ need }: Composition, { runs }: Window, upper: Float64Array): number {
  let peak = -1;
  for (const { start, end } of runs) {
    for (let i = start; i < end; i++) {
      peak = Number.isFinite(upper[i]) && !(upper[i] <= upper[peak]) ? i : peak;
    }
  }
  return peak < 0 ? 0 : Math.max(0, upper[peak] - need.low[peak]);
}

/**
 * Live heap, and the size that the collector lets the typical one grow to; bursts are in the peak of the need. No
 * series tells GOGC: the goal over the live heap does. Where GOGC is off or GOMEMLIMIT binds the goal, GOGC=100 is
 * assumed.
 */
function heapOf(composition: Composition, window: Window): Pick<SizingNumbers, 'liveHeap' | 'heapGoal' | 'untouched'> {
  const { heapLive, heapAlloc } = composition.workload.series;
  const live = heapLive ?? (heapAlloc && leastAround(heapAlloc, window));
  const known = live ? valuesIn(window, live) : new Float64Array();
  if (known.length === 0) {
    return { liveHeap: null, heapGoal: null, untouched: 0 };
  }
  const typical = median(known);
  const slack = median(valuesIn(window, composition.nextGc)) / typical - 1;
  const added = Number.isFinite(slack) ? Math.min(heapSlack.most, Math.max(heapSlack.least, slack)) : heapSlack.most;
  const untouched = untouchedOf(composition, window);
  return { liveHeap: quantile(known, 0.95), heapGoal: Math.max(0, typical * (1 + added) - untouched), untouched };
}

/** What Go counts and was not resident in 19 of 20 samples: it was never touched, unless it may be in swap. */
function untouchedOf({ notResident, workload }: Composition, window: Window): number {
  const mayBeSwapped = workload.series.swap?.some((bytes) => bytes > 0) ?? false;
  return mayBeSwapped ? 0 : quantile(valuesIn(window, notResident), 0.05) || 0;
}

/** The least heap around each sample: what a collection leaves, or little more. */
function leastAround(heapAlloc: Float64Array, { runs }: Window): Float64Array {
  const out = new Float64Array(heapAlloc.length).fill(NaN);
  for (const { start, end } of runs) {
    out.set(slidingMinimum(heapAlloc, start, end).subarray(start, end), start);
  }
  return out;
}

/** The need without what Go keeps; scrape skew at bursts is taken out. Null without Go series. */
function outsideOf(composition: Composition, window: Window, upper: Float64Array): number | null {
  const own = composition.layers.filter(({ id }) => layerById.get(id)?.isGo);
  const outside = upper.map((bytes, i) =>
    Number.isFinite(composition.retained[i]) ? bytes - own.reduce((sum, { values }) => sum + (values[i] || 0), 0) : NaN
  );
  const calm = new Float64Array(outside.length).fill(NaN);
  for (const run of window.runs) {
    calm.set(runningMedian(outside, run, composition.goMissing).subarray(run.start, run.end), run.start);
  }
  const known = valuesIn(window, calm);
  return known.length === 0 ? null : Math.max(0, quantile(known, 0.99));
}

/** The rise of the need that goes on at the end of the last run. */
function riseNow(
  { time }: Composition,
  { runs }: Window,
  { upper, peak, settings }: { upper: Float64Array; peak: number; settings: Settings }
) {
  const test = {
    pick: 'low' as const,
    bytes: limitFor(settings.thresholds.growth, peak),
    duration: settings.durations.growth,
  };
  const rise = riseOf(time, upper, runs[runs.length - 1], test);
  return rise?.continues && rise.rate > 0 ? rise : null;
}

function lastKnown(values: Float64Array): number | null {
  for (let i = values.length - 1; i >= 0; i--) {
    if (Number.isFinite(values[i])) {
      return values[i];
    }
  }
  return null;
}
