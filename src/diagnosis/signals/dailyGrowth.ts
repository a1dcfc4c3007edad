import type { IndexRange } from '../../workloads/types';
import { trendBesideRhythm } from './dailyRhythm';
import { windows, type Envelope } from './envelope';
import { alpha, goingOn, isStep, isTrend, leastPace, spread, step, type Rise, type RiseTest } from './rise';
import { hirschSlack, seasonalMannKendall, seasonalSlope } from './seasonalMannKendall';
import { theilSen } from './theilSen';
import { medianOfKnown } from '../../metrics/median';

export const hour = 3_600_000;
export const hoursOfDay = 24;
const hours = hoursOfDay;

/** Days between two times, ms, to the hour: the last sample of a range is a step before its end. */
export const daysOf = (from: number, to: number): number => Math.round((to - from) / hour) / hours;

/**
 * Times in another unit than milliseconds make ranges of centuries; ten years of days are the most that is looked
 * at.
 */
const mostDays = 3660;

/** What a series did in each hour of whole days up to the end of a range. */
interface HourlyLevels {
  days: number;
  /** ms */
  from: number;
  ends: number;
  /** One for each hour, NaN where it has no samples. */
  levels: Float64Array;
}

/** The levels of whole days; null below two of them, and where a series moves by less than counts. */
export function levelsByHour(
  time: Float64Array,
  values: Float64Array,
  range: IndexRange,
  { pick, bytes }: RiseTest
): HourlyLevels | null {
  const ends = time[range.end - 1];
  const days = Math.floor(daysOf(time[range.start], ends));
  if (days < 2 || days > mostDays || spread(values, range) < bytes) {
    return null;
  }
  const count = days * hours;
  const from = ends - count * hour;
  return { days, from, ends, levels: windows(time, values, range, { from, width: hour, count, pick }) };
}

/** A rise above every earlier day. */
export interface DailyRise extends Rise {
  /** True where it is large beside the swing of a day: days of load differ by less. */
  isSure: boolean;
}

/**
 * Hirsch and Slack's z for five days that all rise is 2.45, p = 0.7 %; for four it is 2.04, p = 2.1 %, never below 1
 * %.
 */
const daysWithCovariance = 5;
/** The quietest hours of the days rise by at least this share of the pace: a busier day leaves its night as it was. */
const leastOfNights = 0.5;
/** The last quarter of a day is compared by itself, too: there days are alike where growth ended about a day ago. */
const lastHours = hours / 4;
/** Hours that are flat: a sixth of the days, 8 of two, and up to 18, for which the longest working day rises. */
const flat = { share: 1 / 6, mostHours: 18 };
/**
 * The same hours of the day before rose by this share of the pace. A leak of 5 % an hour whose load falls as fast as it
 * leaks is flat too, but the day before it then rose by 0.7 of the pace at the most (docs/growth.md).
 */
const rose = 0.75;
/** Gain from the first day to the last as a share of the swing of a day: below the first it is no growth. */
const ofSwing = { possible: 0.25, sure: 0.5 };

/**
 * Rise that a daily cycle hides: hours of a day are compared with the same hours of the others by the seasonal
 * Mann-Kendall test, since load comes back after a day and a leak does not. From five days on with the covariance of
 * hours; fewer days cannot estimate it, so that the size of the gain decides beside the test of independent hours. Null
 * below two days, and where days are alike.
 */
export function riseByDay(
  time: Float64Array,
  values: Float64Array,
  range: IndexRange,
  test: RiseTest
): DailyRise | null {
  const hourly = levelsByHour(time, values, range, test);
  if (!hourly) {
    return null;
  }
  const { days, from, ends, levels } = hourly;
  const seasons = Array.from({ length: hours }, (_, h) => levels.filter((_level, k) => k % hours === h));
  const pace = seasonalSlope(seasons);
  const gain = pace * (days - 1);
  const swing = smallestSwing(levels, pace);
  const known = levels.filter(Number.isFinite);
  const lastDays = seasons.map((season) => season.slice(-2));
  const trend = days < daysWithCovariance ? seasonalMannKendall(seasons) : hirschSlack(seasons);
  if (
    !(pace * days >= test.bytes && gain >= ofSwing.possible * swing) ||
    !(seasonalSlope(lastDays) >= leastPace * pace) ||
    seasonalSlope(lastDays.slice(-lastHours)) < leastPace * pace ||
    hasEnded(levels, pace / hours) ||
    trend.p > alpha ||
    nightlyPace(levels) < leastOfNights * pace ||
    largestJump(levels) > step * gain
  ) {
    return null;
  }
  const high = levelAtEnd(levels, pace / hours);
  const firstDay = known.slice(0, hours);
  // The line through days that rise ever faster begins above what was seen, that of noisy ones below.
  const low = Math.min(Math.max(high - pace * days, Math.min(...firstDay)), Math.max(...firstDay));
  const rate = ((high - low) * 1000) / (days * hours * hour);
  return {
    ...goingOn({ from, to: ends, low, high, rate, period: hours * hour }),
    isSure: gain >= ofSwing.sure * swing,
  };
}

