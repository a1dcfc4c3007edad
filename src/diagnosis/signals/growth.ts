import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { growthOfLimit, thresholdFor, type Threshold } from '../options';
import { once } from '../../metrics/oncePer';
import { mayBeOfPods } from '../../workloads/labels';
import { lowerBound } from '../../workloads/lookup';
import { median, medianIn, peakIn } from './spans';
import { bytes, duration, message, rate, shows, text } from '../text';
import { isLikeTheDayBefore, daysOf, hoursOfDay, riseBesideRhythm, riseByDay } from './dailyGrowth';
import { rhythmProbability } from './dailyRhythm';
import { riseAboveEarlierDays } from './lateGrowth';
import { envelope, since, type Envelope, type Pick } from './envelope';
import { workDuring, type Rising } from './load';
import { oncePerRun } from './once';
import { alpha, riseOf, riseOfEnvelope, spread, withoutStep, type Rise, type RiseTest } from './rise';
import type { Evidence, MessageValue } from '../types';

/** Threshold in bytes for one run, from its largest usage. */
function limitOfRun({ composition }: Context, instance: CompositionInstance, threshold: Threshold): number {
  return thresholdFor(threshold, peakIn(composition.usage, instance.start, instance.end - 1).value || 0);
}

/** Rise of a layer that is judged. */
export interface Growth extends Rise {
  /** True where a daily cycle or a cold start would look the same so far: worth knowing, not worth a warning. */
  mayBeLoad: boolean;
}

/** What a rise has to be within one run, by the thresholds and durations of the settings. */
export const testOf = (context: Context, instance: CompositionInstance, pick: Pick): RiseTest => ({
  pick,
  bytes: leastBytes(context, instance),
  duration: context.settings.durations.growth,
});

const leastBytes = oncePerRun((context, instance) =>
  Math.min(
    limitOfRun(context, instance, context.settings.thresholds.growth),
    growthOfLimit * (medianIn(context.composition.limit, instance.start, instance.end - 1) || Infinity)
  )
);

/** True where a series of a run moves by less than counts as growth, so that no growth can be in it. */
export const isFlat = (context: Context, instance: CompositionInstance, values: Float64Array): boolean =>
  !(spread(values, instance) >= leastBytes(context, instance));

/** Rise of a series within one run, whatever it comes from. */
export const riseInRun = (
  context: Context,
  instance: CompositionInstance,
  values: Float64Array | undefined,
  pick: Pick
): Rise | null => (values ? riseOf(context.composition.time, values, instance, testOf(context, instance, pick)) : null);

/**
 * Growth of a series within one run, told from load (docs/growth.md). What is above every earlier day at the same time
 * of day is growth, since load comes back after a day. Else one rise has to be closer to a straight ramp than any daily
 * rhythm is. Durations without a day are incidents pressed into minutes, where every rise is growth.
 */
export function growthInRun(
  context: Context,
  instance: CompositionInstance,
  values: Float64Array | undefined,
  pick: Pick
): Growth | null {
  const growth = values && growthOf(context, instance, values, pick);
  if (!values || !growth) {
    return null;
  }
  const mayBeLoad =
    growth.mayBeLoad ||
    // A job that completed gave back what it had taken for its work.
    context.isCompleted(instance) ||
    isOfMean(context, growth) ||
    (addsPods(context, growth) && workDuring(context, instance, growth, risingOf(context, values, pick)) !== 'same');
  return { ...growth, mayBeLoad };
}

/** A mean over time makes of every step a straight rise as long as its window; samples at its ends add two steps. */
const isOfMean = ({ composition: { workload }, step }: Context, { from, to }: Rise): boolean =>
  workload.meanOver > 0 && to - from <= meanEdge * workload.meanOver + 2 * step;

/** Noise moves the ends of a rise beyond the window by this share of it. */
const meanEdge = 1.1;

/** A sum of limits that rises by this share has more pods in it. */
const morePods = 0.2;

/**
 * True where pods may have been added to a sum of them: the sum of their limits rose too, or none tells that they are
 * as many as they were. More pods do more work than fewer did.
 */
function addsPods({ composition: { time, limit, workload } }: Context, { from, to }: Rise): boolean {
  const at = (t: number) => limit[Math.min(time.length - 1, lowerBound(time, t))];
  const stay = at(to) < (1 + morePods) * at(from);
  return workload.isSum ? !stay : mayBeOfPods(workload) && at(to) >= (1 + morePods) * at(from);
}

