import type { IndexRange } from '../../workloads/types';
import { medianOfKnown } from '../../metrics/median';
import { runningMedian } from './spans';

/** What stands for a window: its smallest value, for heaps that are filled and collected; or its median. */
export type Pick = 'low' | 'middle';

/** One value for each window that has samples, in time order. */
export interface Envelope {
  /** Middle of each window, ms. */
  time: Float64Array;
  values: Float64Array;
  /** Width of a window, ms. */
  width: number;
}

/** Theil-Sen compares all pairs: 120 windows have 7,140, and place a beginning within 1 % of the range. */
const mostWindows = 120;
/** The smallest of eight samples of a saw tooth lies at 1/9 of its height on average. */
const samplesPerWindow = 8;
/**
 * Mann-Kendall's statistic is close to normal from ten values on (Mann 1945): few samples are spread over twice
 * that.
 */
const fewWindows = 24;
/** With less than two samples a window is the sample itself. */
const fewestSamples = 2;
/** Fewer samples show no trend: five values in order have a probability of 1 in 120. */
const leastSamples = 8;

/**
 * Window minima (or medians) of a series: the lower envelope of a garbage collected heap. Medians are smoothed by a
 * running median of five windows (Tukey 1977), which takes out dips that scrape skew makes and keeps steps. Null with
 * fewer than eight samples. O(n).
 */
export function envelope(time: Float64Array, values: Float64Array, range: IndexRange, pick: Pick): Envelope | null {
  let samples = 0;
  let first = -1;
  let last = -1;
  for (let i = range.start; i < range.end; i++) {
    if (Number.isFinite(values[i])) {
      first = first === -1 ? i : first;
      last = i;
      samples++;
    }
  }
  if (samples < leastSamples) {
    return null;
  }
  const fine = Math.min(fewWindows, Math.floor(samples / fewestSamples));
  const count = Math.min(mostWindows, Math.max(fine, Math.floor(samples / samplesPerWindow)));
  const width = (time[last] - time[first]) / count;
  const cut = windows(time, values, { start: first, end: last + 1 }, { from: time[first], width, count, pick });
  let kept = 0;
  const out = { time: new Float64Array(count), values: new Float64Array(count), width };
  for (let k = 0; k < count; k++) {
    if (Number.isFinite(cut[k])) {
      out.time[kept] = time[first] + (k + 0.5) * width;
      out.values[kept++] = cut[k];
    }
  }
  out.time = out.time.subarray(0, kept);
  out.values = out.values.subarray(0, kept);
  return pick === 'low' ? out : { ...out, values: smoothed(out.values) };
}

const smoothed = (values: Float64Array): Float64Array =>
  runningMedian(values, { start: 0, end: values.length }, new Uint8Array(values.length));

/** The part of an envelope from a time on. */
export function since({ time, values, width }: Envelope, from: number): Envelope {
  const first = time.findIndex((t) => t >= from);
  return { time: time.subarray(Math.max(0, first)), values: values.subarray(Math.max(0, first)), width };
}

/** Equal windows of time. */
export interface Cut {
  /** Where the first begins, and how wide each is, ms. */
  from: number;
  width: number;
  count: number;
  pick: Pick;
}

/** Smallest value or median of each window; NaN where a window has no samples. Times rise. */
export function windows(
  time: Float64Array,
  values: Float64Array,
  range: IndexRange,
  { from, width, count, pick }: Cut
): Float64Array {
  const out = new Float64Array(count).fill(NaN);
  const bucket = new Float64Array(pick === 'middle' ? range.end - range.start : 0);
  let size = 0;
  let window = 0;
  const close = () => {
    if (size > 0) {
      out[window] = medianOfKnown(bucket.subarray(0, size));
    }
    size = 0;
  };
  for (let i = range.start; i < range.end; i++) {
    const k = Math.min(count - 1, Math.floor((time[i] - from) / width));
    if (k < 0 || !Number.isFinite(values[i])) {
      continue;
    }
    if (pick === 'low') {
      out[k] = values[i] >= out[k] ? out[k] : values[i];
      continue;
    }
    if (k !== window) {
      close();
      window = k;
    }
    bucket[size++] = values[i];
  }
  close();
  return out;
}

/** The level that a series never goes below again: its minimum from each value on. */
export function neverBelowAgain(values: Float64Array): Float64Array {
  const levels = values.slice();
  for (let k = levels.length - 2; k >= 0; k--) {
    levels[k] = levels[k + 1] < levels[k] ? levels[k + 1] : levels[k];
  }
  return levels;
}
