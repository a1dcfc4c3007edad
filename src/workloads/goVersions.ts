import type { Series } from '../metrics/types';
import { lowerBound } from './lookup';

/** What runtime.Version() reports: `go1.22.1`, `devel +2f8f0a`. */
const isGoVersion = (text: string | undefined): boolean => text !== undefined && /\bgo\d|\bdevel\b/.test(text);

/**
 * The Go version that go_info tells; empty where none does. A target with a label `version` of its own, such as that of
 * a pod, takes the name, and Prometheus calls that of the metric `exported_version` (honor_labels of the scrape).
 */
export const versionOf = ({ version, exported_version: renamed }: Series['labels']): string =>
  [version, renamed].find(isGoVersion) ?? '';

/**
 * The version label with the most samples in a run; go_info leaves a stale marker, so overlaps are short. Of several
 * with as many the one that was seen last, else the last by name: the order of series means nothing.
 */
export function versionIn(versions: readonly Series[], from: number, to: number): string | null {
  let best = { version: '', samples: 0, last: -Infinity };
  for (const { labels, times } of versions) {
    const version = versionOf(labels);
    const samples = samplesIn(times, from, to);
    const last = times[times.length - 1];
    const isMore = samples - best.samples || last - best.last || Number(version > best.version);
    if (version && samples > 0 && isMore > 0) {
      best = { version, samples, last };
    }
  }
  return best.version || null;
}

/** Number of timestamps in [from, to]. */
export const samplesIn = (times: Float64Array, from: number, to: number): number =>
  Math.max(0, lowerBound(times, to + 1) - lowerBound(times, from));