function growthOf(context: Context, instance: CompositionInstance, values: Float64Array, pick: Pick): Growth | null {
  const { composition, settings } = context;
  const { day } = settings.durations;
  const test = testOf(context, instance, pick);
  if (isFlat(context, instance, values)) {
    return null;
  }
  const cut = envelope(composition.time, values, instance, pick);
  const hasEnded = (perMs: number) =>
    day > 0 && isLikeTheDayBefore(composition.time, values, instance, { pick, perMs });
  const riseIn = (one: Envelope) => riseOfEnvelope(one, instance.to, test, hasEnded);
  const single = cut && riseIn(cut);
  if (!cut || day === 0) {
    return single && { ...single, mayBeLoad: false };
  }
  const byDay = riseByDay(composition.time, values, instance, test);
  if (byDay?.isSure) {
    return { ...byDay, mayBeLoad: workDuring(context, instance, byDay, risingOf(context, values, pick)) === 'more' };
  }
  const days = daysOf(instance.from, instance.to);
  const grown = since(cut, instance.startedAt + settings.durations.coldStart);
  const open = byDay ?? (days >= 1 && days < 2 ? riseBesideRhythm(grown, day, test) : null);
  // From a day on a rise that a daily rhythm describes as well is load. Where days rise, one that ends is the night.
  if (single && open && !byDay && staysThere(cut, single, day)) {
    return { ...single, mayBeLoad: true };
  }
  const hasRhythm = (one: Envelope, rise: Rise) => rhythmProbability(one, rise, day, alpha) > alpha;
  const isLoadIn = (one: Envelope, rise: Rise, isRhythmic = () => hasRhythm(one, rise)) =>
    isLoad(context, instance, rise, { values, pick, isRhythmic });
  const isRhythmic = once(() => single !== null && hasRhythm(cut, single));
  const mayBeLoad = single !== null && isLoadIn(cut, single, isRhythmic);
  const isOwn = () => single !== null && !(mayBeLoad && isRhythmic());
  const late = riseAboveEarlierDays(composition.time, values, instance, test);
  if (late && !(single?.continues && isOwn())) {
    return { ...late, mayBeLoad: isLoadIn(late.lastDay, late) };
  }
  if (single && (single.continues ? days < 1 || isOwn() : !open && isOwn())) {
    const isOpen = mayBeLoad || !single.continues || isColdStart(context, instance, single);
    return { ...single, mayBeLoad: isOpen || isStepAndLoad(cut, single, riseIn, isLoadIn) };
  }
  return open && { ...open, mayBeLoad: true };
}

/**
 * True where a rise is a step, as of a larger cache, and load beside it: what is left without the step is no growth by
 * itself.
 */
function isStepAndLoad(
  cut: Envelope,
  { bytes }: Rise,
  riseIn: (cut: Envelope) => Rise | null,
  isLoadIn: (cut: Envelope, rise: Rise) => boolean
): boolean {
  const rest = withoutStep(cut, bytes);
  const other = rest && riseIn(rest);
  return rest !== null && !(other?.continues && !isLoadIn(rest, other));
}

/** A level within this share of a rise is the same level. */
const sameLevel = 0.15;
/** A level that holds for this share of a day is not the turn of a load. */
const holds = 0.25;

/**
 * True where a rise has ended and its level stays, which was never higher: load over a day would have been, and would
 * have gone.
 */
function staysThere({ time, values }: Envelope, { to, high, bytes, continues }: Rise, day: number): boolean {
  const band = sameLevel * bytes;
  return (
    !continues &&
    time[time.length - 1] - to >= holds * day &&
    values.every((value, k) => value <= high + band && (time[k] <= to || value >= high - band))
  );
}

/**
 * Rises that a working day makes, by how long they take and by how many times they rise at the most: where work begins
 * in the morning, load rises straight for five hours (6 to 11 o'clock), to 3.2 times its level for a rhythm that swings
 * by six times; a smooth one that doubles over a day rises until the afternoon, and after a weekend stands alone.
 */
const flanks = [
  { lasts: 5 * 3_600_000, times: 3.2 },
  { lasts: 9 * 3_600_000, times: 2.2 },
] as const;

/**
 * True where a rise may be load: the program did more work; or nothing tells that its work stayed the same, and a daily
 * rhythm is as good a description, or the rise is as short and as steep as a working morning. Stacks of a program that
 * waits for its users have no smallest size at night.
 */
function isLoad(
  context: Context,
  instance: CompositionInstance,
  rise: Rise,
  { values, pick, isRhythmic }: { values: Float64Array; pick: Pick; isRhythmic: () => boolean }
): boolean {
  const rising = risingOf(context, values, pick);
  const work = workDuring(context, instance, rise, rising);
  if (work !== null) {
    return work === 'more';
  }
  const [lasts, low] = [rise.to - rise.from, Math.max(rise.low, leastBytes(context, instance))];
  const isSteep = (times: number) => rising !== 'stacks' && rise.high >= times * low;
  return flanks.some((flank) => lasts < flank.lasts && !isSteep(flank.times)) || isRhythmic();
}

