import { framesOfRecording, modelOf } from '../run';
import { MiB } from '../../../src/metrics/units';
import { readManifest, readTruth, recordingNames, type Manifest } from '../truth';
import { containersOf, workloadOf } from '../verdicts';
import { middleOf, sizedUntil, trueNeed } from './halves';

/** What a container turned out to be: its manifest knows it from the ground truth. */
export type Nature = 'healthy' | 'lazily freed' | 'other';

/** One container, sized by its first half and held against its second. */
export interface SizedRow {
  recording: string;
  container: string;
  nature: Nature;
  /** True where something that is needed grows. */
  leaks: boolean;
  /** Largest true need of the second half, bytes. */
  peak: number;
  /** Recommended limit, bytes; null where none is. */
  limit: number | null;
  /** Limit that the same formula makes of the true need; null where none. */
  byTruth: number | null;
  /** Largest working set of the first half and 15 %, bytes. */
  common: number;
  request: number | null;
  goMemLimit: number | null;
}

const growth = /growth$|^oom-|^resident-regression$/;

function natureOf(manifest: Manifest, container: string): Pick<SizedRow, 'nature' | 'leaks'> {
  const findingsOf = (all: Manifest['expected'] = []) =>
    all.filter(({ pod, container: own }) => `${pod}/${own}` === container).map(({ finding }) => finding);
  const told = findingsOf(manifest.expected);
  if (told.every((finding) => finding === 'healthy')) {
    return { nature: 'healthy', leaks: false };
  }
  return {
    nature: told.includes('lazily-freed') ? 'lazily freed' : 'other',
    leaks: [...told, ...findingsOf(manifest.also_true)].some((id) => growth.test(id) && id !== 'page-cache-growth'),
  };
}

/** Every container with ground truth in both halves of its life. */
export function measureSizing(): SizedRow[] {
  return recordingNames().flatMap((recording) => {
    const manifest = readManifest(recording);
    const frames = framesOfRecording(recording);
    const model = modelOf(frames);
    return containersOf(manifest).flatMap((container) => {
      const whole = workloadOf(model, container);
      const middle = whole ? middleOf(whole) : NaN;
      const [pod, own] = container.split('/');
      const truth = readTruth(recording, pod, own);
      const later = truth.filter(({ time }) => time > middle).map(trueNeed);
      const half = sizedUntil(frames, container, middle);
      return half && later.length > 0
        ? [
            {
              recording,
              container,
              ...natureOf(manifest, container),
              peak: Math.max(...later),
              limit: half.sizing.limit.bytes,
              byTruth: half.byTruth(truth.filter(({ time }) => time <= middle)).limit.bytes,
              common: 1.15 * Math.max(...half.composition.workingSet.filter(Number.isFinite)),
              request: half.sizing.request.bytes,
              goMemLimit: half.sizing.goMemLimit.bytes,
            },
          ]
        : [];
    });
  });
}

/** What one rule would have come to over several containers. */
export interface Outcome {
  recommended: number;
  /** Containers whose true need of the second half reaches the limit. */
  killed: number;
  /** Mean of limit over need, minus 1, of those that live. */
  waste: number;
}

/** Holds a limit of each container against the true need that followed. */
export function outcomeOf(rows: readonly SizedRow[], limitOf: (row: SizedRow) => number | null): Outcome {
  const sized = rows.flatMap((row) => {
    const limit = limitOf(row);
    return limit === null ? [] : [limit / row.peak];
  });
  const alive = sized.filter((share) => share > 1);
  return {
    recommended: sized.length,
    killed: sized.length - alive.length,
    waste: alive.reduce((sum, share) => sum + share - 1, 0) / alive.length,
  };
}

const groups: ReadonlyArray<{ name: string; has: (row: SizedRow) => boolean }> = [
  { name: 'healthy', has: ({ nature, leaks }) => nature === 'healthy' && !leaks },
  { name: 'lazily freed memory', has: ({ nature, leaks }) => nature === 'lazily freed' && !leaks },
  { name: 'other, nothing needed grows', has: ({ nature, leaks }) => nature === 'other' && !leaks },
  { name: 'something needed grows', has: ({ leaks }) => leaks },
];

const asShare = ({ recommended, killed, waste }: Outcome): string =>
  `${recommended} | ${killed} | ${Number.isFinite(waste) ? `${Math.round(100 * waste)} %` : '-'}`;

/** The table of the README: this panel's limit beside the rule of common recommenders. */
export const sizingSummary = (rows: readonly SizedRow[]): string =>
  [
    '| containers | of them | limits recommended | would be OOM-killed | waste | max working set x 1.15 | would be OOM-killed | waste |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...groups.map(({ name, has }) => {
      const mine = rows.filter(has);
      const [own, common] = [outcomeOf(mine, ({ limit }) => limit), outcomeOf(mine, (row) => row.common)];
      return `| ${name} | ${mine.length} | ${asShare(own)} | ${asShare(common)} |`;
    }),
  ].join('\n');

const inMiB = (bytes: number | null): string => (bytes === null ? '-' : (bytes / MiB).toFixed(0));

/** All containers, a line each, in MiB. */
export const sizingRows = (rows: readonly SizedRow[]): string =>
  [
    '| recording | container | nature | need, second half | limit | by the truth | working set x 1.15 | request | GOMEMLIMIT |',
    '|---|---|---|---:|---:|---:|---:|---:|---:|',
    ...rows.map(
      (row) =>
        `| ${row.recording} | ${row.container} | ${row.nature}${row.leaks ? ', grows' : ''} | ${[
          row.peak,
          row.limit,
          row.byTruth,
          row.common,
          row.request,
          row.goMemLimit,
        ]
          .map(inMiB)
          .join(' | ')} |`
    ),
  ].join('\n');
