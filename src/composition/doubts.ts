import type { IndexRange } from '../workloads/types';
import { countsUntouched } from './bounds';

interface Accounts {
  usage: Float64Array;
  rss: Float64Array;
  cache: Float64Array;
}

/**
 * cAdvisor before 0.39 reads cgroup v1 keys on cgroup v2: rss = cache = 0 throughout (docs/domain.md §2.3, last rows).
 * Working set = usage beside cache is no sign of it: file pages are charged to who touched them first, and tmpfs lies
 * on the anonymous lists, so that a container may have cache without an inactive file page.
 */
export function isOldAccounting({ usage, rss, cache }: Accounts, { start, end }: IndexRange): boolean {
  let isTold = false;
  for (let i = start; i < end; i++) {
    if (!(usage[i] > 0)) {
      continue;
    }
    if (rss[i] > 0 || cache[i] > 0) {
      return false;
    }
    // A sample that is lost says nothing.
    isTold ||= rss[i] === 0 && cache[i] === 0;
  }
  return isTold;
}

/** So many samples in a row, and such a share of a run, are no scrape that caught a growing heap early. */
const leastStretch = { samples: 3, share: 0.05 };

/**
 * True where Go counts memory that it never touched, such as a ballast: most of the time, or for a stretch. Bursts that
 * are given back lazily are resident beside it, and hide it while they are there.
 */
export function hasUntouchedBallast(
  { usage, rss }: Accounts,
  retained: Float64Array,
  { start, end }: IndexRange
): boolean {
  let [samples, untouched, stretch, longest] = [0, 0, 0, 0];
  for (let i = start; i < end; i++) {
    const resident = Math.min(rss[i], usage[i]);
    if (resident > 0 && retained[i] >= 0) {
      samples++;
      stretch = countsUntouched(retained[i], resident) ? stretch + 1 : 0;
      untouched += stretch > 0 ? 1 : 0;
      longest = Math.max(longest, stretch);
    }
  }
  const isStretch = longest >= Math.max(leastStretch.samples, leastStretch.share * samples);
  return samples >= 3 && (untouched > samples / 2 || isStretch);
}
