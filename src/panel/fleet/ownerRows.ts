import type { WorkloadModel } from '../../model';
import { readable } from '../../metrics/readable';
import { kubernetesNames } from '../../workloads/labels';
import { addTo } from '../../workloads/lookup';
import { fleetRowOf, type FleetRow } from './fleetRow';
import { byUrgency } from './order';

/** Prefix of the keys of owners: a workload may have the same key. */
const ownerPrefix = 'owner:';
/** A workload whose last sample is further back than this number of steps has ended, and counts no more. */
const liveSteps = 3;

export const rowKeyOfOwner = (ownerKey: string): string => `${ownerPrefix}${ownerKey}`;

/** Workloads of one owner, by the key of their row; a workload without an owner stays a row of its own. */
export function groupByOwner(workloads: readonly WorkloadModel[]): Map<string, WorkloadModel[]> {
  const groups = new Map<string, WorkloadModel[]>();
  for (const model of workloads) {
    const { ownerKey, key } = model.workload;
    addTo(groups, ownerKey === null ? key : rowKeyOfOwner(ownerKey), model);
  }
  return groups;
}

/** One row for each owner. */
export const ownerRows = (workloads: readonly WorkloadModel[]): FleetRow[] =>
  Array.from(groupByOwner(workloads), ([key, members]) =>
    members.length === 1 && members[0].workload.ownerKey === null
      ? fleetRowOf(members[0])
      : ownerRowOf(key, members.map(fleetRowOf))
  );

/**
 * An owner in numbers: the sums over its workloads that still run, each at its own last sample, none older than a few
 * steps; the verdict is the worst of all, those that have ended included.
 */
export function ownerRowOf(key: string, rows: readonly FleetRow[]): FleetRow {
  const members = rows.flatMap((row) => row.members);
  const newest = Math.max(...rows.map(({ lastSample }) => lastSample).filter(Number.isFinite));
  const step = Math.max(...members.map(({ workload }) => workload.step));
  const running = rows.filter(({ lastSample }) => newest - lastSample <= liveSteps * step);
  const sum = (of: (row: FleetRow) => number): number => running.reduce((total, row) => total + of(row), 0);
  const worst = [...rows].sort(byUrgency)[0];
  const newestRun = running.reduce((best, row) => (startOf(row) > startOf(best) ? row : best), running[0] ?? worst);
  const versions = new Set(rows.flatMap(({ goVersion }) => goVersion ?? []));
  const before = newestRun.versionBefore ?? [...versions].find((version) => version !== newestRun.goVersion) ?? null;
  return {
    key,
    kind: 'owner',
    name: nameOf(members),
    labels: sharedLabels(rows),
    verdict: worst.verdict,
    ofUpgrade: rows.find(({ ofUpgrade }) => ofUpgrade !== null)?.ofUpgrade ?? null,
    affected: rows.filter(({ verdict }) => verdict !== null && verdict.id === worst.verdict?.id).length,
    members,
    usage: sum(({ usage }) => usage),
    workingSet: sum(({ workingSet }) => workingSet),
    correctedWorkingSet: sum(({ correctedWorkingSet }) => correctedWorkingSet),
    lazilyFreed: {
      estimate: sum(({ lazilyFreed }) => lazilyFreed.estimate),
      floor: sum(({ lazilyFreed }) => lazilyFreed.floor),
      ceiling: sum(({ lazilyFreed }) => lazilyFreed.ceiling),
    },
    need: { low: sum(({ need }) => need.low), high: sum(({ need }) => need.high) },
    limit: sum(({ limit }) => limit),
    request: sum(({ request }) => request),
    spare: sum(({ spare }) => spare),
    goVersion: newestRun.goVersion,
    versionBefore: before,
    restarts: rows.reduce((total, { restarts }) => total + restarts, 0),
    kills: rows.reduce((total, { kills }) => total + kills, 0),
    lastSample: newest,
  };
}

const startOf = ({ members }: FleetRow): number => members[0].composition.instances.at(-1)?.startedAt ?? -Infinity;

/** What the owner is called: the names of its workloads with its own in place of the pod's. */
export function nameOf(members: readonly WorkloadModel[]): string {
  const { name, owner } = members[0].workload;
  const { pod } = kubernetesNames(members[0].workload);
  return owner && pod
    ? name
        .split('/')
        .map((part) => (part === readable(pod) ? readable(owner) : part))
        .join('/')
    : readable(owner ?? name);
}

/** Labels on which all agree. */
const sharedLabels = (rows: readonly FleetRow[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(rows[0].labels).filter(([label, value]) => rows.every(({ labels }) => labels[label] === value))
  );
