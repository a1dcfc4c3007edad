import { report } from '../../../cli/report';
import { prepare } from '../../../src/prepare';
import type { InputFrame } from '../../../src/metrics/types';
import { kinds } from './kinds';
import { variantOf } from './run';

/** What a reader sees. */
const told = (frames: readonly InputFrame[]) =>
  report(prepare(frames), false).workloads.map(({ labels, findings }) => ({
    labels,
    findings: findings.map(({ id, severity, headline }) => `${id} ${severity}: ${headline}`),
  }));

/** The same series in another order: backwards, and Go before the container. */
const orders: ReadonlyArray<{ name: string; of(frames: InputFrame[]): InputFrame[] }> = [
  { name: 'backwards', of: (frames) => [...frames].reverse() },
  {
    name: 'every other first',
    of: (frames) => [...frames.filter((_, k) => k % 2), ...frames.filter((_, k) => k % 2 === 0)],
  },
  { name: 'twice', of: (frames) => [...frames, ...frames] },
];

describe.each(orders)('series $name', ({ of }) => {
  it.each(kinds)('$name: the same answer', (kind) => {
    const { frames } = variantOf(kind, 0);
    const sorted = (answer: ReturnType<typeof told>) => answer.map((one) => JSON.stringify(one)).sort();
    expect(sorted(told(of(frames)))).toEqual(sorted(told(frames)));
  });
});
