import type { Role, Series } from '../metrics/types';
import { addTo, compareText, endOf } from './lookup';

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
 * only fill in roles that it lacks. Nothing is summed.
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
  const picked = new Map<Role, Series>();
  for (const [, path] of ranked) {
    const byRole = new Map<Role, Series[]>();
    for (const series of path) {
      if (!picked.has(series.role)) {
        addTo(byRole, series.role, series);
      }
    }
    for (const [role, same] of byRole) {
      picked.set(role, oneOf(same));
    }
  }
  return picked;
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
