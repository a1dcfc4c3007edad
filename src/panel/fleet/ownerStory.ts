import { medianDrawn } from '../../composition/drawn';
import type { Composition } from '../../composition/types';
import { onlyVersion, versionsOf } from '../../composition/versionRuns';
import type { FindingId } from '../../diagnosis/types';
import { median } from '../../diagnosis/signals/spans';
import type { WorkloadModel } from '../../model';
import { quantities, valueOf, type Comparison, type Quantity } from '../findings/comparison';
import { byUrgency } from './order';
import { fleetRowOf, type FleetRow } from './fleetRow';
import type { Verdict } from '../tone';

/** Go versions of an owner, and how many of its workloads ran each. */
export interface VersionShare {
  version: string;
  from: number;
  pods: number;
}

/** A finding and how many workloads have it. */
export interface SharedFinding {
  verdict: Verdict;
  affected: number;
  total: number;
}

/** What an owner's workloads have in common. */
export interface OwnerStory {
  versions: VersionShare[];
  pods: number;
  /** The worst finding of all. */
  worst: SharedFinding | null;
  /** What came with the last version, of the workloads that run it; null where that is not known. */
  rollout: (SharedFinding & { version: string }) | null;
  /** Names of workloads whose series do not tell all. */
  lacking: string[];
}

export function ownerStory(members: readonly WorkloadModel[]): OwnerStory {
  const compositions = members.map(({ composition }) => composition);
  const rows = members.map(fleetRowOf);
  const versions = versionsOf(compositions).map(({ version, from }) => ({
    version,
    from,
    pods: compositions.filter(({ instances }) => instances.some(({ goVersion }) => goVersion === version)).length,
  }));
  const { verdict = null } = [...rows].sort(byUrgency)[0] ?? {};
  return {
    versions,
    pods: members.length,
    worst: verdict && {
      verdict,
      affected: rows.filter((row) => row.verdict?.id === verdict.id).length,
      total: members.length,
    },
    rollout: rolloutOf(rows, versions),
    lacking: members.filter(lacksSeries).map(({ workload }) => workload.name),
  };
}

/** Findings tell which change of version they came with; the one that most pods have speaks for the rollout. */
function rolloutOf(rows: readonly FleetRow[], versions: readonly VersionShare[]): OwnerStory['rollout'] {
  const last = versions.length > 1 ? versions[versions.length - 1] : null;
  const ofLast = rows.flatMap(({ ofUpgrade }) => (last && ofUpgrade?.upgrade?.to === last.version ? [ofUpgrade] : []));
  const counts = new Map<FindingId, number>();
  ofLast.forEach(({ id }) => counts.set(id, (counts.get(id) ?? 0) + 1));
  const [most] = Array.from(counts).sort((a, b) => b[1] - a[1]);
  const verdict = most && ofLast.find(({ id }) => id === most[0]);
  return last && verdict ? { version: last.version, verdict, affected: most[1], total: last.pods } : null;
}

/** Without usage, working set or Go series, the composition does not tell everything. */
const lacksSeries = ({ composition: { base, instances } }: WorkloadModel): boolean =>
  base !== 'usage' || instances.some(({ mode }) => mode !== 'full');

/** Numbers of the pods of one version against those of another. */
export interface VersionComparison {
  from: VersionShare;
  to: VersionShare;
  rows: Comparison['rows'];
}

/**
 * The typical pod of the last version beside that of the one before: for each quantity the median over pods of the
 * median over the samples of each. Null with one version.
 */
export function compareVersions(members: readonly WorkloadModel[], versions: readonly VersionShare[]) {
  const [from, to] = versions.slice(-2);
  if (!from || !to) {
    return null;
  }
  const of = (version: string) => members.map(({ composition }) => onlyVersion(composition, version));
  const [before, after] = [of(from.version), of(to.version)];
  const rows = quantities
    .map((quantity) => ({ quantity, before: typical(before, quantity), after: typical(after, quantity) }))
    .filter((row) => Number.isFinite(row.before) || Number.isFinite(row.after));
  return { from, to, rows } satisfies VersionComparison;
}

const typical = (pods: readonly Composition[], quantity: Quantity): number =>
  median(pods.map((pod) => medianDrawn(pod, (i) => valueOf(pod, quantity, i))));
