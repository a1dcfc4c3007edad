import { countsUntouched } from './bounds';
import type { GoColumns } from './goLayers';
import { MiB } from '../metrics/units';

interface Range {
  start: number;
  end: number;
}

interface Accounts {
  usage: Float64Array;
  workingSet: Float64Array;
  rss: Float64Array;
  cache: Float64Array;
  inactiveFile: Float64Array;
}

/**
 * More cache than this without a single inactive page over a whole run is no container; it is a wrong formula. Less is
 * a program whose own pages were evicted and read again: the kernel puts those on the active list at once.
 */
const plausibleActiveCache = 32 * MiB;

/**
 * cAdvisor before 0.39 reads cgroup v1 keys on cgroup v2: rss = cache = 0 throughout, and before 0.37 working set =
 * usage throughout (docs/domain.md §2.3, last rows). Where inactive file memory is reported, its absence is believed. A
 * base that is made of working set equals it, and tells nothing.
 */
export function isOldAccounting(
  { usage, workingSet, rss, cache, inactiveFile }: Accounts,
  { start, end }: Range,
  isCharged: boolean
): boolean {
  let samples = 0;
  let isEmpty = true;
  let isWhole = isCharged;
  for (let i = start; i < end; i++) {
    if (!(usage[i] > 0)) {
      continue;
    }
    samples++;
    isEmpty &&= rss[i] === 0 && cache[i] === 0;
    isWhole &&= workingSet[i] === usage[i] && cache[i] > plausibleActiveCache && inactiveFile[i] !== 0;
    if (!isEmpty && !isWhole) {
      return false;
    }
  }
  return samples > 0;
}

/** A ballast is there most of the time; a scrape that caught a growing heap early is not. */
export function hasUntouchedBallast({ usage, rss }: Accounts, go: GoColumns, { start, end }: Range): boolean {
  let samples = 0;
  let untouched = 0;
  for (let i = start; i < end; i++) {
    const resident = Math.min(rss[i], usage[i]);
    if (resident > 0 && go.retained[i] >= 0) {
      samples++;
      untouched += Number(countsUntouched(go.retained[i], resident));
    }
  }
  return samples >= 3 && untouched > samples / 2;
}
