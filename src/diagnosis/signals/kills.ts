import type { IndexRange } from '../../workloads/types';
import { isOfGo } from '../../composition/bases';
import { orElse } from '../../composition/columns';
import { layerById } from '../../composition/layers';
import type { Composition, CompositionInstance, LayerId } from '../../composition/types';
import { once } from '../../metrics/oncePer';
import { MiB } from '../../metrics/units';
import { leastRise, roomShare } from '../options';
import { mayHide, touchedOf } from './keptByGo';
import { largestRise, lastSamples, type Part, type KillRise } from './killRise';
import { goingOn, type Rise } from './rise';
import { isCountedAfter, killReportedAtEnd, oomEventsIn, reasonAfter, wasCounted, type Evidence } from './terminations';

/** Without a reported reason, a restart of the same release counts as a kill only from this share of the limit on. */
const nearLimit = 0.9;
/** A run that was killed at its limit was seen at this share of it, or was on its way there. */
const seenAtLimit = 0.8;
/** So much of a container is gone where its largest process was killed. */
const leastGone = 0.5;
/** So many samples of a life are of its beginning. */
const fewestSamples = 2;
/** A part that is a share of this of what was charged is what filled the container. */
export const largePart = 0.5;

export interface Kill {
  /** Index of the run that ended. */
  run: number;
  /** Grid index after the last sample before the kill. */
  end: number;
  /** Last sample before and first sample after, ms. */
  from: number;
  to: number;
  /** True where only a process of the container is known to be killed: the container may go on. */
  isOfProcess: boolean;
  /** How many OOM events were counted in the run; 0 where nothing counts them. */
  events: number;
  /**
   * `reason`: kube-state-metrics says OOMKilled; `event`: cAdvisor counted one; `level`: the last samples were at
   * the limit.
   */
  by: 'reason' | 'event' | 'level';
  /** Bytes in the last samples of the run; at least what Go kept, where working set may hide it. */
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
  /** True where the life was so short that its samples tell where it began, and not what it needed. */
  isAtStart: boolean;
  /** What grew most in the life that ended; looked for when it is asked for. */
  readonly rise: KillRise;
}

/** For each run of a workload the OOM kill it ended in, else the last one in it; null where nothing tells of one. */
export const killsOf = (evidence: Evidence): Array<Kill | null> =>
  evidence.composition.instances.map((_, index) => killAfter(evidence, index) ?? killWithin(evidence, index));

/** The kill that a run ended in: its reported reason, an event or the level tells. */
function killAfter(evidence: Evidence, index: number): Kill | null {
  const { composition, gap } = evidence;
  const [run, next] = [composition.instances[index], composition.instances[index + 1]];
  if (!next) {
    const reported = killReportedAtEnd(evidence);
    const kill = reported && killAt(composition, index, { end: reported.end, to: reported.at, by: 'reason' });
    return (kill?.atLimit === false && killedBefore(evidence, index)) || kill;
  }
  const sameRelease = run.goVersion === next.goVersion && run.image === next.image;
  const counted = wasCounted(evidence, run, next);
  const reason = reasonAfter(evidence, index + 1, counted);
  const events = oomEventsIn(composition, run);
  const kill = killAt(composition, index, { end: run.end, to: next.from, by: 'level' });
  const by =
    reason === 'OOMKilled'
      ? 'reason'
      : (events && composition.time[events.after] >= run.to - gap) || isCountedAfter(composition, run, next)
        ? 'event'
        : reason === null &&
            counted !== false &&
            sameRelease &&
            !isOfGo(composition.base) &&
            kill &&
            kill.certain >= nearLimit * kill.limit &&
            (counted || mayHaveFilled(composition, kill))
          ? 'level'
          : null;
  // A new release that replaces one far from its limit is a planned stop, whatever reason is reported by then. More
  // than the limit holds is not all there: what Go counts does not tell how near it was.
  const isNear = kill?.atLimit === true && !(isOfGo(composition.base) && kill.usage > kill.limit);
  if (!by || !kill || !(isNear || sameRelease)) {
    return null;
  }
  return (!kill.atLimit && killedBefore(evidence, index)) || { ...kill, by };
}

