import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, thresholdFor } from '../options';
import { isAbove, isAboveShare } from './glance';
import { oncePerRun } from './once';
import { provesFreed } from './oneReading';
import { runningMedian, spansWhere, type Span } from './spans';

/**
 * Runs of samples within one instance with lazily freed memory above tolerance. Both must hold: the file-list excess E,
 * which comes from one cAdvisor sample and proves that such pages exist, in every sample; and the estimate in three of
 * any five, because its Go side is scraped at another time and misses or doubles every burst of the program. Where Go
 * does not free lazily, the accounting has to show by itself that pages were. Samples drawn without Go are not judged.
 */
export const lazilyFreedSpans: (context: Context, instance: CompositionInstance) => Span[] = oncePerRun(findSpans);

function findSpans(context: Context, instance: CompositionInstance): Span[] {
  const { composition, settings, gap } = context;
  const { time: grid, usage, lazilyFreed, fileListExcess, goMissing } = composition;
  const tolerance = (i: number) => thresholdFor(settings.thresholds.lazilyFreed, usage[i]);
  const { bytes, share } = settings.thresholds.lazilyFreed;
  if (!isAbove(fileListExcess, bytes, instance) || !isAboveShare(fileListExcess, share, usage, instance)) {
    return [];
  }
  const isProven = provesFreed(context, instance);
  if (!isProven) {
    return [];
  }
  const smooth = runningMedian(lazilyFreed.estimate, instance, goMissing);
  const above = (i: number) => lazilyFreed.estimate[i] > tolerance(i);
  return spansWhere(
    grid,
    instance,
    (i) =>
      Number.isNaN(smooth[i])
        ? null
        : fileListExcess[i] > tolerance(i) && (above(i) || smooth[i] > tolerance(i)) && isProven(i, tolerance(i)),
    { samples: leastSamples, duration: settings.durations.lazilyFreed, gap }
  )
    .map((span) => trim(span, above))
    .filter(({ first, last }) => smoothSamples(smooth, first, last, tolerance) >= leastSamples);
}

/** Begins and ends a run with samples that themselves hold. */
function trim({ first, last }: Span, holds: (i: number) => boolean): Span {
  let [from, to] = [first, last];
  while (from < to && !holds(from)) {
    from++;
  }
  while (to > from && !holds(to)) {
    to--;
  }
  return { first: from, last: to };
}

function smoothSamples(smooth: Float64Array, first: number, last: number, tolerance: (i: number) => number): number {
  let samples = 0;
  for (let i = first; i <= last; i++) {
    samples += Number(smooth[i] > tolerance(i));
  }
  return samples;
}
