import type { Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { scrapeLabels } from '../metrics/scrapeLabels';
import { endOf, lowerBound } from './lookup';
import type { Identity } from './identity';
import type { Group } from './groups';
import { hostOf } from './match';
import { clockOf, runKeyOf } from './runs';

/** Two series that go on side by side for longer are two containers, ms: an ended run lingers for five minutes. */
const longOverlap = 10 * minute;

/** Labels that say which run, image, scrape or metric a series is of, and never which cluster. */
const ofRuns = new Set([
  '__name__',
  'id',
  'name',
  'image',
  'container_id',
  'uid',
  'pod_uid',
  'k8s_pod_uid',
  ...scrapeLabels,
]);

/**
 * Labels that keep apart containers which the known identity labels put together: the same namespace, pod and container
 * in several clusters, told apart by an external label of any name. Found, not listed: the label whose values separate
 * series that live side by side and differ.
 */
export function labelsApart(groups: readonly Group[]): string[] {
  const found = new Set<string>();
  for (const { series, identity } of groups) {
    const clocks = clocksOf(series);
    const rival = clocks.length > 1 ? rivalsIn(clocks, identity) : null;
    const label = rival && separating(clocks, rival, identity.pod !== '');
    if (label) {
      found.add(label);
    }
  }
  return [...found].sort();
}

/** One series for each run and set of other labels: the one that says how large the container is. */
function clocksOf(all: readonly Series[]): Series[] {
  const role = clockOf(all.map((series) => series.role));
  return all.filter((series) => series.role === role && series.times.length > 2);
}

function rivalsIn(clocks: readonly Series[], { labels }: Identity): [Series, Series] | null {
  const inOrder = [...clocks].sort((a, b) => a.times[0] - b.times[0]);
  let longest = inOrder[0];
  for (const next of inOrder.slice(1)) {
    if (areRivals(longest, next) && areTwo(labels, longest, next)) {
      return [longest, next];
    }
    longest = endOf(next) > endOf(longest) ? next : longest;
  }
  return null;
}

/** Side by side for long, with different values. */
function areRivals(a: Series, b: Series): boolean {
  const [from, to] = [Math.max(a.times[0], b.times[0]), Math.min(endOf(a), endOf(b))];
  if (!(to - from > longOverlap)) {
    return false;
  }
  const middle = (from + to) / 2;
  const [x, y] = [a, b].map(({ times, values }) => values[lowerBound(times, middle)]);
  return x !== y;
}

/**
 * True where labels tell that two series are of different runs, and where none tells. Series of one run are one
 * container that was scraped by two paths; but a unit of systemd has the same id on every host.
 */
function areTwo(labels: Identity['labels'], a: Series, b: Series): boolean {
  const [one, other] = [runKeyOf(a), runKeyOf(b)];
  if (one === '' || one !== other) {
    return true;
  }
  const hosts = [a, b].map((series) => series.labels.node || hostOf(series.labels.instance ?? ''));
  return 'id' in labels && hosts.every(Boolean) && hosts[0] !== hosts[1];
}

/** Where a container was scraped tells its host; where no pod is named, a name is one of its host only. */
const ofHosts: ReadonlySet<string> = new Set(['instance', 'node']);

function separating(clocks: readonly Series[], [a, b]: [Series, Series], namesPod: boolean): string | null {
  const differs = Object.keys(a.labels).filter(
    (label) =>
      (!ofRuns.has(label) || (!namesPod && ofHosts.has(label))) &&
      label in b.labels &&
      a.labels[label] !== b.labels[label]
  );
  const values = (label: string) => new Set(clocks.map(({ labels }) => labels[label])).size;
  const rank = (label: string) => (ofHosts.has(label) ? 1 : 0);
  const [best] = differs.sort((x, y) => rank(x) - rank(y) || values(x) - values(y) || (x < y ? -1 : 1));
  return best ?? null;
}
