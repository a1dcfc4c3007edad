import type { Role, Series } from '../metrics/types';

/** Labels that tell Prometheus servers of one highly available pair apart. */
export const replicaLabels = [
  'prometheus_replica',
  '__replica__',
  'replica',
  'prometheus',
  'thanos_replica',
  'ruler_replica',
];

/** Labels that say where a series was scraped from. */
const scrapeLabels = ['job', 'instance', 'endpoint', 'metrics_path', 'service', 'node', ...replicaLabels];

/** Everything that says by which path a series arrived, as one string. */
export const sourceOf = (series: Series): string =>
  scrapeLabels.map((label) => series.labels[label] ?? '').join('\u0000');

/** Same, without what differs between the servers of a highly available pair or between jobs that scrape one target. */
export const targetOf = (series: Series): string => series.labels.instance ?? '';

/**
 * One series per role out of series that describe the same thing by several paths (replicas, several jobs, a query
 * asked twice): the path with the most roles and samples wins as a whole, so that instants are not mixed; other paths
 * only fill in roles that it lacks. Nothing is summed.
 */
export function pickSource(all: readonly Series[]): Map<Role, Series> {
  const paths = new Map<string, Series[]>();
  for (const series of all) {
    const source = sourceOf(series);
    paths.set(source, [...(paths.get(source) ?? []), series]);
  }
  const ranked = [...paths.entries()].sort(
    ([a, left], [b, right]) => rolesIn(right) - rolesIn(left) || samplesIn(right) - samplesIn(left) || (a < b ? -1 : 1)
  );
  const picked = new Map<Role, Series>();
  for (const [, path] of ranked) {
    const best = new Map<Role, Series>();
    for (const series of path) {
      const rival = best.get(series.role);
      if (!rival) {
        best.set(series.role, series);
      } else {
        best.set(series.role, inSequence(rival, series) ?? (series.times.length > rival.times.length ? series : rival));
      }
    }
    for (const [role, series] of best) {
      if (!picked.has(role)) {
        picked.set(role, series);
      }
    }
  }
  return picked;
}

/** One series out of two whose samples follow each other (a query split in time); null where they overlap. */
function inSequence(a: Series, b: Series): Series | null {
  const [first, second] = a.times[0] <= b.times[0] ? [a, b] : [b, a];
  const last = first.times[first.times.length - 1];
  if (!(last <= second.times[0])) {
    return null;
  }
  const kept = first.times.length - Number(last === second.times[0]);
  const join = (left: Float64Array, right: Float64Array) => Float64Array.from([...left.subarray(0, kept), ...right]);
  return { ...second, times: join(first.times, second.times), values: join(first.values, second.values) };
}

const rolesIn = (path: readonly Series[]): number => new Set(path.map((series) => series.role)).size;
const samplesIn = (path: readonly Series[]): number => path.reduce((sum, series) => sum + series.times.length, 0);