/**
 * The kill that a report far from the limit is of, where a process was killed at the limit in the same life and the
 * container went on: OOMKilled is reported of a container in which any process was
 * (https://github.com/kubernetes/kubernetes/issues/104454). Where no series counts events, memory that cannot be given
 * back and is gone by the next sample shows when.
 */
function killedBefore(evidence: Evidence, index: number): Kill | null {
  const { composition } = evidence;
  if (composition.workload.series.oomEvents) {
    const counted = killWithin(evidence, index);
    return counted?.atLimit ? counted : null;
  }
  const { need, limit, time, instances } = composition;
  const isKill = (i: number) =>
    need.low[i - 1] >= nearLimit * limit[i - 1] && riseFrom(composition, i, i - 1) > leastGone * need.low[i - 1];
  const { start } = instances[index];
  let end = instances[index].end - 1;
  while (end > start && !isKill(end)) {
    end--;
  }
  return end > start ? killAt(composition, index, { end, to: time[end], by: 'reason', isOfProcess: true }) : null;
}

/**
 * True where a life that ended near its limit may have reached it before the next sample: what is needed was there, was
 * on its way there, or rose by as much between two samples before. The kernel kills where a charge fails at the limit,
 * after it took all that it can (mm/memcontrol.c, try_charge_memcg); what stays below for days, and ends, was stopped.
 * Go that keeps within its GOMEMLIMIT collects before it asks for more (https://go.dev/doc/gc-guide#Memory_limit).
 */
function mayHaveFilled(composition: Composition, { run: index, end, to, certain, limit }: Kill): boolean {
  const { need, goMemLimit, retained } = composition;
  const run = composition.instances[index];
  const last = end - 1;
  const withOthers = goMemLimit[last] + Math.max(0, need.low[last] - retained[last]);
  if (retained[last] <= goMemLimit[last] && withOthers <= roomShare * limit) {
    return false;
  }
  if (certain >= roomShare * limit || isOnItsWay(composition, { ...run, end }, limit, to)) {
    return true;
  }
  let i = run.start + 1;
  while (i < end && !(riseFrom(composition, i - 1, i) >= limit - certain)) {
    i++;
  }
  return i < end;
}

/** Rise of what is certain, if as much more is charged: where a sample of a series is lost, only the first changes. */
const riseFrom = ({ need: { low }, usage }: Composition, from: number, to: number): number =>
  Math.min(low[to] - low[from], usage[to] - usage[from]);

/** The last kill of a process that a run survived, or that nothing tells the end of. */
function killWithin({ composition }: Evidence, index: number): Kill | null {
  const run = composition.instances[index];
  const end = oomEventsIn(composition, run)?.after ?? run.start;
  return end > run.start
    ? killAt(composition, index, { end, to: composition.time[end], by: 'event', isOfProcess: true })
    : null;
}

/** A kill after the samples of a run up to `end`; null where none of them is drawn. */
function killAt(
  composition: Composition,
  index: number,
  { end, to, by, isOfProcess = false }: Pick<Kill, 'end' | 'to' | 'by'> & { isOfProcess?: boolean }
): Kill | null {
  const living = endOfLiving(composition, { start: composition.instances[index].start, end });
  const run = { ...composition.instances[index], end: living, to: composition.time[living - 1] };
  const last = Array.from({ length: lastSamples }, (_, k) => living - 1 - k).filter(
    (i) => i >= run.start && composition.drawn[i]
  );
  const mostOf = (at: (i: number) => number) => Math.max(...last.map(at).filter(Number.isFinite));
  const most = (values: Float64Array) => mostOf((i) => values[i]);
  const atMost = most(composition.limit);
  const limit = Number.isFinite(atMost) ? atMost : NaN;
  const charged = most(composition.usage);
  // What Go counts may be untouched: only a process that has it resident tells what filled the container.
  const kept =
    composition.workload.series.processRss && mayHide(composition, run)
      ? mostOf((i) => touchedOf(composition, composition.retained[i], i))
      : 0;
  // Nothing holds more than its limit.
  const usage = Math.max(charged, Math.min(kept, orElse(limit, Infinity)));
  // Few restarts are kills.
  const rise = once(() => largestRise(composition, run));
  return last.length === 0
    ? null
    : {
        run: index,
        end,
        from: run.to,
        to,
        isOfProcess,
        events: oomEventsIn(composition, composition.instances[index])?.count ?? 0,
        by,
        usage,
        workingSet: most(composition.workingSet),
        certain: most(composition.need.low),
        limit,
        isAtStart: living - run.start <= fewestSamples,
        atLimit: usage >= seenAtLimit * limit || isOnItsWay(composition, run, limit, to),
        get rise() {
          return rise();
        },
      };
}

