import { oncePer } from '../metrics/oncePer';
import type { Series } from '../metrics/types';
import { minute } from '../metrics/units';
import type { IndexRange } from './types';

/** Prometheus repeats the last sample of a series that is gone without a stale marker for so long, ms. */
export const lookBack = 5 * minute;

/** Last timestamp of a series, ms. */
export const endOf = ({ times }: Series): number => times[times.length - 1];

/** Index of the first element >= x in an ascending array; its length when there is none. */
export function lowerBound(times: Float64Array, x: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Scrapes and query grids are at least this far apart; closer timestamps are one instant, rounded differently. */
const sameInstant = 500;

/** Values of a series at exactly the grid's timestamps in a range, NaN elsewhere. */
export function atSameTime(series: Series, grid: Float64Array, { start, end }: IndexRange, out: Float64Array): void {
  let j = lowerBound(series.times, grid[start] - sameInstant);
  if (isSameGrid(series.times, j, grid, { start, end })) {
    out.set(series.values.subarray(j, j + end - start), start);
    return;
  }
  for (let i = start; i < end; i++) {
    while (j < series.times.length && series.times[j] < grid[i] - sameInstant) {
      j++;
    }
    if (j < series.times.length && series.times[j] <= grid[i] + sameInstant) {
      const next = j + 1 < series.times.length && series.times[j + 1] === grid[i] ? j + 1 : j;
      out[i] = series.values[next];
    }
  }
}

/** True where `times` from index `at` on are the grid's timestamps in a range: series of one query share them. */
export function isSameGrid(times: Float64Array, at: number, grid: Float64Array, { start, end }: IndexRange): boolean {
  if (times === grid && at === start) {
    return end <= times.length;
  }
  if (at + end - start > times.length) {
    return false;
  }
  for (let i = start; i < end; i++) {
    if (times[at + i - start] !== grid[i]) {
      return false;
    }
  }
  return true;
}

/** Index of the sample nearest to `t` in a range that has a value, at most `reach` ms away; -1 if none. */
export function nearest(
  series: Series,
  t: number,
  reach: number,
  { start, end }: IndexRange = { start: 0, end: series.times.length }
): number {
  let best = -1;
  const at = Math.min(Math.max(lowerBound(series.times, t), start), end);
  for (let right = at; right < end && series.times[right] - t <= reach; right++) {
    if (!Number.isNaN(series.values[right])) {
      best = right;
      break;
    }
  }
  for (let left = at - 1; left >= start && t - series.times[left] <= reach; left--) {
    if (!Number.isNaN(series.values[left])) {
      return best === -1 || t - series.times[left] <= series.times[best] - t ? left : best;
    }
  }
  return best;
}

/**
 * The last known value of a series at or before `t`, else the first one after it: for settings, which hold until
 * changed.
 */
export function settingAt(series: Series, t: number): number {
  const at = lowerBound(series.times, t + 1);
  return at > 0 ? series.values[at - 1] : (series.values[0] ?? NaN);
}

/** The same at each of rising timestamps, in one pass over both. */
export function settingsAt({ times, values }: Series, grid: Float64Array, out: Float64Array): void {
  let at = lowerBound(times, grid[0] + 1);
  for (let i = 0; i < grid.length; i++) {
    while (at < times.length && times[at] < grid[i] + 1) {
      at++;
    }
    out[i] = at > 0 ? values[at - 1] : (values[0] ?? NaN);
  }
}

/** What a counter had counted by `t`: its last sample up to `reach` ms before; NaN where there is none. */
export function countAt({ times, values }: Series, t: number, reach: number): number {
  const at = lowerBound(times, t + sameInstant) - 1;
  return at >= 0 && t - times[at] <= reach ? values[at] : NaN;
}

/**
 * Median distance between neighbours, ms; NaN for fewer than two. Series of one query share their timestamps, and each
 * of them is asked for its step.
 */
export const typicalStep = oncePer((times: Float64Array): number => {
  if (times.length < 2) {
    return NaN;
  }
  if (isRegular(times)) {
    return times[1] - times[0];
  }
  const distances = new Float64Array(times.length - 1);
  for (let i = 1; i < times.length; i++) {
    distances[i - 1] = times[i] - times[i - 1];
  }
  distances.sort();
  return distances[distances.length >> 1];
});

/** True where all neighbours are equally far apart, as on a query's grid without holes. */
function isRegular(times: Float64Array): boolean {
  const first = times[1] - times[0];
  for (let i = 2; i < times.length; i++) {
    if (times[i] - times[i - 1] !== first) {
      return false;
    }
  }
  return true;
}

/** Adds an item to the list of its key, in place: lists of thousands must not be copied for every item. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) {
    list.push(item);
  } else {
    lists.set(key, [item]);
  }
}

/** Order of code units, which is the same in every locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Names in a message: the first three, and whether there are more. */
export const fewOf = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ', ...' : ''}`;
