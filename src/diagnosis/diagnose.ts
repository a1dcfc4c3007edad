import type { Composition, CompositionInstance } from '../composition/types';
import { contextOf, type Context, type Owner } from './context';
import { findingRules } from './findings/index.gen';
import { settingsOf, type DiagnoseOptions } from './options';
import { reconcile } from './reconcile';
import type { FindingRule } from './rule';
import { severityRank } from './severity';
import type { Finding } from './types';

/** What follows from another finding comes after it, and what cannot be told comes last. */
const order = ({ id }: Finding): number => (id === 'insufficient-data' ? 2 : id === 'working-set-understated' ? 1 : 0);

/** Worst first: severity, then bytes explained. */
const worstFirst = (a: Finding, b: Finding): number =>
  severityRank[a.severity] - severityRank[b.severity] || order(a) - order(b) || b.bytes - a.bytes || a.from - b.from;

/**
 * Findings of every composition, in the order of the input; pods of one owner are looked at together, so that a rollout
 * is seen as an upgrade. Pure.
 */
export function diagnose(compositions: readonly Composition[], options: DiagnoseOptions = {}): Finding[][] {
  const settings = settingsOf(options);
  const owners = ownersOf(compositions);
  const ends = compositions.reduce((last, { time }) => Math.max(last, time[time.length - 1] ?? -Infinity), -Infinity);
  const contexts = compositions.map((composition) => {
    const owner = owners.get(composition.workload.ownerKey) ?? { pods: [composition], runs: composition.instances };
    return contextOf(composition, owner, settings, ends);
  });
  return contexts.map((context) => reconcile(findingRules.flatMap((rule) => detected(rule, context))).sort(worstFirst));
}

/**
 * A step above `coarseStep` melts short phases into one sample, so nothing that rests on samples is proven there. A
 * kill that Kubernetes or cAdvisor counted is an event and stays proven.
 */
function detected({ detect, isOfEvents = false }: FindingRule, context: Context): Finding[] {
  const findings = detect(context);
  return context.coarse && !isOfEvents
    ? findings.map((finding) => (finding.confidence === 'proven' ? { ...finding, confidence: 'likely' } : finding))
    : findings;
}

/** Pods that have an owner, by its key; what they run is gathered once for all of them. */
function ownersOf(compositions: readonly Composition[]): ReadonlyMap<string | null, Owner> {
  const owners = new Map<string | null, { pods: Composition[]; runs: CompositionInstance[] }>();
  for (const composition of compositions) {
    const { ownerKey } = composition.workload;
    if (ownerKey !== null) {
      const owner = owners.get(ownerKey) ?? { pods: [], runs: [] };
      owner.pods.push(composition);
      owner.runs.push(...composition.instances);
      owners.set(ownerKey, owner);
    }
  }
  return owners;
}
