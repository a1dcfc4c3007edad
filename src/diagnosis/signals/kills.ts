import type { CompositionInstance } from '../../composition/types';
import { lowerBound, typicalStep } from '../../workloads/lookup';
import type { Workload } from '../../workloads/types';
import type { Context } from '../context';

/** Without a reported reason, a restart of the same release counts as a kill only from this share of the limit on. */
const nearLimit = 0.9;
/** The last samples of a run: the kill comes between two scrapes. */
const lastSamples = 3;

export interface Kill {
  /** Last sample before and first sample after, ms. */
  from: number;
  to: number;
  /**
   * `reason`: kube-state-metrics says OOMKilled; `event`: cAdvisor counted one; `level`: the last samples were at
   * the limit.
   */
  by: 'reason' | 'event' | 'level';
  usage: number;
  /** The upper end of the need: what the limit counted against the container. */
  need: number;
  /** Its lower end: what surely could not be given back. */
  certain: number;
  workingSet: number;
  limit: number;
}

/** Whether run `index` ended in an OOM kill; null where it did not or nothing tells. */
export function killAfter(context: Context, index: number): Kill | null {
  const { composition } = context;
  const [run, next] = [composition.instances[index], composition.instances[index + 1]];
  if (!run || !next) {
    return null;
  }
  const last = Array.from({ length: lastSamples }, (_, k) => run.end - 1 - k).filter(
    (i) => i >= run.start && composition.drawn[i]
  );
  const most = (values: Float64Array) => Math.max(...last.map((i) => values[i]).filter(Number.isFinite));
  const limit = most(composition.limit);
  const usage = most(composition.usage);
  const certain = most(composition.need.low);
  const sameRelease = run.goVersion === next.goVersion && run.image === next.image;
  const counted = wasCounted(context, run, next);
  const reason = reasonAfter(context, index + 1, counted);
  const by =
    reason === 'OOMKilled'
      ? 'reason'
      : oomEventsBetween(context, run.start, next.end, next.from)
        ? 'event'
        : reason === null && counted !== false && sameRelease && certain >= nearLimit * limit
          ? 'level'
          : null;
  return by && Number.isFinite(limit)
    ? {
        from: run.to,
        to: next.from,
        by,
        usage,
        need: most(composition.correctedWorkingSet),
        certain,
        workingSet: most(composition.workingSet),
        limit,
      }
    : null;
}

/** Whether Kubernetes counted a restart between two runs; null where its counter is not known on both sides. */
function wasCounted(
  { composition, series, gap }: Context,
  run: CompositionInstance,
  next: CompositionInstance
): boolean | null {
  const { restarts } = series;
  if (!restarts) {
    return null;
  }
  let before = Infinity;
  for (let i = run.end - 1; i >= run.start && composition.time[i] >= run.to - gap; i--) {
    before = restarts[i] < before ? restarts[i] : before;
  }
  let after = -Infinity;
  for (let i = next.start; i < next.end && composition.time[i] <= next.from + gap; i++) {
    after = restarts[i] > after ? restarts[i] : after;
  }
  return Number.isFinite(before) && Number.isFinite(after) ? after > before : null;
}

/**
 * The reason of the termination that run `index` follows: the one that begins to be reported around its start, else
 * the one that is reported on, as after two kills in a row. A reason that is only left over from an earlier
 * termination says nothing, nor does one that goes on although no restart was counted.
 */
function reasonAfter({ composition, gap }: Context, index: number, counted: boolean | null): string | null {
  const { workload, instances } = composition;
  const restart = instances[index].from;
  const following = instances[index + 1]?.from ?? Infinity;
  const until = Math.max(restart, Math.min(restart + gap, following - 2 * workload.step));
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

/** When a reason was reported, and for each of these times since when without interruption, ms. */
interface Reports {
  reason: string;
  times: Float64Array;
  since: Float64Array;
}

/** By workload: every restart asks for them. */
const knownReports = new WeakMap<Workload, Reports[]>();

/** Reports by reason; several exporters may report the same one. */
function reportsOf(workload: Workload): Reports[] {
  const known = knownReports.get(workload);
  if (known) {
    return known;
  }
  const timesOf = new Map<string, number[]>();
  for (const { reason, times } of workload.terminations) {
    const all = timesOf.get(reason) ?? [];
    times.forEach((t) => all.push(t));
    timesOf.set(reason, all);
  }
  const reports = [...timesOf].map(([reason, all]) => {
    const times = Float64Array.from(all).sort();
    const hole = 1.5 * Math.max(workload.step, typicalStep(times) || 0);
    const since = Float64Array.from(times);
    for (let i = 1; i < times.length; i++) {
      since[i] = times[i] - times[i - 1] <= hole ? since[i - 1] : times[i];
    }
    return { reason, times, since };
  });
  knownReports.set(workload, reports);
  return reports;
}

function oomEventsBetween({ composition, series }: Context, start: number, end: number, restart: number): boolean {
  const events = series.oomEvents;
  if (!events) {
    return false;
  }
  const before = events.subarray(start, end).filter((value, k) => composition.time[start + k] < restart && value >= 0);
  return before.length > 1 && before[before.length - 1] > before[0];
}
