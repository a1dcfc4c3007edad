import type { IndexRange } from '../workloads/types';
import { countsUntouched } from './bounds';

interface Accounts {
  usage: Float64Array;
  rss: Float64Array;
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
