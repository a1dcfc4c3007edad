import type { Composition } from '../../composition/types';
import { killsOf } from '../../diagnosis/signals/kills';
import { gapOf } from '../../diagnosis/signals/spans';
import type { WorkloadModel } from '../../model';
import { verdictOf } from '../verdict';
import type { Verdict } from '../tone';

/** One row of the table: a workload, or all workloads of an owner. Bytes are NaN where they are not known. */
export interface FleetRow {
  /** Unique in the table, and the same after a refresh. */
  key: string;
  kind: 'pod' | 'owner';
  name: string;
  labels: Readonly<Record<string, string>>;
  /** The worst of all its findings. */
  verdict: Verdict | null;
  /** The worst of those that came with a change of the Go version. */
  ofUpgrade: Verdict | null;
  /** Of an owner: how many of its workloads the verdict speaks of, and how many it has. */
  affected: number;
  members: readonly WorkloadModel[];
  usage: number;
  workingSet: number;
  correctedWorkingSet: number;
  lazilyFreed: { estimate: number; floor: number; ceiling: number };
  need: { low: number; high: number };
  limit: number;
  /** Memory request, and what of it nobody needed in the range: below zero where the need went beyond it. */
  request: number;
  spare: number;
  goVersion: string | null;
  /** Version before the present one, where the range shows the change. */
  versionBefore: string | null;
  restarts: number;
  kills: number;
  /** Last drawn sample, ms. */
  lastSample: number;
}

/** What is needed at most: the upper end of the need, else the corrected working set; bytes. */
export const mostNeeded = ({ need, correctedWorkingSet }: FleetRow): number =>
  Number.isFinite(need.high) ? need.high : correctedWorkingSet;

/** The same numbers that a row shows, at one sample of a composition. */
function numbersAt(composition: Composition, i: number) {
  const { usage, workingSet, correctedWorkingSet, lazilyFreed, need, limit } = composition;
  return {
    usage: usage[i],
    workingSet: workingSet[i],
    correctedWorkingSet: correctedWorkingSet[i],
    lazilyFreed: {
      estimate: lazilyFreed.estimate[i],
      floor: lazilyFreed.floor[i],
      ceiling: lazilyFreed.ceiling[i],
    },
    need: { low: need.low[i], high: need.high[i] },
    limit: limit[i],
  };
}

/** The only place that reads what a row shows out of a workload: its numbers are those of its last drawn sample. */
export function fleetRowOf(model: WorkloadModel): FleetRow {
  const { workload, composition, findings } = model;
  const last = composition.drawn.lastIndexOf(1);
  const { instances } = composition;
  const versions = instances.flatMap(({ goVersion }) => goVersion ?? []);
  const goVersion = versions.at(-1) ?? null;
  const verdict = verdictOf(findings);
  const request = last < 0 ? NaN : composition.request[last];
  return {
    key: workload.key,
    kind: 'pod',
    name: workload.name,
    labels: workload.labels,
    verdict,
    ofUpgrade: findings.find(({ upgrade }) => upgrade !== null) ?? null,
    affected: verdict ? 1 : 0,
    members: [model],
    ...numbersAt(composition, last),
    request,
    spare: Number.isNaN(request) ? NaN : request - peakNeedOf(composition),
    goVersion,
    versionBefore: versions.reverse().find((version) => version !== goVersion) ?? changedFrom(verdict, goVersion),
    restarts: Math.max(0, instances.length - 1),
    kills:
      instances.length > 1 ? killsOf({ composition, gap: gapOf(workload) }).filter((kill) => kill !== null).length : 0,
    lastSample: last < 0 ? NaN : composition.time[last],
  };
}

/** A new pod of a rollout never ran the version before; its finding knows it. */
const changedFrom = (verdict: Verdict | null, goVersion: string | null): string | null =>
  verdict?.upgrade && verdict.upgrade.to === goVersion ? verdict.upgrade.from : null;

/** What was needed at most at any sample: the upper end of the need, else the corrected working set; bytes. */
function peakNeedOf({ drawn, need, correctedWorkingSet }: Composition): number {
  let peak = NaN;
  for (let i = 0; i < drawn.length; i++) {
    const bytes = need.high[i] === need.high[i] ? need.high[i] : correctedWorkingSet[i];
    if (drawn[i] === 1 && !(bytes <= peak) && bytes === bytes) {
      peak = bytes;
    }
  }
  return peak;
}
