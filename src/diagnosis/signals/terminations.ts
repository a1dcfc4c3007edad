import type { Composition, CompositionInstance } from '../../composition/types';
import { oncePer } from '../../metrics/oncePer';
import { minute } from '../../metrics/units';
import { lookBack, lowerBound, typicalStep } from '../../workloads/lookup';
import { reportedWithin } from '../../workloads/restarts';
import type { Workload } from '../../workloads/types';

/** What of a composition terminations are told by. */
export interface Evidence {
  composition: Composition;
  /** A hole in the grid wider than this interrupts whatever was going on, ms. */
  gap: number;
}

/**
 * Whether Kubernetes counted the restart between a run and the next; null where its counter is not known on both sides.
 * Its count before is repeated until kube-state-metrics is scraped again. A restart that is reported in a later run is
 * looked for there, less one for each of the runs between.
 */
export function wasCounted(
  { composition, gap }: Evidence,
  run: CompositionInstance,
  next: CompositionInstance
): boolean | null {
  const { instances, time, workload } = composition;
  const { restarts } = workload.series;
  if (!restarts) {
    return null;
  }
  let before = Infinity;
  for (let i = run.end - 1; i >= run.start && time[i] >= run.to - gap; i--) {
    before = restarts[i] < before ? restarts[i] : before;
  }
  let after = -Infinity;
  const later = instances.slice(instances.indexOf(next) + 1);
  const until = next.from + Math.max(gap, reportedWithin);
  for (let i = next.start; i < time.length && time[i] <= until; i++) {
    const others = later.filter(({ start }) => start <= i).length;
    after = restarts[i] - others > after ? restarts[i] - others : after;
  }
  return Number.isFinite(before) && Number.isFinite(after) ? after > before : null;
}

/**
 * The reason of the termination that run `index` follows: the one that begins to be reported around its start, else
 * the one that is reported on, as after two kills in a row. A reason that begins when run `index` has ended too belongs
 * to that end; one that is only left over from an earlier termination says nothing, nor does one that goes on although
 * no restart was counted.
 */
export function reasonAfter({ composition, gap }: Evidence, index: number, counted: boolean | null): string | null {
  const { workload, instances } = composition;
  const { from: restart, to: ended } = instances[index];
  const isLast = index === instances.length - 1;
  const told = restart + Math.max(gap, reportedWithin);
  const until = Math.max(restart, isLast ? told : Math.min(told, ended - 2 * workload.step));
  const reports = reportsOf(workload).flatMap(({ reason, times, since }) => {
    const last = lowerBound(times, until + 1) - 1;
    return last < 0 ? [] : [{ reason, since: since[last], at: times[last] }];
  });
  const begun = reports.filter(({ since }) => since >= restart - workload.step);
  const goingOn = counted === false ? [] : reports.filter(({ at }) => at >= restart);
  const [best] = (begun.length > 0 ? begun : goingOn).sort(
    (a, b) => b.since - a.since || b.at - a.at || (a.reason < b.reason ? -1 : 1)
  );
  return best?.reason ?? null;
}

/** True where a kill from before the range is still reported as the last termination when the range begins. */
export function wasKilledBefore({ workload, time, instances }: Composition): boolean {
  const first = instances[0]?.from ?? time[0];
  return reportsOf(workload).some(({ reason, times }) => reason === 'OOMKilled' && times[0] <= first + workload.step);
}

/** When a reason was reported, and for each of these times since when without interruption, ms. */
interface Reports {
  reason: string;
  times: Float64Array;
  since: Float64Array;
}

/** Reports by reason; several exporters may report the same one. Every restart of a workload asks for them. */
const reportsOf = oncePer((workload: Workload): Reports[] => {
  const timesOf = new Map<string, number[]>();
  for (const { reason, times } of workload.terminations) {
    const all = timesOf.get(reason) ?? [];
    times.forEach((t) => all.push(t));
    timesOf.set(reason, all);
  }
  return [...timesOf].map(([reason, all]) => {
    const times = Float64Array.from(all).sort();
    const hole = 1.5 * Math.max(workload.step, typicalStep(times) || 0);
    const since = Float64Array.from(times);
    for (let i = 1; i < times.length; i++) {
      since[i] = times[i] - times[i - 1] <= hole ? since[i - 1] : times[i];
    }
    return { reason, times, since };
  });
});

