import { severityRank } from '../diagnosis/severity';
import type { Finding, Severity } from '../diagnosis/types';
import { haveOneOwner } from '../workloads/owner';
import type { Workload } from '../workloads/types';
import type { Model, WorkloadModel } from '../model';
import type { ViewMode } from './panelOptions';
import { isReassuring, type Verdict } from './tone';

/** The finding that the strip shows: the worst; a lack of data only where nothing else was found. */
export function verdictOf(findings: readonly Finding[]): Finding | null {
  return findings.find(({ id }) => id !== 'insufficient-data') ?? findings[0] ?? null;
}

/** What is wrong at a time, ms, the worst first; a lack of data is of no time in particular. */
export const findingsAt = (findings: readonly Finding[], time: number): Finding[] =>
  findings.filter(({ id, from, to }) => id !== 'insufficient-data' && from <= time && time <= to);

/** The finding about missing data, unless it is the verdict already. */
export function noticeOf(findings: readonly Finding[]): Finding | null {
  const lack = findings.find(({ id }) => id === 'insufficient-data') ?? null;
  return lack === verdictOf(findings) ? null : lack;
}

/**
 * The worst come first, then what is healthy. A lack of data alone comes last: most often it is a sidecar, of which no
 * Go series can be expected.
 */
const rankOf = (verdict: Pick<Finding, 'id' | 'severity'> | null): number =>
  verdict === null ? 3 : verdict.id === 'insufficient-data' ? 4 : severityRank[verdict.severity];

const toneOf = (verdict: Verdict | null): number => (verdict && isReassuring(verdict) ? 1 : 0);

/** What needs action first: severity, then risks and causes before reassurances, then the bytes concerned. */
export const byAction = (a: Verdict | null, b: Verdict | null): number =>
  rankOf(a) - rankOf(b) || toneOf(a) - toneOf(b) || (b?.bytes ?? 0) - (a?.bytes ?? 0);

/** Workloads, what needs action first. */
export const byWorst = (a: WorkloadModel, b: WorkloadModel): number =>
  byAction(verdictOf(a.findings), verdictOf(b.findings));

/** The workload with this key; the worst one where no workload has this key. */
export function chooseWorkload(workloads: readonly WorkloadModel[], key: string | null): WorkloadModel {
  return workloads.find(({ workload }) => workload.key === key) ?? [...workloads].sort(byWorst)[0];
}

/** The other pods of the same owner. */
export const peersOf = (workloads: readonly WorkloadModel[], of: Workload): WorkloadModel[] =>
  workloads.filter(({ workload }) => workload.key !== of.key && haveOneOwner(workload, of));

/** Whether many workloads are shown: where the user wants so, or by themselves as soon as there is more than one. */
export const showsFleet = ({ workloads }: Model, mode: ViewMode): boolean =>
  mode !== 'one' && (mode !== 'auto' || workloads.length > 1);

export interface Shade {
  from: number;
  to: number;
  severity: Severity;
}

/** Intervals of findings without overlap, each with the worst severity in it: overlaid tints would add up. */
export function shades(findings: readonly Finding[]): Shade[] {
  const judged = findings.filter(({ id }) => id !== 'insufficient-data');
  const edges = Array.from(new Set(judged.flatMap(({ from, to }) => [from, to]))).sort((a, b) => a - b);
  const result: Shade[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const covering = judged.filter(({ from, to }) => from <= edges[i] && to >= edges[i + 1]);
    if (covering.length > 0) {
      const severity = covering.map((finding) => finding.severity).sort((a, b) => severityRank[a] - severityRank[b])[0];
      const last = result.at(-1);
      if (last && last.to === edges[i] && last.severity === severity) {
        last.to = edges[i + 1];
      } else {
        result.push({ from: edges[i], to: edges[i + 1], severity });
      }
    }
  }
  return result;
}
