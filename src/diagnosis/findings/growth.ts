import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { limitFor, type Threshold } from '../options';
import { medianIn, peakIn } from '../spans';
import { bytes, duration, message, rate, text } from '../text';
import { growthOf, type Growth } from '../trend';
import type { Evidence, MessageValue } from '../types';

/** Threshold in bytes for one run, from its largest usage. */
export function limitOfRun({ composition }: Context, instance: CompositionInstance, threshold: Threshold): number {
  return limitFor(threshold, peakIn(composition.usage, instance.start, instance.end - 1).value || 0);
}

/** Growth of a series within one run, by the thresholds and durations of the settings. */
export function growthInRun(
  context: Context,
  instance: CompositionInstance,
  values: Float64Array | undefined,
  pick: 'low' | 'middle'
): Growth | null {
  if (!values) {
    return null;
  }
  return growthOf(context.composition.time, values, instance, {
    pick,
    bytes: limitOfRun(context, instance, context.settings.thresholds.growth),
    duration: context.settings.durations.growth,
  });
}

/** Median of the last quarter of a run minus median of its first, bytes. */
export function riseBetweenQuarters(values: Float64Array, { start, end }: CompositionInstance): number {
  const quarter = Math.ceil((end - start) / 4);
  return medianIn(values, end - quarter, end - 1) - medianIn(values, start, start + quarter - 1);
}

/** The numbers that every growth headline may use. */
export const growthValues = (growth: Growth): Record<string, MessageValue> => ({
  size: bytes(growth.bytes),
  low: bytes(growth.low),
  high: bytes(growth.high),
  duration: duration(growth.to - growth.from),
  rate: rate(growth.rate),
});

/** A rise as evidence: from where to where, in what time. */
export const riseEvidence = (growth: Growth, promql: string): Evidence => ({
  text: message('growth.rise', growthValues(growth)),
  promql,
});

/** A series that stays flat beside the growth, as evidence; its change is between the ends of the growth. */
export function flatEvidence(
  { composition }: Context,
  growth: Growth,
  values: Float64Array | undefined,
  what: string,
  promql: string
): Evidence[] {
  const at = (t: number) => {
    const i = composition.time.findIndex((one) => one >= t);
    return i < 0 || !values ? NaN : values[i];
  };
  const change = at(growth.to) - at(growth.from);
  return Number.isFinite(change) && Math.abs(change) < growth.bytes / 2
    ? [{ text: message('growth.flat', { what: text(what), change: bytes(change) }), promql }]
    : [];
}

/** Difference of two series on one grid; NaN where one is unknown. */
export const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - b[i]);

/** Values only where `keep` says so, NaN elsewhere. */
export const only = (values: Float64Array, keep: (i: number) => boolean): Float64Array =>
  values.map((value, i) => (keep(i) ? value : NaN));