/** Where samples of the last run end before a termination that is reported, and when that was, ms. */
export interface ReportedEnd {
  /** Grid index after the last sample that is not a repeat. */
  end: number;
  at: number;
}

/**
 * The end of the last run that began to be reported as an OOM kill; null where none did. The container may wait for its
 * next start (back-off), or be gone, so that no run follows; what is gone repeats its last sample for minutes
 * (docs/domain.md §1.1).
 */
export function killReportedAtEnd({ composition, gap }: Evidence): ReportedEnd | null {
  const { workload, instances, time } = composition;
  const run = instances[instances.length - 1];
  const end = endBeforeRepeats(composition, run);
  for (const { reason, times } of reportsOf(workload)) {
    // What is reported from the first sample on is of a life before.
    const begins = time[0] + 1.5 * Math.max(workload.step, typicalStep(times) || 0);
    const earliest = Math.max(
      Math.min(run.to - gap, time[end - 1]),
      Math.min(begins, time[0] + gap),
      instances.length > 1 ? run.from + reportedWithin : -Infinity
    );
    if (reason === 'OOMKilled' && times[0] >= earliest) {
      const isGone = times[0] < run.to;
      return { end: isGone ? end : run.end, at: isGone ? times[0] : Math.max(times[0], run.to) };
    }
  }
  return null;
}

/** Samples of a container that is gone are shown for no longer, ms: cAdvisor keeps them for two minutes. */
const longestTail = lookBack + 2 * minute;

/** Grid index after the last sample of a run that differs from the one before. */
function endBeforeRepeats({ time, usage, rss }: Composition, { start, end }: CompositionInstance): number {
  let first = end - 1;
  const isRepeat = (i: number) => usage[i] === usage[i - 1] && !(rss[i] !== rss[i - 1] && Number.isFinite(rss[i]));
  while (first > start && time[end - 1] - time[first - 1] <= longestTail && isRepeat(first)) {
    first--;
  }
  return first + 1;
}

/**
 * The reason that begins to be reported at or after the last sample of the last run, which is over then although no run
 * follows; null where none does.
 */
export function reasonAtEnd({ composition, gap }: Evidence): string | null {
  const { workload, instances } = composition;
  const run = instances[instances.length - 1];
  const earliest = Math.max(run.to - gap, run.from + reportedWithin);
  return reportsOf(workload).find(({ times }) => times[0] >= earliest)?.reason ?? null;
}

/** OOM events that cAdvisor counted in a run. */
export interface OomEvents {
  /** How many, and the grid index of the first sample after the last of them. */
  count: number;
  after: number;
}

/**
 * OOM events of a run, or null. The kernel counts a kill in the cgroup whose process it chose; the container ends with
 * it only where that was its main process, or the cgroup is killed as a group (memory.oom.group,
 * Documentation/admin-guide/cgroup-v2.rst).
 */
export function oomEventsIn({ workload }: Composition, { start, end }: CompositionInstance): OomEvents | null {
  const events = workload.series.oomEvents;
  if (!events) {
    return null;
  }
  let [before, count, after] = [NaN, 0, -1];
  for (let i = start; i < end; i++) {
    if (events[i] > before) {
      count += events[i] - before;
      after = i;
    }
    before = events[i] >= 0 ? events[i] : before;
  }
  return count > 0 ? { count, after } : null;
}

/** True where the counter of a container that is started again in place, under the same id, goes on higher. */
export function isCountedAfter(
  { workload: { series } }: Composition,
  { start, end }: CompositionInstance,
  next: CompositionInstance
): boolean {
  const first = (range: Float64Array) => range.find(Number.isFinite) ?? NaN;
  const events = series.oomEvents;
  return (
    events !== undefined && first(events.subarray(next.start, next.end)) > first(events.slice(start, end).reverse())
  );
}
