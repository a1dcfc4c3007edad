import type { IndexRange } from '../../workloads/types';
import { hour, hoursOfDay, levelsByHour } from './dailyGrowth';
import { windows, type Envelope } from './envelope';
import { riseOfEnvelope, type Rise, type RiseTest } from './rise';

/** A rise of the last day of a range, and that day. */
export interface LateRise extends Rise {
  lastDay: Envelope;
}

/** So much of the rise is above all that was seen before it: load goes where it has been, a leak goes on. */
const aboveAll = 0.5;

/**
 * Rise of the last day of a range that goes on at its end, is above what any earlier day had at the same hour, and by
 * half of it above all that was ever seen: a leak that began hours ago, which the evening before hides from a test of
 * the whole range. Hours are worth their smallest value or median. Null below two days, and where there is none. A
 * first working day after a weekend looks the same: whether it may be load is for the caller to tell.
 */
export function riseAboveEarlierDays(
  time: Float64Array,
  values: Float64Array,
  range: IndexRange,
  test: RiseTest
): LateRise | null {
  const hourly = levelsByHour(time, values, range, test);
  if (!hourly) {
    return null;
  }
  const { ends, levels } = hourly;
  const count = levels.length;
  const last = levels.subarray(count - hoursOfDay);
  const middles = last.map((_, k) => ends + (k + 0.5 - hoursOfDay) * hour);
  const more = last.map((level, k) => level - highestOf(levels, k));
  const known = more.map((_, k) => k).filter((k) => Number.isFinite(more[k]));
  const pick = (of: Float64Array) => Float64Array.from(known, (k) => of[k]);
  const rise = riseOfEnvelope({ time: pick(middles), values: pick(more), width: hour }, ends, test);
  if (!rise?.continues) {
    return null;
  }
  const begins = Math.max(0, Math.min(hoursOfDay - 1, hoursOfDay - Math.ceil((ends - rise.from) / hour)));
  const low = last[begins];
  // The smallest value of a rising hour is its first, the median its middle one.
  const high = last[known.at(-1) ?? 0] + (rise.rate / 1000) * hour * (test.pick === 'low' ? 1 : 0.5);
  const before = levels.subarray(0, begins + count - hoursOfDay).filter(Number.isFinite);
  return high - low >= test.bytes && high - Math.max(...before) >= aboveAll * (high - low)
    ? { ...rise, low, high, bytes: high - low, lastDay: lastDayOf(time, values, range, test) }
    : null;
}

/** The last day in windows of a quarter of an hour. */
function lastDayOf(time: Float64Array, values: Float64Array, range: IndexRange, { pick }: RiseTest): Envelope {
  const [width, count] = [hour / 4, 4 * hoursOfDay];
  const from = time[range.end - 1] - count * width;
  const levels = windows(time, values, range, { from, width, count, pick });
  const known = levels.map((_, k) => k).filter((k) => Number.isFinite(levels[k]));
  return { time: known.map((k) => from + (k + 0.5) * width), values: known.map((k) => levels[k]), width };
}

/** Highest level that the earlier days had at an hour of the last one; NaN where none is known. */
function highestOf(levels: Float64Array, hourOfLast: number): number {
  let most = NaN;
  for (let k = levels.length - 2 * hoursOfDay + hourOfLast; k >= 0; k -= hoursOfDay) {
    most = levels[k] <= most ? most : Number.isFinite(levels[k]) ? levels[k] : most;
  }
  return most;
}