/**
 * What a cgroup holds once its last process is gone, bytes, and as a share of its limit: pages that processors have
 * charged ahead (mm/memcontrol.c, MEMCG_CHARGE_BATCH).
 */
const emptied = { bytes: MiB, share: 0.01 };

/** Grid index after the last sample that was not taken of a cgroup without processes. */
function endOfLiving({ usage, limit }: Composition, { start, end }: IndexRange): number {
  let living = end;
  while (living > start + 1 && usage[living - 1] < Math.min(emptied.bytes, emptied.share * limit[living - 1])) {
    living--;
  }
  return living;
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

/** A part grew to at least so many times what it was: less is no cause of a kill. */
const clearRise = 1.3;

/** True where a rise is large enough to be what filled the container. */
export const isClearRise = ({ usage, limit, rise: { low, high } }: Kill): boolean =>
  high - low >= leastRise(limit > 0 ? limit : usage) && high >= clearRise * low;

/**
 * What grew in the life of a run until a kill at its limit, where it is that part; null otherwise. A fill may take
 * seconds, which no test of a trend can see. A life below `warmUp`, ms, was killed while it started: it needs so much
 * to begin, and nothing tells that it would have gone on.
 */
export function riseUntilKill(kill: Kill | null, part: Part, warmUp = 0): Rise | null {
  if (!kill?.atLimit || kill.isOfProcess || kill.rise.part !== part || !isClearRise(kill)) {
    return null;
  }
  const { low, high, from, to, life } = kill.rise;
  if (life < warmUp) {
    return null;
  }
  const rate = ((high - low) / Math.max(1, to - from)) * 1000;
  return goingOn({ from, to, low, high, rate, period: 0 });
}

/** Layers that fill a container as one part does; the others are Go's, can be taken back, or are not known. */
const partOfLayer: Partial<Record<LayerId, Part>> = {
  'off-heap': 'off-heap',
  anonymous: 'anonymous',
  kernel: 'kernel',
  'cache-in-working-set': 'cache',
  'shared-memory': 'cache',
};

/**
 * The part that most of a container was in the last sample before a kill that tells of Go; null where none is, and
 * where what filled it came after that sample.
 */
export function partAtKill(
  { layers, retained, instances, usage: charged }: Composition,
  { run, end, usage, rise }: Kill
): { part: Part; size: number } | null {
  if (rise.isUnsplit) {
    return null;
  }
  const sizes = new Map<Part, number>();
  let at = end - 1;
  while (at > instances[run].start && !(retained[at] >= 0)) {
    at--;
  }
  at = retained[at] >= 0 ? at : end - 1;
  // The very last sample may be taken while the container ends, and hold next to nothing.
  for (let i = at - 1; i > at - lastSamples && i >= instances[run].start; i--) {
    at = charged[i] > charged[at] ? i : at;
  }
  for (const { id, values } of layers) {
    const part = layerById.get(id)?.isGo ? 'go' : partOfLayer[id];
    if (part) {
      sizes.set(part, (sizes.get(part) ?? 0) + (values[at] || 0));
    }
  }
  const most = [...sizes].find(([, size]) => size >= largePart * usage);
  return most ? { part: most[0], size: most[1] } : null;
}
