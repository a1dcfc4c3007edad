import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { limitFor, type Threshold } from '../options';
import { medianIn, peakIn } from './spans';
import { bytes, duration, message, rate, text } from '../text';
import { deepestDrop, growthByDay, growthOf, slice, smooth, steadiness, type Growth, type GrowthTest } from './trend';
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

const hour = 3_600_000;

/** A fall by this share of the rise shows that the series comes back by itself. */
const comesBack = 0.25;
/** A rise that ends within this share of it below a level that was left again has shown nothing new. */
const nothingNew = 0.1;
/** In less than so many hours a flank of a day is too straight to be told from a line. */
const leastHours = 5.5;
/** Of the way from that flank to a straight line: noise makes up for less. */
const towardsLine = 1 / 3;
/** Load rises for half of a day; what rises on for two hours more is not its flank. */
const longestFlank = 12;
const longerThanFlank = 14;
/** Load takes hours to double, and swings by less than six times in a day. */
const fasterThanLoad = { hours: 1, doubling: 2, times: 6 };
/** A rise that is none of these slows down. */
const leastSteadiness = 0.5;

/** So many samples nearly always catch a heap right after a collection. */
const samplesPerSlice = 24;

export interface JudgedGrowth extends Growth {
  /** True where a daily cycle or a cold start would look the same so far: worth knowing, not worth a warning. */
  mayBeLoad: boolean;
}

/** Which headline a growth asks for: it goes on, it has ended, or it may be load. */
export function headlineOf({ continues, mayBeLoad }: JudgedGrowth): 'headline' | 'headline-open' | 'headline-ended' {
  return !continues ? 'headline-ended' : mayBeLoad ? 'headline-open' : 'headline';
}

/** A series whose growth is judged. */
export interface Judged {
  values: Float64Array;
  pick: GrowthTest['pick'];
  /** Bytes of growth for each byte that the series rises; 1 where left out. */
  scale?: number;
  /** True for a heap that is filled and collected. */
  hasSawTeeth?: boolean;
}

/**
 * Tells growth from load. What is above every earlier day at the same time of day is growth, since load comes back
 * after a day. Else one rise has to show what load does not: see `originOf`; and what may be either is kept as
 * `mayBeLoad`. Durations without a day are incidents pressed into minutes, where growth is as it was found.
 */
export function judge(
  context: Context,
  instance: CompositionInstance,
  growth: Growth | null,
  series: Judged
): JudgedGrowth | null {
  const { settings, composition } = context;
  if (settings.durations.day === 0) {
    return growth && { ...growth, mayBeLoad: false };
  }
  const { values, pick, scale = 1 } = series;
  const least = limitOfRun(context, instance, settings.thresholds.growth) / scale;
  const byDay = growthByDay(composition.time, values, instance, { pick, bytes: least, duration: 0 });
  const origin = byDay?.sure ? 'load' : growth && originOf(context, instance, growth, series, least);
  // Where days differ, a rise that seems to have ended is the load of the night.
  if (growth && origin !== 'load' && (growth.continues || !byDay)) {
    return { ...growth, mayBeLoad: origin === 'either' };
  }
  return byDay && { ...scaled(byDay, scale), mayBeLoad: !byDay.sure };
}

/** Growth that a series shows in other units. */
export const scaled = (growth: Growth, by: number): Growth => ({
  ...growth,
  bytes: growth.bytes * by,
  low: growth.low * by,
  high: growth.high * by,
  rate: growth.rate * by,
});

/**
 * What a single rise comes from, as far as it can be told without the same hours of another day. A level that was
 * reached before and left again is load; after a fall of its own, or since the start of a young run, a rise may be
 * load or caches that fill; growth is what runs to the end straighter, faster or longer than the flank of a day.
 */
function originOf(
  { composition, settings }: Context,
  instance: CompositionInstance,
  growth: Growth,
  { values, pick, hasSawTeeth }: Judged,
  least: number
): 'growth' | 'load' | 'either' {
  const { time } = composition;
  const hours = Math.ceil((instance.to - instance.from) / hour);
  // Hours that hold few samples show falls that are saw teeth.
  const enough = hasSawTeeth ? Math.floor((instance.end - instance.start) / samplesPerSlice) : hours;
  const cut = slice(time, values, instance, pick, Math.max(24, Math.min(hours, enough)));
  if (!cut) {
    return 'either';
  }
  const levels = smooth(cut).values;
  const begins = Math.max(0, cut.from.filter((from) => from <= growth.from).length - 1);
  const [low, high] = [levels[begins], levels[levels.length - 1]];
  const fall = deepestDrop(Float64Array.from(levels), { start: 0, end: levels.length });
  if (fall && fall.bytes >= comesBack * (high - low)) {
    return levels[fall.peak] > high - nothingNew * (high - low) ? 'load' : 'either';
  }
  const sinceStart = growth.from - Math.max(instance.from, instance.startedAt) < settings.durations.warmUp;
  if (!growth.continues || (sinceStart && instance.to - instance.startedAt < settings.durations.coldStart)) {
    return 'either';
  }
  const lasted = (instance.to - growth.from) / hour;
  const start = instance.start + time.subarray(instance.start, instance.end).findIndex((t) => t >= growth.from);
  const steady = steadiness(time, values, { start, end: instance.end }, pick);
  const times = high / Math.max(low, least);
  const flank = steadinessOfFlank(lasted);
  const isStraight = lasted >= leastHours && steady >= flank + towardsLine * (1 - flank);
  const isFast =
    lasted >= fasterThanLoad.hours && times >= Math.min(fasterThanLoad.times, 2 ** (lasted / fasterThanLoad.doubling));
  return isStraight || (steady >= leastSteadiness && (isFast || lasted > longerThanFlank)) ? 'growth' : 'either';
}

/** The steadiest that so many hours of a daily sine can be: those around the middle of its flank. */
function steadinessOfFlank(hours: number): number {
  const third = (Math.PI / longestFlank) * (Math.min(hours, longestFlank) / 6);
  return (Math.sin(3 * third) - Math.sin(third)) / (2 * Math.sin(third));
}

/** Median of the last quarter of a run minus median of its first, bytes. */
export function riseBetweenQuarters(values: Float64Array, { start, end }: CompositionInstance): number {
  const quarter = Math.ceil((end - start) / 4);
  return medianIn(values, end - quarter, end - 1) - medianIn(values, start, start + quarter - 1);
}

/** So many samples catch a heap near its lowest. */
const fewSamples = 8;

/** Rise of another series between the ends of a growth: at the same time of day where that compares days. */
export function riseAcross(
  { composition: { time }, step }: Context,
  instance: CompositionInstance,
  growth: Growth,
  levelOf: (first: number, last: number) => number
): number {
  const width = Math.max(instance.to - growth.to, (growth.to - growth.from) / 24, fewSamples * step);
  const level = (from: number) => {
    const after = (t: number) => {
      const k = time.subarray(instance.start, instance.end).findIndex((one) => one > t);
      return k < 0 ? instance.end : instance.start + k;
    };
    return levelOf(after(from - 1), after(from + width) - 1);
  };
  return level(Math.min(growth.to, instance.to - width)) - level(growth.from);
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
export const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - b[i]);
