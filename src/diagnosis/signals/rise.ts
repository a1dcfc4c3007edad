import type { IndexRange } from '../../workloads/types';
import { envelope, neverBelowAgain, type Envelope, type Pick } from './envelope';
import { hamedRao } from './mannKendall';
import { theilSen, theilSenLine } from './theilSen';

/** A rise of the lower envelope of a series. */
export interface Rise {
  /**
   * When the level left its first value, and when it reached its last: the end of the range while it still rises;
   * ms.
   */
  from: number;
  to: number;
  bytes: number;
  /** Level before, and level at the end of the rise. */
  low: number;
  high: number;
  /** Bytes per second while it rose: the mean of one that goes on, else by Theil-Sen over the envelope. */
  rate: number;
  /** The same of its last sixth, by Theil-Sen. */
  rateAtEnd: number;
  /** True where it still rises at the end of the range. */
  continues: boolean;
  /** Levels are compared over so long at both ends, ms: a day where a daily cycle is below the rise, else 0. */
  period: number;
}

/** A rise that goes on at one pace, from where to where. */
export const goingOn = (rise: Omit<Rise, 'bytes' | 'rateAtEnd' | 'continues'>): Rise => ({
  ...rise,
  bytes: rise.high - rise.low,
  rateAtEnd: rise.rate,
  continues: true,
});

export interface RiseTest {
  pick: Pick;
  /** Smallest rise that counts, bytes. */
  bytes: number;
  /** The rise must take at least so long, ms: a step is not growth. */
  duration: number;
}

/** Of a hundred series without a trend, one may be taken for one: every test of growth is made at this level. */
export const alpha = 0.01;
/** Kendall's tau: three of four pairs of windows rise and one falls, or all rise in the second half of a range. */
const leastTau = 0.5;
/** A rise is measured between 10 % and 90 % of its height (IEEE Std 181-2011, transition duration). */
const reference = { from: 0.1, to: 0.9 };
/** More than this share of a rise between two windows (of two hours where days are compared) is a step. */
export const step = 0.5;
/** A rise goes on while its last third, or its last day, keeps this share of its pace. */
export const leastPace = 0.25;
/**
 * A last sixth that neither rises nor falls by that share has reached its level: the last third may still hold the
 * rise. Where it moves by as much as the rise does in that time, its pace is noise and tells nothing.
 */
const latestPart = 1 / 6;
/** Fewer windows have no pace: the slope of five is the median of ten. */
const fewest = 5;

/**
 * Rise of the lower envelope within a range, or null: Mann-Kendall with Hamed and Rao's correction decides on the rise
 * and as long a time before it. Spikes and saw teeth do not move the envelope, a step moves it at once. Series that
 * cannot have risen by so much are left after one pass over them.
 */
export function riseOf(time: Float64Array, values: Float64Array, range: IndexRange, test: RiseTest): Rise | null {
  const cut = spread(values, range) >= test.bytes ? envelope(time, values, range, test.pick) : null;
  return cut && riseOfEnvelope(cut, time[range.end - 1], test);
}

/**
 * The same of an envelope of a range that ends at `ends`, ms. `hasEnded` may know better than its last part whether a
 * rise of such a pace, bytes per ms, has ended.
 */
