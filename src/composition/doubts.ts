import { countsUntouched } from './bounds';

interface Range {
  start: number;
  end: number;
}

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
export function isOldAccounting({ usage, rss, cache }: Accounts, { start, end }: Range): boolean {
  let samples = 0;
  for (let i = start; i < end; i++) {
    if (!(usage[i] > 0)) {
      continue;
    }
    if (rss[i] > 0 || cache[i] > 0) {
      return false;
    }
    // A sample that is lost says nothing.
    samples += Number(rss[i] === 0 && cache[i] === 0);
  }
  return samples > 0;
}

/** A ballast is there most of the time; a scrape that caught a growing heap early is not. */
export function hasUntouchedBallast({ usage, rss }: Accounts, retained: Float64Array, { start, end }: Range): boolean {
  let samples = 0;
  let untouched = 0;
  for (let i = start; i < end; i++) {
    const resident = Math.min(rss[i], usage[i]);
    if (resident > 0 && retained[i] >= 0) {
      samples++;
      untouched += Number(countsUntouched(retained[i], resident));
    }
  }
  return samples >= 3 && untouched > samples / 2;
}
