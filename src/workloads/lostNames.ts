import { subjectOf } from '../metrics/roles';
import type { Series } from '../metrics/types';
import { endOf, lookBack, lowerBound } from './lookup';

/** True for a cgroup without any of the names that cAdvisor reads from the container runtime. */
const isBare = ({ role, labels }: Series): boolean =>
  Boolean(labels.id && !labels.name && !labels.container && !labels.image) && subjectOf(role) === 'container';

/** The metric is no label of the container, and each of its metrics has a name of its own. */
const keyOf = ({ role, labels }: Series): string => `${role}\u0000${labels.id}`;

/** True where a series has all labels of another with the same values. */
const holdsLabelsOf = (named: Series, other: Series): boolean =>
  Object.entries(other.labels).every(([name, value]) => named.labels[name] === value);

/** The samples of a series in a half-open range of its indices. */
const part = (series: Series, from: number, to: number): Series => ({
  ...series,
  times: series.times.subarray(from, to),
  values: series.values.subarray(from, to),
});

/**
 * A series under the labels of another that goes on with it, cut so that none has samples where the later one began:
 * Prometheus repeats the last sample of what is gone. Null where the two stand side by side.
 */
function continued(series: Series, named: Series): Series | null {
  const isLater = series.times[0] > named.times[0];
  const [first, second] = isLater ? [named, series] : [series, named];
  const overlap = endOf(first) - second.times[0];
  if (overlap > lookBack || !holdsLabelsOf(named, series)) {
    return null;
  }
  const cut = isLater ? series : part(series, 0, lowerBound(series.times, named.times[0]));
  return { ...cut, labels: { ...named.labels, ...series.labels } };
}

/**
 * Series whose names vanished midway get them back: cAdvisor reads names from the container runtime, and where it is
 * restarted without the runtime, the same cgroup (`id`) goes on without `name`, `image`, `container`
 * (docs/domain.md §1.2). Only where the other labels are the same, and one series ends where the other begins.
 */
export function withLostNames(all: readonly Series[]): readonly Series[] {
  const bare = all.filter(isBare);
  if (bare.length === 0) {
    return all;
  }
  const named = new Map(bare.map((series) => [keyOf(series), null as Series | null]));
  for (const series of all) {
    if (series.labels.id && !isBare(series) && named.has(keyOf(series))) {
      named.set(keyOf(series), series);
    }
  }
  const successors = new Map<Series, number>();
  const whole = all.map((series) => {
    const other = isBare(series) ? named.get(keyOf(series)) : null;
    const added = other && series.times.length > 0 ? continued(series, other) : null;
    if (added && other && added.times[0] > other.times[0]) {
      successors.set(other, Math.min(added.times[0], successors.get(other) ?? Infinity));
    }
    return added ?? series;
  });
  return whole.map((series) => {
    const until = successors.get(series);
    return until === undefined ? series : part(series, 0, lowerBound(series.times, until));
  });
}
