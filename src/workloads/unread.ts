import type { Role } from '../metrics/roles';
import type { IndexRange, Workload } from './types';

/**
 * Memory that the kernel may keep back from rss on a machine of many processors, bytes: memory.stat is summed up in
 * batches of 64 pages for each of them (MEMCG_CHARGE_BATCH); here of 64 processors.
 */
const keptBack = 64 * 64 * 4096;

type Columns = Partial<Record<Role, Float64Array>>;

/**
 * True where rss of a run is no measurement: it is 0 throughout, beside usage that is no cache. A process always has
 * anonymous pages of its own (its stack, at least). cAdvisor before 0.39 reads keys of cgroup v1 on cgroup v2, which
 * has none of them (docs/domain.md §2.3, last rows); others read cache alone.
 */
export function isUnread({ usage, workingSet, rss, cache }: Columns, { start, end }: IndexRange): boolean {
  const size = usage ?? workingSet;
  if (!rss || !size) {
    return false;
  }
  let [isBeyondCache, hasNoCache, hasCache] = [false, false, false];
  for (let i = start; i < end; i++) {
    const cached = cache?.[i] ?? NaN;
    if (rss[i] > 0) {
      return false;
    }
    // A sample that is lost says nothing.
    const isZero = size[i] > 0 && rss[i] === 0;
    isBeyondCache ||= isZero && size[i] - cached > keptBack;
    hasNoCache ||= isZero && cached === 0;
    hasCache ||= cached > 0;
  }
  return isBeyondCache || (hasNoCache && !hasCache);
}

/** Leaves out rss that is no measurement, run by run, and cache where that is 0 throughout as well, in place. */
export function leaveOutUnread(workload: Workload): void {
  for (const run of workload.instances) {
    run.isUnread = isUnread(workload.series, run);
    if (run.isUnread) {
      leaveOut(workload, 'rss', run);
      if (!workload.series.cache?.subarray(run.start, run.end).some((value) => value > 0)) {
        leaveOut(workload, 'cache', run);
      }
    }
  }
}

/** A role without a sample is none. */
function leaveOut(workload: Workload, role: Role, { start, end }: IndexRange): void {
  const values = workload.series[role]?.slice().fill(NaN, start, end);
  if (values?.some((value) => !Number.isNaN(value))) {
    workload.series[role] = values;
  } else {
    delete workload.series[role];
    delete workload.metrics[role];
  }
}
