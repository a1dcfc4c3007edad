import { scrapeLabels } from '../metrics/scrapeLabels';
import type { Role, Series } from '../metrics/types';
import { addTo, compareText, endOf, lookBack, lowerBound, typicalStep } from './lookup';

/** Everything that says by which path a series arrived, as one string. */
const sourceOf = (series: Series): string => scrapeLabels.map((label) => series.labels[label] ?? '').join('\u0000');

/** Same, without what differs between the servers of a highly available pair or between jobs that scrape one target. */
export const targetOf = (series: Series): string => series.labels.instance ?? '';

/**
 * One series per role out of series that describe the same thing by several paths (replicas, several jobs, a query
 * asked twice): the path with the most roles and samples wins as a whole, so that instants are not mixed; other paths
 * fill in roles that it lacks, and what was before and after it, as where a scrape job was renamed. Nothing is summed.
 */
export function pickSource(all: readonly Series[]): Map<Role, Series> {
  const only = new Map<Role, Series>();
  for (const series of all) {
    only.set(series.role, series);
  }
  if (only.size === all.length) {
    return only;
  }
  const paths = new Map<string, Series[]>();
  for (const series of all) {
    const source = sourceOf(series);
    addTo(paths, source, series);
  }
  const ranked = [...paths.entries()].sort(
    ([a, left], [b, right]) => rolesIn(right) - rolesIn(left) || samplesIn(right) - samplesIn(left) || (a < b ? -1 : 1)
  );
  return joinPaths(ranked.map(([, path]) => byRole(path)));
}

/** One series for each role of a path. */
function byRole(path: readonly Series[]): Map<Role, Series> {
  const roles = new Map<Role, Series[]>();
  for (const series of path) {
    addTo(roles, series.role, series);
  }
  return new Map([...roles].map(([role, same]) => [role, oneOf(same)]));
}

/** A path goes on before or after the others only by more steps than this: less is the offset between two scrapes. */
const leastSteps = 2;

/** Half-open time span, ms. */
type Span = readonly [from: number, to: number];

/**
 * Series by role of the first of several paths; of the others roles that it lacks as they are, and of those that it has
 * what lies where none of the paths before them is.
 */
export function joinPaths(paths: ReadonlyArray<ReadonlyMap<Role, Series>>): Map<Role, Series> {
  const parts = new Map<Role, Series[]>();
  /** Spans of the paths so far, apart from each other and in order of time. */
  const taken: Span[] = [];
  for (const path of paths) {
    const free = take(taken, spanOf(path));
    for (const [role, series] of path) {
      const known = parts.get(role);
      if (!known) {
        parts.set(role, [series]);
        continue;
      }
      const reach = leastSteps * (typicalStep(series.times) || 0);
      for (const [from, to] of free) {
        const part = to - from > reach ? within(series, from, to) : null;
        if (part && part.times.length > 0) {
          known.push(part);
        }
      }
    }
  }
  return new Map([...parts].map(([role, all]) => [role, all.length === 1 ? all[0] : joined(all.sort(byStart))]));
}

/** Adds a span to those that are taken, in place, and returns the parts of it that none of them held. */
function take(taken: Span[], [from, to]: Span): Span[] {
  let first = taken.length;
  while (first > 0 && taken[first - 1][1] >= from) {
    first--;
  }
  let last = first;
  let at = from;
  const free: Span[] = [];
  for (; last < taken.length && taken[last][0] <= to; last++) {
    free.push([at, taken[last][0]]);
    [, at] = taken[last];
  }
  free.push([at, to]);
  const whole: Span = last > first ? [Math.min(from, taken[first][0]), Math.max(to, taken[last - 1][1])] : [from, to];
  taken.splice(first, last - first, whole);
  return free.filter(([begins, ends]) => ends > begins);
}

/** From the first timestamp of series until after the last. */
const spanOf = (series: ReadonlyMap<Role, Series>): Span => [
  Math.min(...[...series.values()].map(({ times }) => times[0] ?? Infinity)),
  Math.max(...[...series.values()].map((one) => endOf(one) ?? -Infinity)) + 1,
];

/** The parts of series in [from, to). */
export const cut = (series: ReadonlyMap<Role, Series>, from: number, to: number): Map<Role, Series> =>
  new Map([...series].map(([role, one]) => [role, within(one, from, to)]));

/** The part of a series in [from, to). */
function within(series: Series, from: number, to: number): Series {
  const [start, end] = [lowerBound(series.times, from), lowerBound(series.times, to)];
  return { ...series, times: series.times.subarray(start, end), values: series.values.subarray(start, end) };
}

/**
 * One series out of several of one role: parts whose samples follow each other (a query split in time) become one,
 * of parts that overlap the longest counts. One that begins while another is repeated for the last time follows it: a
 * pod of the same name has another uid, and without a stale marker the old series goes on for the look-back.
 */
function oneOf(all: readonly Series[]): Series {
  const inOrder = all.length === 1 ? all : [...all].sort(byStart);
  let best = [inOrder[0]];
  for (const series of inOrder.slice(1)) {
    const before = best[best.length - 1];
    const overlap = endOf(before) - series.times[0];
    if (overlap <= 0) {
      best.push(series);
    } else if (overlap <= lookBack && endOf(series) > endOf(before) && series.times[0] > before.times[0]) {
      best.splice(-1, 1, within(before, -Infinity, series.times[0]), series);
    } else if (series.times.length > samplesIn(best)) {
      best = [series];
    }
  }
  return best.length === 1 ? best[0] : joined(best);
}

/** In order of time; of those that begin together the longest first, and never in the order in which they came. */
const byStart = (a: Series, b: Series): number =>
  a.times[0] - b.times[0] || b.times.length - a.times.length || byContent(a, b);

/** An order of series that look alike, so that which of them counts does not depend on how they came. */
export function byContent(a: Series, b: Series): number {
  const byText = compareText(a.metric, b.metric) || compareText(textOf(a), textOf(b));
  if (byText !== 0) {
    return byText;
  }
  const at = a.values.findIndex((value, i) => value !== b.values[i]);
  return at < 0 ? 0 : a.values[at] - b.values[at];
}

const textOf = ({ labels }: Series): string => JSON.stringify(Object.entries(labels).sort());

/** Parts in time order as one series; where two share a timestamp, the later part's value counts. */
function joined(parts: readonly Series[]): Series {
  const times = new Float64Array(samplesIn(parts));
  const values = new Float64Array(times.length);
  let length = 0;
  for (const part of parts) {
    length -= Number(length > 0 && times[length - 1] === part.times[0]);
    times.set(part.times, length);
    values.set(part.values, length);
    length += part.times.length;
  }
  return { ...parts[parts.length - 1], times: times.subarray(0, length), values: values.subarray(0, length) };
}

const rolesIn = (path: readonly Series[]): number => new Set(path.map((series) => series.role)).size;
const samplesIn = (path: readonly Series[]): number => path.reduce((sum, series) => sum + series.times.length, 0);
