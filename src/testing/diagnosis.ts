import type { InputFrame } from '../metrics/types';
import { prepare } from '../panel/prepare';
import { MiB, type Sample } from './frames';
import { plainText } from '../diagnosis/plainText';
import type { Finding, FindingId } from '../diagnosis/types';

/** A container with nothing to say about. */
export const flat: Sample = {
  usage: 200 * MiB,
  workingSet: 195 * MiB,
  rss: 190 * MiB,
  cache: 5 * MiB,
  heapAlloc: 120 * MiB,
  heapInuse: 125 * MiB,
  heapReleased: 20 * MiB,
  heapIdle: 70 * MiB,
  stacks: MiB,
  runtime: 14 * MiB,
};

/** `count` samples of what is given for each share of the way from the first, 0, to the last, 1. */
export const over = (count: number, sample: (share: number) => Sample): Sample[] =>
  Array.from({ length: count }, (_, i) => sample(i / (count - 1)));

/** Findings of the only workload in the frames. */
export function findingsOf(frames: InputFrame[]): Finding[] {
  const model = prepare(frames);
  return model.kind === 'model' ? model.workloads[0].findings : [];
}

export const find = (frames: InputFrame[], id: FindingId): Finding | undefined =>
  findingsOf(frames).find((finding) => finding.id === id);

/** What a finding says, headline and evidence, a line each. */
export const textOf = (finding: Finding | undefined): string =>
  finding ? [finding.headline, ...finding.evidence.map(({ text }) => text)].map(plainText).join('\n') : '';
