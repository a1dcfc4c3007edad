import { layerById } from '../composition/layers';
import type { Composition } from '../composition/types';
import { thresholdFor, type Settings } from '../diagnosis/options';
import { leftByCollections } from '../diagnosis/signals/need';
import { activeCacheOf } from '../diagnosis/signals/pressure';
import { riseOf } from '../diagnosis/signals/rise';
import { slidingMinimum } from '../diagnosis/signals/sliding';
import { gapOf, median, peakIn } from '../diagnosis/signals/spans';
import { reasonAtEnd } from '../diagnosis/signals/terminations';
import { day, second } from '../metrics/units';
import { lowerBound } from '../workloads/lookup';
import { swappedOf, upperNeed } from './need';
import { heapSlack } from './rules';
import type { NeedSizes, SizingNumbers } from './types';
import { quantile, valuesIn, type Window } from './window';

/**
 * Measures a window of a composition whose need is known; null where it holds no sample of it. `reached` is what
 * another pod of its kind needed, bytes.
 */
export function numbersOf(
  composition: Composition,
  window: Window,
  { settings, reached }: { settings: Settings; reached: number }
): SizingNumbers | null {
  const upper = upperNeed(composition);
  const known = valuesIn(window, upper);
  if (known.length === 0) {
    return null;
  }
  const need = sizesOf(known);
  const presentLimit = [...valuesIn(window, composition.limit)].pop() ?? null;
  const rise = riseNow(composition, window, { upper, peak: need.peak, reached, settings });
  const left = presentLimit === null || !rise ? null : ((presentLimit - rise.high) / rise.rate) * 1000;
  return {
    window: { from: window.from, to: window.to, samples: known.length },
    need,
    ...atPeak(composition, window, upper),
    activeCache: median(valuesIn(window, activeCacheOf(composition) ?? new Float64Array())) || 0,
    ...heapOf(composition, window),
    outside: outsideOf(composition, window, upper),
    heldAt: heldAt(composition, window),
    growthPerDay: rise ? rise.rate * (day / second) : 0,
    risingFor: rise ? rise.to - rise.from : 0,
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

/** What nobody can tell to be needed, and what is in swap, where the need is largest. */
function atPeak(
  composition: Composition,
  { runs }: Window,
  upper: Float64Array
): Pick<SizingNumbers, 'undecided' | 'swapped'> {
  let peak = -1;
  for (const { start, end } of runs) {
    for (let i = start; i < end; i++) {
      peak = Number.isFinite(upper[i]) && !(upper[i] <= upper[peak]) ? i : peak;
    }
  }
  const swapped = swappedOf(composition)[peak] ?? 0;
  return { undecided: peak < 0 ? 0 : Math.max(0, upper[peak] - swapped - composition.need.low[peak]), swapped };
}

/**
 * Live heap, and the size that the collector lets the typical one grow to; bursts are in the peak of the need. No
 * series tells GOGC: the goal over the live heap does. Where GOGC is off or GOMEMLIMIT binds the goal, GOGC=100 is
 * assumed.
 */
function heapOf(
  composition: Composition,
  window: Window
): Pick<SizingNumbers, 'liveHeap' | 'liveHeapPeak' | 'heapGoal' | 'untouched'> {
  const { heapLive, heapAlloc } = composition.workload.series;
  const live = heapLive ?? (heapAlloc && leastAround(heapAlloc, window));
  const known = live ? valuesIn(window, live) : new Float64Array();
  if (known.length === 0) {
    return { liveHeap: null, liveHeapPeak: null, heapGoal: null, untouched: 0 };
  }
  const typical = median(known);
  const slack = median(valuesIn(window, composition.nextGc)) / typical - 1;
  const added = Number.isFinite(slack) ? Math.min(heapSlack.most, Math.max(heapSlack.least, slack)) : heapSlack.most;
  const untouched = untouchedOf(composition, window);
  const liveHeap = quantile(known, 0.95);
  return {
    liveHeap,
    liveHeapPeak: Math.max(liveHeap, peakOfLive(composition, window)),
    heapGoal: Math.max(0, typical * (1 + added) - untouched),
    untouched,
  };
}

/**
 * What Go counts and was not resident in 19 of 20 samples: it was never touched, unless it may be in swap. A sandbox
 * that holds its memory in a file (gVisor) has it resident in the process, and as cache in the container.
 */
function untouchedOf({ notResident, processRss, retained, workload }: Composition, window: Window): number {
  const mayBeSwapped = workload.series.swap?.some((bytes) => bytes > 0) ?? false;
  const untouched = notResident.map((bytes, i) =>
    processRss[i] >= 0 ? Math.min(bytes, Math.max(0, retained[i] - processRss[i])) : bytes
  );
  return mayBeSwapped ? 0 : quantile(valuesIn(window, untouched), 0.05) || 0;
}

/** The most that collections left of the heap, as far as they are counted; 0 where they are not. */
function peakOfLive({ workload }: Composition, { runs }: Window): number {
  const { heapLive, heapAlloc, gcCount } = workload.series;
  const peaks = runs.map(({ start, end }) => {
    const left = heapLive ?? (heapAlloc && gcCount ? leftByCollections(heapAlloc, gcCount, { start, end }) : undefined);
    return left ? peakIn(left, start, end - 1).value || 0 : 0;
  });
  return Math.max(0, ...peaks);
}

/** The least heap around each sample: what a collection leaves, or little more. */
function leastAround(heapAlloc: Float64Array, { runs }: Window): Float64Array {
  const out = new Float64Array(heapAlloc.length).fill(NaN);
  for (const { start, end } of runs) {
    out.set(slidingMinimum(heapAlloc, { start, end }).subarray(start, end), start);
  }
  return out;
}

/** A goal of this share of GOMEMLIMIT is held by it: the rest is what is no heap. */
const heldShare = 2 / 3;

/** GOMEMLIMIT where it, and not the live heap, decides how large the heap gets; null elsewhere. */
function heldAt({ goMemLimit, nextGc, limit, workload }: Composition, window: Window): number | null {
  const own = median(valuesIn(window, goMemLimit));
  const live = workload.series.heapLive ?? workload.series.heapAlloc;
  const goal = median(valuesIn(window, nextGc));
  const least = live ? quantile(valuesIn(window, leastAround(live, window)), 0.5) : NaN;
  const isHeld = goal >= heldShare * own && goal > (1 + heapSlack.most) * least;
  return isHeld && !(own > median(valuesIn(window, limit))) ? own : null;
}

/**
 * The need without what Go keeps, in memory or in swap; null without Go series. Container and Go are not scraped at one
 * instant: what Go kept one sample before or after is left out, too, so that a heap that grows in between is not taken
 * for memory outside.
 */
function outsideOf(composition: Composition, window: Window, upper: Float64Array): number | null {
  const layers = composition.layers.filter(({ id }) => layerById.get(id)?.isGo);
  const swapped = swappedOf(composition);
  const own = composition.retained.map((retained, i) =>
    Number.isFinite(retained) && !composition.goMissing[i]
      ? layers.reduce(
          (sum, { values }) => sum + (values[i] || 0),
          Math.min(swapped[i], composition.notResident[i] || 0)
        )
      : NaN
  );
  const outside = upper.map((bytes, i) =>
    Number.isFinite(own[i]) ? bytes - Math.max(own[i - 1] || 0, own[i], own[i + 1] || 0) : NaN
  );
  const known = valuesIn(window, outside);
  return known.length === 0 ? null : Math.max(0, quantile(known, 0.99));
}

/** The rise of the need that goes on at the end of the last run, above all that it or another pod needed before. */
function riseNow(
  composition: Composition,
  { runs }: Window,
  { upper, peak, reached, settings }: { upper: Float64Array; peak: number; reached: number; settings: Settings }
) {
  const test = {
    pick: 'low' as const,
    bytes: thresholdFor(settings.thresholds.growth, peak),
    duration: settings.durations.growth,
  };
  const { time, workload } = composition;
  const last = runs[runs.length - 1];
  const rise = riseOf(time, upper, last, test);
  // A job that completed needs nothing more.
  const isOver = reasonAtEnd({ composition, gap: gapOf(workload) }) === 'Completed';
  if (!rise?.continues || !(rise.rate > 0) || isOver) {
    return null;
  }
  const begins = lowerBound(time, rise.from) - 1;
  const before = Math.max(reached, peakIn(upper, runs[0].start, begins).value || 0);
  // The end of a fitted line is above a morning that flattens: what was measured counts.
  return before >= Math.min(rise.high, peakIn(upper, begins + 1, last.end - 1).value) ? null : rise;
}
