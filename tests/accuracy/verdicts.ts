import type { Finding, FindingId } from '../../src/diagnosis/types';
import type { Model, WorkloadModel } from '../../src/model';
import { defaultThresholds, thresholdFor } from '../../src/diagnosis/options';
import { nearestIndex } from './nearest';
import { readTruth, type Expected, type Manifest, type TruthPoint } from './truth';

/** What went wrong in one container of one recording, in words. */
export interface Verdicts {
  /** Required findings, found or not. */
  expected: number;
  missed: string[];
  false: string[];
}

const ms = (seconds: number | undefined): number => (seconds ?? NaN) * 1000;

/** `at` stands for a moment; everything else has an interval. */
export const overlaps = (finding: Finding, truth: Expected): boolean =>
  truth.at !== undefined
    ? finding.from <= ms(truth.at) + 30_000 && finding.to >= ms(truth.at) - 30_000
    : finding.from <= ms(truth.to) && finding.to >= ms(truth.from);

export const containersOf = (manifest: Manifest): string[] => [
  ...new Set(manifest.containers.map(({ pod, container }) => `${pod}/${container}`)),
];

export const workloadOf = (model: Model, container: string): WorkloadModel | undefined =>
  model.workloads.find(({ workload }) => `${workload.labels.pod}/${workload.labels.container}` === container);

/**
 * Findings that say less than what the manifest knows, or the same of another side: cache that is not decided counts
 * for tmpfs, and a collector at its limit for the risk that it holds off.
 */
const standsFor: Partial<Record<FindingId, readonly string[]>> = {
  'cache-growth': ['shared-memory-growth', 'page-cache-growth'],
  'gc-thrash': ['oom-risk'],
  'anonymous-growth': ['heap-growth', 'stack-growth', 'off-heap-growth', 'resident-regression'],
};
const means = ({ id }: Finding, finding: string): boolean =>
  id === finding || (standsFor[id]?.includes(finding) ?? false);

/** Findings that the manifests list completely; any other may be information that they do not speak of. */
const strict: readonly FindingId[] = ['lazily-freed', 'accounting-correction'];

/**
 * Freed pages are used again for seconds in every run with repeated bursts, and the manifests list only the longer
 * spans: whether working set hid memory at a finding's time is asked of the ground truth itself.
 */
export function isHiddenInTruth(
  { composition }: WorkloadModel,
  finding: Finding,
  truth: readonly TruthPoint[]
): boolean {
  const { step } = composition.workload;
  return truth
    .filter(({ time }) => time >= finding.from - step && time <= finding.to + step)
    .some((point) => {
      const i = nearestIndex(composition.time, point.time, Math.max(step, 2500));
      const need = composition.usage[i] - point.lazyFree - (point.cache - point.shmem);
      return (
        i >= 0 && need - composition.workingSet[i] > thresholdFor(defaultThresholds.understated, composition.usage[i])
      );
    });
}

/** Compares the findings of one container with its manifest, for the finding ids that are judged. */
export function compare(manifest: Manifest, workload: WorkloadModel, judged: readonly FindingId[]): Verdicts {
  const { pod, container: own } = workload.workload.labels;
  const container = `${pod}/${own}`;
  const { findings } = workload;
  const truth = readTruth(manifest.scenario, pod, own);
  const name = `${manifest.scenario} ${container}`;
  const mine = (expected: Expected) => `${expected.pod}/${expected.container}` === container;
  const truths = [...manifest.expected, ...(manifest.also_true ?? [])].filter(mine);
  const required = truths.filter(({ finding, borderline }) => judged.some((id) => id === finding) && !borderline);
  const missed = required
    .filter((expected) => !findings.some((finding) => means(finding, expected.finding) && overlaps(finding, expected)))
    .map((expected) => `${name}: ${expected.finding} missed`);
  const wrong = findings
    .filter(({ id, severity }) => judged.includes(id) && (severity !== 'info' || strict.includes(id)))
    .filter((finding) => !truths.some((expected) => means(finding, expected.finding) && overlaps(finding, expected)))
    .filter((finding) => finding.id !== 'working-set-understated' || !isHiddenInTruth(workload, finding, truth))
    .map((finding) => `${name}: ${finding.id} without support`);
  const accused = findings
    .filter(({ severity }) => severity !== 'info')
    .filter((finding) =>
      truths.some(
        (expected) => expected.finding === 'healthy' && finding.from < ms(expected.to) && finding.to > ms(expected.from)
      )
    )
    .map((finding) => `${name}: ${finding.id} in a healthy span`);
  return { expected: required.length, missed, false: [...wrong, ...accused] };
}

/** The version change to a lazy release that the manifest has for one container, if any. */
export const upgradeOf = (manifest: Manifest, container: string) =>
  manifest.restarts_and_upgrades?.find(
    (change) =>
      `${change.to_pod}/${change.container}` === container &&
      change.go_version_changed &&
      change.from_releases_with === 'MADV_DONTNEED' &&
      change.to_releases_with === 'MADV_FREE'
  );
