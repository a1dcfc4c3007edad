import { median } from './spans';

/** A half-open range of grid indices. */
export interface Range {
  start: number;
  end: number;
}

/** Equal slices of a time range: where each begins (ms) and one value for each; slices without samples are left out. */
export interface Slices {
  from: number[];
  values: number[];
}

const hour = 3_600_000;

/** At least so many samples before anything is called a trend. */
const leastSamples = 8;
const mostSlices = 24;
const samplesPerSlice = 2;

/**
 * Cuts a series into at most `most` equal slices of at least two samples on average. `low`: the smallest value of each,
 * the lower envelope of a garbage collected heap; `middle`: the median, for series that dip when scrapes are skewed.
 * Null with fewer than eight samples.
 */
export function slice(
  time: Float64Array,
  values: Float64Array,
  range: Range,
  pick: 'low' | 'middle',
  most = mostSlices
): Slices | null {
  const known: number[] = [];
  for (let i = range.start; i < range.end; i++) {
    if (Number.isFinite(values[i])) {
      known.push(i);
    }
  }
  if (known.length < leastSamples) {
    return null;
  }
  const count = Math.min(most, Math.floor(known.length / samplesPerSlice));
  const from = time[known[0]];
  const width = (time[known[known.length - 1]] - from) / count;
  const buckets: number[][] = Array.from({ length: count }, () => []);
  for (const i of known) {
    buckets[Math.min(count - 1, Math.floor((time[i] - from) / width))].push(values[i]);
  }
  const slices: Slices = { from: [], values: [] };
  buckets.forEach((bucket, k) => {
    if (bucket.length > 0) {
      slices.from.push(from + k * width);
      slices.values.push(pick === 'low' ? bucket.reduce((low, value) => Math.min(low, value)) : median(bucket));
    }
  });
  return slices;
}

/** From so many slices on, dips of two of them can be told from a change of level. */
const fineSlices = 12;

/**
 * Median of five neighbouring slices (of three where there are few, and fewer at the ends): takes out dips and keeps
 * steps as they are.
 */
export function smooth({ from, values }: Slices): Slices {
  const reach = values.length < fineSlices ? 1 : 2;
  return { from, values: values.map((_, k) => median(values.slice(Math.max(0, k - reach), k + reach + 1))) };
}

/** The level that a series never goes below again: its minimum from each slice on. */
export function neverBelowAgain(values: readonly number[]): number[] {
  const levels = [...values];
  for (let k = levels.length - 2; k >= 0; k--) {
    levels[k] = Math.min(levels[k], levels[k + 1]);
  }
  return levels;
}

/** Median of the slopes between all pairs (Theil 1950, Sen 1968), per unit of `x`. */
export function theilSen(x: readonly number[], y: readonly number[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      slopes.push((y[j] - y[i]) / (x[j] - x[i]));
    }
  }
  return median(slopes);
}

/** A rise of the level that a series never goes below again. */
export interface Growth {
  /** When the level left its first value and when it reached its last, ms. */
  from: number;
  to: number;
  bytes: number;
  /** Levels before and after. */
  low: number;
  high: number;
  /** Bytes per second while it rose (Theil-Sen over the envelope). */
  rate: number;
  /** True where the last third of the range still rises: not a warm-up that ended. */
  continues: boolean;
}

export interface GrowthTest {
  pick: 'low' | 'middle';
  /** Smallest rise that counts, bytes. */
  bytes: number;
  /** The rise must take at least so long, ms: a step is not growth. */
  duration: number;
  /** True for a series without saw teeth, whose last slices need no future to be trusted. */
  toEnd?: boolean;
}

/** A rise must not come from one slice: that is a step. */
const largestStep = 0.6;
/** The tail of the envelope knows too little of the future to be trusted. */
const tail = 0.15;
/** From here to there the rise counts as under way. */
const underWay = { from: 0.05, to: 0.95 };

