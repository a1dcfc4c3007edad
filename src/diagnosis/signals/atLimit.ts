import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples } from '../options';
import { difference, testOf } from './growth';
import { riseOf } from './rise';
import { spansWhere } from './spans';
import { swappedAt } from './swap';

/** From this share of its limit on a container stands at it: charges come in batches of 64 pages for each CPU. */
const atLimit = 0.99;
/** For so many times the duration of a growth (an hour): nothing else stops usage there for so long. */
const balanced = 4;

/** A container that stands at its limit, until the end of its run and without a kill. */
export interface Held {
  /** How long, ms. */
  lasted: number;
  /** True while nothing that it may need grows. */
  isBalanced: () => boolean;
  /** True where memory of the kernel grows although the kernel shrinks its slab all that time. */
  kernelGrows: () => boolean;
}

/**
 * Usage at the limit for an hour until now: the kernel took back what the container filled all that time
 * (try_charge reclaims before it kills; mm/memcontrol.c), so there is something to take (docs/domain.md §4.1.2). What
 * is left to take gets less where `possible`, the upper end of the need, grows, or memory of the program with what is
 * in swap. Null elsewhere.
 */
export function heldAtLimit(context: Context, instance: CompositionInstance, possible: Float64Array): Held | null {
  const { composition, settings, gap, series } = context;
  const { time, usage, rss, limit } = composition;
  const spans = spansWhere(
    time,
    instance,
    (i) => (Number.isNaN(usage[i] + limit[i]) ? null : usage[i] > atLimit * limit[i]),
    { samples: leastSamples, duration: balanced * settings.durations.growth, gap }
  );
  const span = spans[spans.length - 1];
  if (!span || instance.to - time[span.last] > gap) {
    return null;
  }
  // A step at the beginning, as where a program starts, hides a rise after it.
  const starts = [span.first, (span.first + span.last) >> 1];
  const test = testOf(context, instance, 'low');
  const grows = (values: Float64Array): boolean =>
    starts.some((start) => riseOf(time, values, { start, end: span.last + 1 }, test)?.continues === true);
  const ofProgram = () =>
    swappedAt(context, instance, span.last) > 0 ? rss.map((bytes, i) => bytes + (series.swap?.[i] || 0)) : rss;
  return {
    lasted: time[span.last] - time[span.first],
    isBalanced: () => !grows(possible) && !grows(ofProgram()),
    kernelGrows: () => series.cache !== undefined && grows(difference(difference(usage, rss), series.cache)),
  };
}