const risingOf = ({ series }: Context, values: Float64Array, pick: Pick): Rising =>
  values === series.stackSys ? 'stacks' : pick === 'low' ? 'heap' : 'outside';

/** A rise since the start of a young run may be caches that fill. */
const isColdStart = ({ settings }: Context, instance: CompositionInstance, { from }: Rise): boolean =>
  from - Math.max(instance.from, instance.startedAt) < settings.durations.warmUp &&
  instance.to - instance.startedAt < settings.durations.coldStart;

/** What rises with its process and then stays belongs to a program that has started. */
export const isWarmUp = ({ settings }: Context, instance: CompositionInstance, { from, continues }: Growth): boolean =>
  !continues && from - Math.max(instance.from, instance.startedAt) < settings.durations.warmUp;

/** Which headline a growth asks for: it goes on, it has ended, it may be load, or its run is over. */
export function headlineOf(
  context: Context,
  instance: CompositionInstance,
  growth: Growth
): 'headline' | 'headline-open' | 'headline-ended' | 'headline-over' {
  return growth.continues && growth.mayBeLoad ? 'headline-open' : pastOf(context, instance, growth);
}

/** The same of a rise that is not told from load. */
export const pastOf = (
  context: Context,
  instance: CompositionInstance,
  { continues }: Rise
): 'headline' | 'headline-ended' | 'headline-over' =>
  !continues ? 'headline-ended' : context.isOver(instance) ? 'headline-over' : 'headline';

/** Median of the last quarter of a run minus median of its first, bytes. */
export function riseBetweenQuarters(values: Float64Array, { start, end }: CompositionInstance): number {
  const quarter = Math.ceil((end - start) / 4);
  return medianIn(values, end - quarter, end - 1) - medianIn(values, start, start + quarter - 1);
}

/** So many samples catch a heap near its lowest. */
const fewSamples = 8;

/** Rise of another series between the ends of a growth: from hour to hour of the first and the last day it compares. */
export function riseAcross(
  { composition: { time }, step }: Context,
  instance: CompositionInstance,
  { from, to, period }: Rise,
  levelOf: (first: number, last: number) => number
): number {
  const parts = period > 0 ? hoursOfDay : 1;
  const width = period > 0 ? period / parts : Math.max((to - from) / 24, fewSamples * step);
  const level = (begins: number) => levelOf(lowerBound(time, begins), lowerBound(time, begins + width + 1) - 1);
  const first = Math.max(from, instance.from);
  const last = Math.min(to, instance.to) - parts * width;
  const rises = Array.from({ length: parts }, (_, k) => level(last + k * width) - level(first + k * width));
  return (median(rises) * (to - from)) / (to - from - parts * width);
}

/** The same of the median of a column. */
export const riseOfColumn = (
  context: Context,
  instance: CompositionInstance,
  growth: Rise,
  values: Float64Array
): number => riseAcross(context, instance, growth, (first, last) => medianIn(values, first, last));

/** True for a growth that goes on and is no load. */
export const isSureGrowth = ({ continues, mayBeLoad }: Growth): boolean => continues && !mayBeLoad;

/** When a growth took place, ms: one that goes on lasts as long as its run. */
export const spanOfGrowth = ({ to }: CompositionInstance, growth: Rise): { from: number; to: number } => ({
  from: growth.from,
  to: growth.continues ? to : growth.to,
});

/** The numbers that every growth headline may use. */
export const growthValues = (growth: Rise): Record<string, MessageValue> => ({
  size: bytes(growth.bytes),
  low: bytes(Math.max(0, growth.low)),
  high: bytes(growth.high),
  duration: duration(growth.to - growth.from),
  rate: rate(growth.rate),
});

/** A rise as evidence: from where to where, in what time. */
export const riseEvidence = (growth: Rise, promql: () => string): Evidence =>
  shows(message('growth.rise', growthValues(growth)), promql);

/** A series that stays flat beside the growth, as evidence; its change is between the ends of the growth. */
export function flatEvidence(
  { composition }: Context,
  growth: Rise,
  { values, what }: { values: Float64Array; what: string },
  promql: () => string
): Evidence[] {
  const at = (t: number) => values[lowerBound(composition.time, t)];
  const change = at(growth.to) - at(growth.from);
  return Number.isFinite(change) && Math.abs(change) < growth.bytes / 2
    ? [shows(message('growth.flat', { what: text(what), change: bytes(Math.abs(change)) }), promql)]
    : [];
}

/** Difference of two series on one grid; NaN where one is unknown. */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  const left = new Float64Array(a.length);
  for (let i = 0; i < left.length; i++) {
    left[i] = a[i] - b[i];
  }
  return left;
}
