import type { Role, Series } from '../metrics/types';
import { addTo, compareText, endOf, lowerBound, typicalStep } from './lookup';

/** Labels that tell Prometheus servers of one highly available pair apart. */
const replicaLabels = ['prometheus_replica', '__replica__', 'replica', 'prometheus', 'thanos_replica', 'ruler_replica'];

/** Labels that say where a series was scraped from. */
export const scrapeLabels = ['job', 'instance', 'endpoint', 'metrics_path', 'service', 'node', ...replicaLabels];

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
  return ranked.map(([, path]) => byRole(path)).reduce(lengthened);
}

/** One series for each role of a path. */
function byRole(path: readonly Series[]): Map<Role, Series> {
  const roles = new Map<Role, Series[]>();
  for (const series of path) {
    addTo(roles, series.role, series);
  }
  return new Map([...roles].map(([role, same]) => [role, oneOf(same)]));
}

/** What lies outside of a path by no more than so many steps is the other one's turn to be scraped. */
const leastSteps = 2;

/**
 * Series by role with those of another path: roles that they lack as they are, of the others what lies before or after
 * all of them.
 */
export function lengthened(own: Map<Role, Series>, other: Map<Role, Series>): Map<Role, Series> {
  const [from, to] = spanOf(own);
  const [begins, ends] = spanOf(other);
  const all = new Map(own);
  for (const [role, series] of other) {
    const known = own.get(role);
    const reach = leastSteps * (typicalStep(series.times) || 0);
    const parts = [
      ...(from - begins > reach ? [within(series, -Infinity, from)] : []),
      ...(known ? [known] : []),
      ...(ends - to > reach ? [within(series, to + 1, Infinity)] : []),
    ].filter(({ times }) => times.length > 0);
    all.set(role, !known ? series : parts.length === 1 ? known : joined(parts));
  }
  return all;
}

/** First and last timestamp of series, ms. */
const spanOf = (series: ReadonlyMap<Role, Series>): [number, number] => [
  Math.min(...[...series.values()].map(({ times }) => times[0] ?? Infinity)),
  Math.max(...[...series.values()].map((one) => endOf(one) ?? -Infinity)),
];

/** The part of a series in [from, to). */
export function within(series: Series, from: number, to: number): Series {
  const [start, end] = [lowerBound(series.times, from), lowerBound(series.times, to)];
  return { ...series, times: series.times.subarray(start, end), values: series.values.subarray(start, end) };
}

/**
 * One series out of several of one role: parts whose samples follow each other (a query split in time) become one,
 * of parts that overlap the longest counts.
 */
function oneOf(all: readonly Series[]): Series {
  const inOrder = all.length === 1 ? all : [...all].sort(byStart);
  let best = [inOrder[0]];
  for (const series of inOrder.slice(1)) {
    if (endOf(best[best.length - 1]) <= series.times[0]) {
      best.push(series);
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