export function riseOfEnvelope(
  cut: Envelope,
  ends: number,
  test: RiseTest,
  hasEnded: (perMs: number) => boolean = () => false
): Rise | null {
  const { time, values } = cut;
  const n = values.length;
  const levels = neverBelowAgain(values);
  const low = levels[0];
  if (n < fewest || !(highest(values.subarray(n - fewest)) - low >= test.bytes)) {
    return null;
  }
  const rough = crossing(levels, low + reference.from * (levels[n - 1] - low));
  const tail = Math.min(n - fewest, rough + Math.floor(((n - rough) * 2) / 3));
  const line = theilSenLine(time.subarray(tail), values.subarray(tail));
  const high = line.at(ends);
  const bytes = high - low;
  if (!(bytes >= test.bytes)) {
    return null;
  }
  const first = crossing(levels, low + reference.from * bytes);
  const last = crossing(levels, low + reference.to * bytes);
  const lasts = (time[last] - time[first]) / (reference.to - reference.from);
  if (lasts < test.duration || largestStep(levels).height > step * bytes) {
    return null;
  }
  const length = last + 1 - first;
  const around = { start: Math.max(0, first - length), end: Math.min(n, last + 1 + length) };
  if (!isTrend(time.subarray(around.start, around.end), values.subarray(around.start, around.end))) {
    return null;
  }
  const perMs = theilSen(time.subarray(first, last + 1), values.subarray(first, last + 1));
  // Whole milliseconds: the middle of a window less half of it can be a hair before the first sample.
  const from = Math.round(Math.max(time[0] - cut.width / 2, time[first] - (levels[first] - low) / perMs));
  // A level with a dip at its beginning and a peak at its end has a difference, but no pace.
  if (!(perMs > 0 && perMs * (ends - from) >= test.bytes)) {
    return null;
  }
  const least = (leastPace * bytes) / (ends - from);
  const latest = Math.min(n - fewest, n - Math.round((n - rough) * latestPart));
  const perMsAtEnd = theilSen(time.subarray(latest), values.subarray(latest));
  const isFlat =
    Math.abs(perMsAtEnd) < least &&
    spread(values, { start: latest, end: n }) < (bytes * (ends - time[latest])) / (ends - from);
  const continues = line.slope >= least && !isFlat && !hasEnded(perMs);
  return {
    from,
    to: continues ? ends : Math.round(time[last]),
    bytes,
    low,
    high,
    // A mean adds up with the levels beside it, however a rise bends.
    rate: (continues ? bytes / (ends - from) : perMs) * 1000,
    rateAtEnd: perMsAtEnd * 1000,
    continues,
    period: 0,
  };
}

/** A rise of this share of a whole one between two windows is a step beside it, to be looked at by itself. */
const largeStep = 0.25;

/**
 * The same envelope without its largest step, where that is a large part of a rise of so many bytes; null where none
 * is.
 */
export function withoutStep(cut: Envelope, bytes: number): Envelope | null {
  const levels = neverBelowAgain(cut.values);
  const { at, height } = largestStep(levels);
  return height >= largeStep * bytes
    ? { ...cut, values: cut.values.map((value, k) => (k < at ? value : value - height)) }
    : null;
}

/** True where more of a rise came between two windows than in all others. */
export const isStep = (cut: Envelope, bytes: number): boolean =>
  largestStep(neverBelowAgain(cut.values)).height > step * bytes;

/** True where a series rises, by Mann-Kendall with Hamed and Rao's correction, and in most of its pairs. */
export function isTrend(time: Float64Array, values: Float64Array): boolean {
  const { s, p } = hamedRao(time, values);
  return p <= alpha && s >= leastTau * ((values.length * (values.length - 1)) / 2);
}

/** First level of a rising series that reaches `level`; the last where none does. */
function crossing(levels: Float64Array, level: number): number {
  const k = levels.findIndex((one) => one >= level);
  return k < 0 ? levels.length - 1 : k;
}

const highest = (values: Float64Array): number =>
  values.reduce((most, value) => (value > most ? value : most), -Infinity);

/** Largest rise from one value to the next, and the index of the next. */
function largestStep(levels: Float64Array): { at: number; height: number } {
  let [at, height] = [0, 0];
  for (let k = 1; k < levels.length; k++) {
    const rise = levels[k] - levels[k - 1];
    [at, height] = rise > height ? [k, rise] : [at, height];
  }
  return { at, height };
}

/** Largest minus smallest value of a range: nothing can have grown by more. */
export function spread(values: Float64Array, { start, end }: IndexRange): number {
  let low = Infinity;
  let high = -Infinity;
  for (let i = start; i < end; i++) {
    if (values[i] < low) {
      low = values[i];
    }
    if (values[i] > high) {
      high = values[i];
    }
  }
  return high - low;
}
