import type { Composition } from '../composition/types';
import { contextOf } from './context';
import { accountingCorrection } from './findings/accountingCorrection';
import { insufficientData } from './findings/insufficientData';
import { lazilyFreed } from './findings/lazilyFreed';
import { workingSetUnderstated } from './findings/workingSetUnderstated';
import { settingsOf, type DiagnoseOptions } from './options';
import type { FindingRule } from './rule';
import type { Finding, Severity } from './types';

/** THE list of findings. */
export const findingRules: readonly FindingRule[] = [
  lazilyFreed,
  workingSetUnderstated,
  accountingCorrection,
  insufficientData,
];

const rank: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };

/** Worst first: severity, then bytes explained; what cannot be told comes last. */
export const worstFirst = (a: Finding, b: Finding): number =>
  rank[a.severity] - rank[b.severity] ||
  Number(a.id === 'insufficient-data') - Number(b.id === 'insufficient-data') ||
  b.bytes - a.bytes ||
  a.from - b.from;

/**
 * Findings of every composition, in the order of the input; pods of one owner are looked at together, so that a rollout
 * is seen as an upgrade. Pure.
 */
export function diagnose(compositions: readonly Composition[], options: DiagnoseOptions = {}): Finding[][] {
  const settings = settingsOf(options);
  const contexts = compositions.map((composition) => {
    const { ownerKey } = composition.workload;
    const peers = compositions.filter(
      (other) => other !== composition && ownerKey !== null && other.workload.ownerKey === ownerKey
    );
    return contextOf(composition, peers, settings);
  });
  return contexts.map((context) => findingRules.flatMap((rule) => rule.detect(context)).sort(worstFirst));
}
