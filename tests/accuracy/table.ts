import { findingRules } from '../../src/diagnosis/findings/index.gen';
import type { FindingId } from '../../src/diagnosis/types';
import type { InputFrame } from '../../src/metrics/types';
import { framesOfRecording, modelOf } from './run';
import { answerTo, reportedCases, rightAnswer } from './reported';
import { sizeError } from './size';
import { readManifest, readTruth, recordingNames } from './truth';
import { compare, containersOf, workloadOf } from './verdicts';

export interface Accuracy {
  /** One row a finding, in the order of the rules. */
  findings: Array<{ id: FindingId; expected: number; found: number; missed: string[]; false: string[] }>;
  /** One row a container with ground truth. */
  sizes: Array<{ recording: string; container: string } & ReturnType<typeof sizeError>>;
}

/** Compares every recording, as it is or changed by `change`, with its manifest and ground truth; compressed preset. */
export function measureAccuracy(change: (frames: InputFrame[]) => InputFrame[] = (frames) => frames): Accuracy {
  const ids = findingRules.map(({ id }) => id).filter((id) => id !== 'insufficient-data');
  const accuracy: Accuracy = {
    findings: ids.map((id) => ({ id, expected: 0, found: 0, missed: [], false: [] })),
    sizes: [],
  };
  for (const name of recordingNames()) {
    const manifest = readManifest(name);
    const model = modelOf(change(framesOfRecording(name)));
    for (const container of containersOf(manifest)) {
      const workload = workloadOf(model, container);
      if (!workload) {
        throw new Error(`${name} lacks ${container}`);
      }
      for (const row of accuracy.findings) {
        const verdicts = compare(manifest, workload, [row.id]);
        row.expected += verdicts.expected;
        row.found += verdicts.expected - verdicts.missed.length;
        row.missed.push(...verdicts.missed);
        row.false.push(...verdicts.false);
      }
      const [pod, own] = container.split('/');
      accuracy.sizes.push({
        recording: name,
        container,
        ...sizeError(workload.composition, readTruth(name, pod, own)),
      });
    }
  }
  addReported(accuracy);
  return accuracy;
}

/** What the reported cases ask for; of two that are right either way the one that was found. */
function addReported({ findings }: Accuracy): void {
  for (const name of reportedCases()) {
    const answer = answerTo(name);
    const { must = [], alarm = [] } = rightAnswer(name);
    const found = answer.report?.workloads.flatMap((workload) => workload.findings.map(({ id }) => String(id))) ?? [];
    for (const ids of [...must, ...alarm].map((text) => text.split('|'))) {
      const id = ids.find((one) => found.includes(one));
      const row = findings.find((one) => one.id === (id ?? ids[0]));
      if (row) {
        row.expected++;
        row.found += id ? 1 : 0;
        row.missed.push(...(id ? [] : [`${name}: ${ids.join(' or ')} missed`]));
      }
    }
  }
}

const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '-');

/** The table of the README. */
export const accuracyRows = ({ findings }: Accuracy): string =>
  [
    '| finding | expected | found | missed | false |',
    '|---|---:|---:|---:|---:|',
    ...findings.map(
      (row) => `| \`${row.id}\` | ${row.expected} | ${row.found} | ${row.missed.length} | ${row.false.length} |`
    ),
  ].join('\n');

/** Errors of sizes, a line a container. */
export const sizeRows = ({ sizes }: Accuracy): string =>
  [
    '| recording | container | steady samples | lazily freed within bounds | error of lazily freed, MiB | error of corrected working set | error of working set |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...sizes.map(
      (row) =>
        `| ${row.recording} | ${row.container} | ${row.steady} | ${percent(row.within)} | ${
          Number.isFinite(row.estimateMiB) ? row.estimateMiB.toFixed(1) : '-'
        } | ${percent(row.corrected)} | ${percent(row.workingSet)} |`
    ),
  ].join('\n');
