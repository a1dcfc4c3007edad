import { report } from '../../../cli/report';
import type { Finding } from '../../../src/diagnosis/types';
import type { InputFrame } from '../../../src/metrics/types';
import type { Model, WorkloadModel } from '../../../src/model';
import { prepare } from '../../../src/prepare';
import { contradictions } from '../kinds/contradictions';
import { wrongWords } from '../kinds/words';
import { without, type Group } from '../series';
import { readTruth, type Expected, type Manifest } from '../truth';
import { containersOf, isHiddenInTruth, overlaps, workloadOf } from '../verdicts';

const ofProcess = ['heap-growth', 'off-heap-growth', 'stack-growth', 'fragmentation', 'idle-heap'];
const resident = ['huge-page-bloat', 'resident-regression', 'lazily-freed'];

/** A finding is true where the manifest has it, or what it is said instead of with fewer series. */
const instead: Readonly<Record<string, readonly string[]>> = {
  'anonymous-growth': [...ofProcess, ...resident],
  'cache-growth': ['page-cache-growth', 'shared-memory-growth'],
  'oom-risk': ['oom-killed'],
  'gc-thrash': ['oom-risk'],
};

/** What is right and wrong of one recording with some of its series. */
export interface Judgement {
  recording: string;
  expected: number;
  /** Found by their own name. */
  found: number;
  /** Found as what can be told with fewer series. */
  told: number;
  false: string[];
}

const isSaidOf = (id: string, expected: Expected) =>
  expected.finding === id || (instead[id] ?? []).includes(expected.finding);

/** Where nothing says what working set consists of, a risk is a warning that is marked as possible. */
const isOpenRisk = (finding: Finding, missing: readonly Group[]) =>
  finding.id === 'oom-risk' &&
  finding.confidence === 'possible' &&
  missing.includes('rss and cache') &&
  !missing.includes('working set');

function judgeContainer(manifest: Manifest, workload: WorkloadModel, missing: readonly Group[]) {
  const { pod, container } = workload.workload.labels;
  const mine = [...manifest.expected, ...(manifest.also_true ?? [])].filter(
    (expected) => expected.pod === pod && expected.container === container
  );
  const { findings } = workload;
  const required = mine.filter(({ finding, borderline }) => finding !== 'healthy' && !borderline);
  const has = (expected: Expected, isIt: (id: string) => boolean) =>
    findings.some((finding) => isIt(finding.id) && overlaps(finding, expected));
  const found = required.filter((expected) => has(expected, (id) => id === expected.finding));
  const told = required.filter((expected) => has(expected, (id) => isSaidOf(id, expected)));
  const warnings = findings.filter((finding) => finding.severity !== 'info' && !isOpenRisk(finding, missing));
  const truth = readTruth(manifest.scenario, pod, container);
  const unsupported = warnings
    .filter((finding) => !mine.some((expected) => isSaidOf(finding.id, expected) && overlaps(finding, expected)))
    .filter((finding) => finding.id !== 'working-set-understated' || !isHiddenInTruth(workload, finding, truth));
  return {
    expected: required.length,
    found: found.length,
    told: told.length - found.length,
    false: unsupported.map(({ id, confidence }) => `${pod}/${container}: warns of ${id} (${confidence})`),
  };
}

const sentencesOf = (model: Model) =>
  report(model, false).workloads.flatMap(({ findings }) =>
    findings.flatMap(({ headline, evidence, advice }) => [headline, ...evidence.map(({ text }) => text), advice])
  );

/** Judges the answer to a recording without some groups of series; null where nothing is left to draw. */
export function judgeSubset(
  manifest: Manifest,
  frames: readonly InputFrame[],
  missing: readonly Group[]
): Judgement | null {
  const model = prepare(without(frames, missing), { compressed: true });
  if (model.kind !== 'model') {
    return null;
  }
  const containers = containersOf(manifest).flatMap((container) => {
    const workload = workloadOf(model, container);
    return workload ? [judgeContainer(manifest, workload, missing)] : [];
  });
  const sum = (key: 'expected' | 'found' | 'told') => containers.reduce((total, one) => total + one[key], 0);
  return {
    recording: manifest.scenario,
    expected: sum('expected'),
    found: sum('found'),
    told: sum('told'),
    false: [
      ...containers.flatMap((one) => one.false),
      ...contradictions(report(model, false)),
      ...wrongWords(sentencesOf(model)),
    ],
  };
}
