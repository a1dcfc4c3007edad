import type { Composition, CompositionInstance } from '../../composition/types';
import { lowerBound, typicalStep } from '../../workloads/lookup';
import type { Workload } from '../../workloads/types';
import { leastRise } from '../options';
import type { Rise as TrendRise } from './rise';
import { median } from './spans';

/** Without a reported reason, a restart of the same release counts as a kill only from this share of the limit on. */
const nearLimit = 0.9;
/** The last samples of a run: the kill comes between two scrapes. */
const lastSamples = 3;
/** A run that was killed at its limit was seen at this share of it, or was on its way there. */
const seenAtLimit = 0.8;
/** kube-state-metrics learns of a termination from the kubelet within minutes; look-back adds up to five, ms. */
const reportedWithin = 360_000;
/** A life of fewer samples does not tell what is outside of Go: each may be of another time. */
const fewest = 4;
/** A part that is a share of this of what was charged is what filled the container. */
export const largePart = 0.5;

/** What a container is filled with. */
export type Part = 'go' | 'stacks' | 'off-heap' | 'anonymous' | 'cache' | 'kernel' | 'unknown';

/** How one part of a container changed in a life that ended in a kill, bytes and ms. */
export interface Rise {
  part: Part;
  low: number;
  high: number;
  from: number;
  to: number;
}

export interface Kill {
  /** Index of the run that ended. */
  run: number;
  /** Last sample before and first sample after, ms. */
  from: number;
  to: number;
  /**
   * `reason`: kube-state-metrics says OOMKilled; `event`: cAdvisor counted one; `level`: the last samples were at
   * the limit.
   */
  by: 'reason' | 'event' | 'level';
  /** Bytes in the last samples of the run. */
  usage: number;
  workingSet: number;
  /** What surely could not be given back, by the accounting alone. */
  certain: number;
  /** Memory limit, bytes; NaN where there is none. */
  limit: number;
  /**
   * True where the kill was at the container's own limit. The kernel takes everything that is free to take before it
   * kills, so all of the limit was needed, whatever looked reclaimable before (mm/memcontrol.c, try_charge_memcg).
   */
  atLimit: boolean;
  /** What grew most in the life that ended. */
  rise: Rise;
}

/** What of a composition kills are told by. */
interface Evidence {
  composition: Composition;
  /** A hole in the grid wider than this interrupts whatever was going on, ms. */
  gap: number;
}

/** For each run of a workload the OOM kill it ended in; null where it did not or nothing tells. */
export const killsOf = (evidence: Evidence): Array<Kill | null> =>
  evidence.composition.instances.map((_, index) => killAfter(evidence, index));

function killAfter(evidence: Evidence, index: number): Kill | null {
  const { composition } = evidence;
  const [run, next] = [composition.instances[index], composition.instances[index + 1]];
  if (!run || !next) {
    return null;
  }
  const last = Array.from({ length: lastSamples }, (_, k) => run.end - 1 - k).filter(
    (i) => i >= run.start && composition.drawn[i]
  );
  const most = (values: Float64Array) => Math.max(...last.map((i) => values[i]).filter(Number.isFinite));
  const atMost = most(composition.limit);
  const limit = Number.isFinite(atMost) ? atMost : NaN;
  const certain = most(composition.need.low);
  const sameRelease = run.goVersion === next.goVersion && run.image === next.image;
  const counted = wasCounted(evidence, run, next);
  const reason = reasonAfter(evidence, index + 1, counted);
  const by =
    reason === 'OOMKilled'
      ? 'reason'
      : oomEventsBetween(composition, run.start, next)
        ? 'event'
        : reason === null && counted !== false && sameRelease && certain >= nearLimit * limit
          ? 'level'
          : null;
  const usage = most(composition.usage);
  const atLimit = usage >= seenAtLimit * limit || isOnItsWay(composition, run, limit, next.from);
  // A new release that replaces one far from its limit is a planned stop, whatever reason is reported by then.
  if (!by || last.length === 0 || (!atLimit && !sameRelease)) {
    return null;
  }
  return {
    run: index,
    from: run.to,
    to: next.from,
    by,
    usage,
    workingSet: most(composition.workingSet),
    certain,
    limit,
    atLimit,
    rise: largestRise(composition, run),
  };
}

/** Rising so fast that it was at the limit before the next sample could be taken. */
function isOnItsWay(
  { time, usage }: Composition,
  { start, end }: CompositionInstance,
  limit: number,
  until: number
): boolean {
  const last = end - 1;
  const before = Math.max(start, last - 2);
  const rate = last > before ? (usage[last] - usage[before]) / (time[last] - time[before]) : 0;
  return rate > 0 && usage[last] + rate * (until - time[last]) >= limit;
}

