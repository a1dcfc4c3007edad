import type { Composition } from '../composition/types';
import { sameList } from '../metrics/frameState';
import type { Steps } from '../metrics/steps';
import { addTo } from '../workloads/lookup';
import { contextOf, type Context } from './context';
import { Owner } from './owner';
import { findingRules } from './findings/index.gen';
import { settingsOf, type DiagnoseOptions, type Settings } from './options';
import { reconcile } from './reconcile';
import { foldRepeats } from './repeats';
import type { FindingRule } from './rule';
import { severityRank } from './severity';
import type { Finding } from './types';

/** What follows from another finding comes after it, and what cannot be told comes last. */
const order = ({ id }: Finding): number => (id === 'insufficient-data' ? 2 : id === 'working-set-understated' ? 1 : 0);

/** Worst first: severity, then bytes explained. */
const worstFirst = (a: Finding, b: Finding): number =>
  severityRank[a.severity] - severityRank[b.severity] || order(a) - order(b) || b.bytes - a.bytes || a.from - b.from;

/**
 * A need that fills the limit because live memory fills GOMEMLIMIT follows from that: the collector is what to look at
 * first.
 */
function causesFirst(findings: Finding[]): Finding[] {
  const risk = findings.findIndex(({ id }) => id === 'oom-risk');
  const cause = findings.findIndex(({ id }) => id === 'gc-thrash');
  const [one, other] = [findings[risk], findings[cause]];
  if (risk >= 0 && risk < cause && one.severity === other.severity && one.from <= other.to && other.from <= one.to) {
    findings.splice(cause, 1);
    findings.splice(risk, 0, other);
  }
  return findings;
}

/** What all workloads have in common: thresholds, and the last timestamp of all of them, ms. */
interface Circumstances {
  settings: Settings;
  ends: number;
}

/** Findings of the last round: where neither a workload nor its owner's other pods changed, they are the same. */
export class KnownFindings {
  private readonly known = new WeakMap<
    Composition,
    { circumstances: Circumstances; pods: readonly Composition[]; findings: Finding[] }
  >();
  private options = '';
  private settings = settingsOf();

  settingsOf(options: DiagnoseOptions): Settings {
    const asText = JSON.stringify(options);
    if (asText !== this.options) {
      this.options = asText;
      this.settings = settingsOf(options);
    }
    return this.settings;
  }

  of(composition: Composition, owner: Owner, circumstances: Circumstances): Finding[] {
    const before = this.known.get(composition);
    const { settings, ends } = circumstances;
    const isAsBefore = before?.circumstances.settings === settings && before.circumstances.ends === ends;
    if (before && isAsBefore && sameList(before.pods, owner.pods)) {
      return before.findings;
    }
    const context = contextOf(composition, owner, settings, ends);
    const detectedByAll = findingRules.flatMap((rule) => detected(rule, context));
    const findings = causesFirst(foldRepeats(reconcile(detectedByAll)).sort(worstFirst));
    this.known.set(composition, { circumstances, pods: owner.pods, findings });
    return findings;
  }
}

/**
 * Findings of every composition, in the order of the input, a workload at each step; pods of one owner are looked at
 * together, so that a rollout is seen as an upgrade. Pure; `known` remembers findings from one call to the next.
 */
export function* diagnoseInSteps(
  compositions: readonly Composition[],
  options: DiagnoseOptions,
  known: KnownFindings
): Steps<Finding[][]> {
  const settings = known.settingsOf(options);
  const owners = ownersOf(compositions);
  const ends = compositions.reduce((last, { time }) => Math.max(last, time[time.length - 1] ?? -Infinity), -Infinity);
  const findings: Finding[][] = [];
  for (const composition of compositions) {
    findings.push(
      known.of(composition, owners.get(keyOf(composition)) ?? new Owner([composition]), { settings, ends })
    );
    yield;
  }
  return findings;
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

/** Owners by key; pods without one are their own. */
function ownersOf(compositions: readonly Composition[]): Map<string | Composition, Owner> {
  const pods = new Map<string | Composition, Composition[]>();
  for (const composition of compositions) {
    addTo(pods, keyOf(composition), composition);
  }
  return new Map([...pods].map(([key, all]) => [key, new Owner(all)]));
}

const keyOf = (composition: Composition): string | Composition => composition.workload.ownerKey ?? composition;