/** Largest minus smallest value of a range: nothing can have grown by more. */
function spread(values: Float64Array, { start, end }: Range): number {
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

/**
 * Growth of the lower envelope within a range, or null. Spikes and saw teeth do not move the envelope, a warm-up moves
 * it and then stops, a step moves it at once. Works on slices, so scrape gaps and single samples do not decide.
 */
export function growthOf(time: Float64Array, values: Float64Array, range: Range, test: GrowthTest): Growth | null {
  const cut = spread(values, range) >= test.bytes ? slice(time, values, range, test.pick) : null;
  if (!cut) {
    return null;
  }
  const { from, values: smoothed } = test.pick === 'middle' ? smooth(cut) : cut;
  const kept = Math.max(3, Math.ceil(smoothed.length * (test.toEnd ? 1 : 1 - tail)));
  // A dip of a skewed series in the very last slices has no samples after it that could show it for what it is.
  const trusted = test.pick === 'middle' ? smoothed.length - Math.floor(smoothed.length / 12) : smoothed.length;
  const levels = neverBelowAgain(smoothed.slice(0, trusted)).slice(0, kept);
  const [low, high] = [levels[0], levels[levels.length - 1]];
  const bytes = high - low;
  if (!(bytes >= test.bytes)) {
    return null;
  }
  const first = levels.findIndex((level) => level > low + underWay.from * bytes);
  const last = levels.findIndex((level) => level >= low + underWay.to * bytes);
  const steps = levels.slice(1).map((level, k) => level - levels[k]);
  const begins = from[Math.max(0, first - 1)];
  const ends = from[last];
  if (ends - begins < test.duration || Math.max(...steps) > largestStep * bytes) {
    return null;
  }
  const rising = levels.slice(Math.max(0, first - 1), last + 1);
  const seconds = from.slice(Math.max(0, first - 1), last + 1).map((t) => t / 1000);
  const third = Math.floor((levels.length * 2) / 3);
  return {
    from: begins,
    to: ends,
    bytes,
    low,
    high,
    rate: theilSen(seconds, rising),
    continues: high - levels[third] > bytes / 10,
  };
}

/** Growth from day to day; its levels are the lowest of the first and of the last day. */
export interface DailyGrowth extends Growth {
  /** True where half a day or more is compared, every day gains, and the gain is large beside the swing of a day. */
  sure: boolean;
}

const day = 24;
/** Times in another unit than milliseconds make ranges of centuries; ten years of hours are the most that is looked at. */
const longest = 10 * 366 * day;
/** A gain below the first share of the swing of a day is no growth, and one below the second may be a day's load. */
const ofSwing = { possible: 0.25, sure: 0.5 };
/** The least gain of any hour, and of the last hours, and of each single day, as a share of the usual one. */
const leastGain = { hour: 0.25, end: 0.4, day: 0.4 };

/**
 * Growth that a daily cycle hides: the last day is compared with every earlier one at the same time of day, hour by
 * hour, since load comes back after a day and a leak does not. Null below 24 hours, and where days are alike.
 */
export function growthByDay(
  time: Float64Array,
  values: Float64Array,
  range: Range,
  test: GrowthTest
): DailyGrowth | null {
  const hours = Math.round((time[range.end - 1] - time[range.start]) / hour);
  const cut =
    !(hours >= day && hours <= longest) || spread(values, range) < test.bytes
      ? null
      : slice(time, values, range, test.pick, hours);
  if (!cut) {
    return null;
  }
  const hourly = Array.from({ length: hours }, () => NaN);
  cut.values.forEach((level, k) => (hourly[Math.round((cut.from[k] - cut.from[0]) / hour)] = level));
  // An hour may have too few samples to catch the heap right after a collection; three together seldom do.
  const around = test.pick === 'low' && hours >= 3 * day ? 1 : 0;
  const levels = hourly.map((_, k) => hourly.slice(Math.max(0, k - around), k + around + 1).reduce(lower));
  // A window of just a day has no hour twice; its first and its last hour are next to each other on the clock.
  const lag = Math.min(day, hours - 1);
  const compared = Math.min(day, hours - lag);
  const days = Math.floor((hours - compared) / lag);
  const lastDay = Array.from({ length: compared }, (_, k) => hours - compared + k);
  const gains = (back: number) => lastDay.map((k) => levels[k] - levels[k - back * lag]).filter(Number.isFinite);
  const total = gains(days);
  const bytes = median(total);
  const pace = bytes / (days * lag);
  const swing = levels.slice(0, day).map((level, k) => level - pace * k);
  const swings = swing.reduce(higher, -Infinity) - swing.reduce(lower, Infinity);
  const steps = levels.slice(1).map((level, k) => level - levels[k]);
  const isEveryDay = Array.from({ length: days }, (_, k) => k + 1).every(
    (back) => median(gains(back)) >= leastGain.day * pace * lag * back
  );
  if (
    !(bytes >= ofSwing[isEveryDay ? 'possible' : 'sure'] * swings && pace * hours >= test.bytes) ||
    [...total].sort((x, y) => x - y)[Math.floor(total.length / 10)] < leastGain.hour * bytes ||
    median(total.slice(-Math.ceil(total.length / 4))) < leastGain.end * bytes ||
    !(median(gains(1)) > 0) ||
    steps.reduce(higher, 0) > largestStep * bytes
  ) {
    return null;
  }
  const lowest = (back: number) => lastDay.map((k) => levels[k - back * lag]).reduce(lower, Infinity);
  const [low, high] = [lowest(days), lowest(0)];
  const from = time[range.start] + (lastDay[0] - days * lag) * hour;
  return {
    from,
    to: from + days * lag * hour,
    bytes: high - low,
    low,
    high,
    rate: (pace * 1000) / hour,
    continues: true,
    sure: isEveryDay && compared >= day / 2 && bytes >= ofSwing.sure * swings,
  };
}

const lower = (a: number, b: number): number => (b < a || Number.isNaN(a) ? b : a);
const higher = (a: number, b: number): number => (b > a ? b : a);

/**
 * How even the pace of a rise is: that of its slowest third as a share of that of its fastest. 1 for a straight line;
 * the flank of a sine bends. 0 where samples are too few to tell.
 */
export function steadiness(time: Float64Array, values: Float64Array, range: Range, pick: 'low' | 'middle'): number {
  const cut = slice(time, values, range, pick);
  if (!cut || cut.values.length < fineSlices) {
    return 0;
  }
  const third = Math.floor(cut.values.length / 3);
  const paces = [0, third, cut.values.length - third].map((k) =>
    theilSen(cut.from.slice(k, k + third), cut.values.slice(k, k + third))
  );
  return Math.max(0, paces.reduce(lower) / paces.reduce(higher));
}

/** A fall: grid indices of the value before and after, and by how much. */
export interface Drop {
  peak: number;
  low: number;
  bytes: number;
}

/** The deepest fall of a series from any earlier value within a range; null without values. */
export function deepestDrop(values: Float64Array, { start, end }: Range): Drop | null {
  let peak = -1;
  let best: Drop | null = null;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(values[i])) {
      continue;
    }
    if (peak === -1 || values[i] > values[peak]) {
      peak = i;
    }
    const bytes = values[peak] - values[i];
    if (!best || bytes > best.bytes) {
      best = { peak, low: i, bytes };
    }
  }
  return best;
}