/** Parts of the container on the grid, as far as its series tell. */
function partsOf({
  usage,
  rss,
  retained,
  workload: { series },
  layers,
}: Composition): Array<[Part, (i: number) => number]> {
  const stacks = series.stackSys;
  const knowsGo = (i: number) => Number.isFinite(retained[i]);
  const other = layers.find(({ id }) => id === 'other')?.values;
  const hasRss = series.rss !== undefined;
  return [
    ['go', (i) => retained[i] - (stacks?.[i] ?? 0)],
    ['stacks', (i) => stacks?.[i] ?? NaN],
    ['off-heap', (i) => (hasRss && knowsGo(i) ? Math.max(0, rss[i] - retained[i]) : NaN)],
    ['anonymous', (i) => (hasRss && !knowsGo(i) ? rss[i] : NaN)],
    ['cache', (i) => series.cache?.[i] ?? NaN],
    ['kernel', (i) => Math.max(0, usage[i] - rss[i] - (series.cache?.[i] ?? NaN))],
    ['unknown', (i) => (hasRss ? NaN : (other?.[i] ?? NaN))],
  ];
}

/** The part that grew most between the beginning of a life and its end. */
function largestRise(composition: Composition, { start, end, from, to }: CompositionInstance): Rise {
  const first = Math.ceil((end - start) / 10);
  const typical = (at: (i: number) => number, a: number, b: number) =>
    median(Array.from({ length: Math.max(0, b - a) }, (_, k) => at(a + k)));
  const most = (at: (i: number) => number) => {
    const values = Array.from({ length: Math.min(lastSamples, end - start) }, (_, k) => at(end - 1 - k));
    return Math.max(...values.filter(Number.isFinite));
  };
  const rises = partsOf(composition).map(([part, at]) => ({
    part,
    low: typical(at, start, Math.min(end, start + first)),
    high: most(at),
    from,
    to,
  }));
  const of = (part: Part) => rises.find((rise) => rise.part === part && Number.isFinite(rise.high - rise.low));
  const height = (rise?: Rise) => (rise ? rise.high - rise.low : 0);
  // Go is scraped at another time than the container: what it takes in between looks as if outside of it.
  const isSkew = end - start < fewest || rangeOf(composition.retained) >= height(of('off-heap'));
  return rises
    .filter(({ part }) => of(part) && !(part === 'off-heap' && isSkew))
    .reduce((best, one) => (height(one) > height(best) || Number.isNaN(best.low) ? one : best), {
      part: 'unknown',
      low: NaN,
      high: NaN,
      from,
      to,
    });
}

/** Largest minus smallest finite value. */
function rangeOf(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  return high > low ? high - low : 0;
}

/** A part grew to at least so many times what it was: less is no cause of a kill. */
const clearRise = 1.3;

/** True where a rise is large enough to be what filled the container. */
export const isClearRise = ({ usage, limit, rise: { low, high } }: Kill): boolean =>
  high - low >= leastRise(limit > 0 ? limit : usage) && high >= clearRise * low;

/**
 * What grew in the life of a run until a kill at its limit, where it is that part; null otherwise. A fill may take
 * seconds, which no test of a trend can see.
 */
export function riseUntilKill(kill: Kill | null, part: Part): TrendRise | null {
  if (!kill?.atLimit || kill.rise.part !== part || !isClearRise(kill)) {
    return null;
  }
  const { low, high, from, to } = kill.rise;
  const rate = ((high - low) / Math.max(1, to - from)) * 1000;
  return { from, to, low, high, bytes: high - low, rate, continues: true, period: 0 };
}

/** Whether Kubernetes counted a restart between two runs; null where its counter is not known on both sides. */
function wasCounted(
  { composition, gap }: Evidence,
  run: CompositionInstance,
  next: CompositionInstance
): boolean | null {
  const { restarts } = composition.workload.series;
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
 * the one that is reported on, as after two kills in a row. A reason that begins when run `index` has ended too belongs
 * to that end; one that is only left over from an earlier termination says nothing, nor does one that goes on although
 * no restart was counted.
 */
function reasonAfter({ composition, gap }: Evidence, index: number, counted: boolean | null): string | null {
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

function oomEventsBetween({ workload, time }: Composition, start: number, next: CompositionInstance): boolean {
  const events = workload.series.oomEvents;
  if (!events) {
    return false;
  }
  const before = events.subarray(start, next.end).filter((value, k) => time[start + k] < next.from && value >= 0);
  return before.length > 1 && before[before.length - 1] > before[0];
}