/** A rise of so little of a day's pace over the last quarter of a day has not even begun within it. */
const leastOfLateRise = 0.1;

/**
 * True where the last quarter of a day is what it was the day before, so that a rise of such a pace, bytes per ms,
 * ended more than a day ago: what the last part of a range rises by is the load of a day. False where a range is too
 * short.
 */
export function isLikeTheDayBefore(
  time: Float64Array,
  values: Float64Array,
  range: IndexRange,
  { pick, perMs }: { pick: RiseTest['pick']; perMs: number }
): boolean {
  const count = hours + lastHours;
  const from = time[range.end - 1] - count * hour;
  if (from < time[range.start]) {
    return false;
  }
  const levels = windows(time, values, range, { from, width: hour, count, pick });
  const seasons = Array.from({ length: lastHours }, (_, h) => Float64Array.of(levels[h], levels[h + hours]));
  return seasonalSlope(seasons) < leastOfLateRise * perMs * hours * hour;
}

/**
 * True where the last hours, of which a sixth of the days to 18 are tried, are flat although the same hours of the day
 * before rose: what is flat at that time of every day is the night of a leak that works by day. `pace` in bytes per
 * hour.
 */
function hasEnded(levels: Float64Array, pace: number): boolean {
  const least = Math.min(flat.mostHours, Math.round(levels.length * flat.share));
  const widths = Array.from({ length: flat.mostHours + 1 - least }, (_, k) => least + k);
  return widths.some(
    (width) =>
      Math.abs(paceUntil(levels, levels.length, width)) < leastPace * pace &&
      paceUntil(levels, levels.length - hours, width) >= rose * pace
  );
}

/** Pace per hour of so many hours before `end`: from the median of their first third to that of their last. */
function paceUntil(levels: Float64Array, end: number, width: number): number {
  const third = Math.round(width / 3);
  const levelAt = (start: number) => medianOfKnown(levels.slice(start, start + third).filter(Number.isFinite));
  return (levelAt(end - third) - levelAt(end - width)) / (width - third);
}

/** Pace of the lowest hour of each day, bytes per day. */
function nightlyPace(levels: Float64Array): number {
  const nights: number[] = [];
  const at: number[] = [];
  for (let day = 0; day * hours < levels.length; day++) {
    const night = Math.min(...levels.subarray(day * hours, (day + 1) * hours).filter(Number.isFinite));
    if (Number.isFinite(night)) {
      nights.push(night);
      at.push(day);
    }
  }
  return theilSen(Float64Array.from(at), Float64Array.from(nights));
}

/** Level at the end of the last hour, by the last three hours that are known and the pace per hour. */
function levelAtEnd(levels: Float64Array, pace: number): number {
  const last: number[] = [];
  for (let k = levels.length - 1; k >= 0 && last.length < 3; k--) {
    if (Number.isFinite(levels[k])) {
      last.push(levels[k] + pace * (levels.length - k - 0.5));
    }
  }
  return medianOfKnown(Float64Array.from(last));
}

/** Largest rise from one hour to the next beyond that of the same hour of the day before, or of the next day. */
function largestJump(levels: Float64Array): number {
  const rise = (k: number) => levels[k] - levels[k - 1];
  let most = 0;
  for (let k = 1; k < levels.length; k++) {
    const usual = [rise(k - hours), rise(k + hours), 0].find(Number.isFinite) ?? 0;
    most = Math.max(most, rise(k) - usual || 0);
  }
  return most;
}

/** Smallest of the swings of each day, from its lowest to its highest hour, beside the trend. */
function smallestSwing(levels: Float64Array, pace: number): number {
  let smallest = Infinity;
  for (let day = 0; day * hours < levels.length; day++) {
    const own = levels.subarray(day * hours, (day + 1) * hours).map((level, k) => level - (pace * k) / hours);
    const swing = spread(own, { start: 0, end: own.length });
    smallest = swing >= 0 && swing < smallest ? swing : smallest;
  }
  return smallest;
}

/**
 * Rise beside the rhythm of a single day, to the end: without another day it may be load all the same. Null where
 * none.
 */
export function riseBesideRhythm(cut: Envelope, day: number, test: RiseTest): Rise | null {
  const { gain, swing, left } = trendBesideRhythm(cut, day);
  const to = Math.round(cut.time[cut.time.length - 1] + cut.width / 2);
  if (!(gain >= test.bytes && gain >= ofSwing.possible * swing) || isStep(cut, gain) || !isTrend(cut.time, left)) {
    return null;
  }
  const high = medianOfKnown(cut.values.slice(-3));
  return {
    from: to - day,
    to,
    bytes: gain,
    low: high - gain,
    high,
    rate: (gain * 1000) / day,
    rateAtEnd: (gain * 1000) / day,
    continues: true,
    period: 0,
  };
}
