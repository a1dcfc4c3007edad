import type { Composition } from '../src/composition/types';
import { plainText } from '../src/texts/plainText';
import { settingsOf, type Settings } from '../src/diagnosis/options';
import type { Finding } from '../src/diagnosis/types';
import type { Missing, Model, WorkloadModel } from '../src/model';
import { sizingOf } from '../src/sizing/sizing';
import type { Figure } from '../src/sizing/types';

/** NaN has no place in JSON: null means "not drawn" or "not known". */
const numbers = (values: Float64Array): Array<number | null> =>
  Array.from(values, (value) => (Number.isFinite(value) ? value : null));

/** What `npm run diagnose` prints: times in ms, bytes as numbers. */
export function report(model: Model | Missing, withSeries: boolean, settings: Settings = settingsOf()) {
  const workloads = model.kind === 'model' ? model.workloads : [];
  return {
    workloads: workloads.map((one) => ({
      ...workloadReport(one),
      sizing: sizingReport(one, settings, workloads),
      ...(withSeries ? { series: seriesReport(one.composition) } : {}),
    })),
    problems: model.problems,
  };
}

function workloadReport({ workload, composition, findings }: WorkloadModel) {
  return {
    labels: workload.labels,
    owner: workload.owner,
    samples: composition.samples,
    drawn: composition.drawn.reduce((sum, flag) => sum + flag, 0),
    instances: composition.instances.map(({ from, to, goVersion, mode }) => ({ from, to, goVersion, mode })),
    findings: findings.map(findingReport),
  };
}

function sizingReport(one: WorkloadModel, settings: Settings, workloads: readonly WorkloadModel[]) {
  const { request, limit, goMemLimit } = sizingOf(one, settings, workloads);
  const figure = ({ bytes, why }: Figure) => ({ bytes, why: why.map(plainText).join(' ') });
  return { request: figure(request), limit: figure(limit), goMemLimit: figure(goMemLimit) };
}

function findingReport(finding: Finding) {
  return {
    id: finding.id,
    confidence: finding.confidence,
    severity: finding.severity,
    from: finding.from,
    to: finding.to,
    upgrade: finding.upgrade,
    headline: plainText(finding.headline),
    evidence: finding.evidence.map(({ text, promql }) => ({ text: plainText(text), promql })),
    advice: plainText(finding.advice),
  };
}

function seriesReport(composition: Composition) {
  const { lazilyFreed, need } = composition;
  return {
    time: Array.from(composition.time),
    usage: numbers(composition.usage),
    workingSet: numbers(composition.workingSet),
    correctedWorkingSet: numbers(composition.correctedWorkingSet),
    need: { low: numbers(need.low), high: numbers(need.high) },
    lazilyFreed: {
      estimate: numbers(lazilyFreed.estimate),
      floor: numbers(lazilyFreed.floor),
      ceiling: numbers(lazilyFreed.ceiling),
    },
    notResident: numbers(composition.notResident),
    layers: Object.fromEntries(composition.layers.map(({ id, values }) => [id, numbers(values)])),
  };
}
