import { isOfContainer } from '../../src/composition/bases';
import type { InputFrame } from '../../src/metrics/types';
import { hour, MiB } from '../../src/metrics/units';
import { seeded } from '../fixtures/frames';
import { old, sceneOf } from './kinds/scenes';
import { modelOf } from './run';
import { labelsOf, nameOf, relabel } from './series';
import { base, between, constant, pick, rising, type Random } from './synthetic/building';
import { framesOfScene } from './synthetic/world';

const variants = Array.from({ length: 24 }, (_, seed) => seed + 1);
const isGo = (frame: InputFrame) => /^(go|process)_/.test(nameOf(frame));
const isOf = (frame: InputFrame, container: string) => labelsOf(frame).container === container;

/** A Go program that leaks, and in another container of its pod a small one that is flat. */
const framesOf = (random: Random): InputFrame[] =>
  framesOfScene(
    sceneOf(
      random,
      old([
        base(random, {
          pod: 'api-0',
          labels: { container: 'api' },
          live: rising(between(random, 150, 300) * MiB, between(random, 900, 1800) * MiB, 0.05),
        }),
        base(random, {
          pod: 'api-0',
          labels: { container: 'proxy' },
          live: constant(0),
          offHeap: constant(between(random, 10, 90) * MiB),
        }),
      ]),
      { span: pick(random, [12, 24]) * (hour / 1000), step: pick(random, [60, 120]) }
    )
  );

type Labels = Record<string, string>;

/** Container series of the flat one alone, and Go series of the other one with other labels. */
const shownWith = (frames: InputFrame[], labelsOfGo: (labels: Labels) => Labels): InputFrame[] => [
  ...frames.filter((frame) => !isGo(frame) && isOf(frame, 'proxy')),
  ...relabel(
    frames.filter((frame) => isGo(frame) && isOf(frame, 'api')),
    labelsOfGo
  ),
];

const settings: Array<[string, (labels: Labels) => Labels]> = [
  ['passed on with the label of a proxy', (labels) => ({ ...labels, container: 'proxy' })],
  ['that share no label with it', ({ __name__ }) => ({ __name__, job: 'api', instance: '10.9.8.7:8080' })],
];

/** What is said of containers, warnings alone, and of processes. */
function warningsOf(frames: InputFrame[]) {
  const { workloads } = modelOf(frames);
  const warnings = (ofContainer: boolean) =>
    workloads
      .filter(({ composition }) => isOfContainer(composition.base) === ofContainer)
      .flatMap(({ findings }) => findings.flatMap(({ id, severity }) => (severity === 'info' ? [] : [id])));
  return { ofContainers: warnings(true), ofProcesses: warnings(false) };
}

describe.each(settings)('a flat container beside Go series %s', (_, labelsOfGo) => {
  it('is not accused of the growth of a process that is larger than it, which is shown by itself', () => {
    for (const seed of variants) {
      const { ofContainers, ofProcesses } = warningsOf(shownWith(framesOf(seeded(seed)), labelsOfGo));
      expect([seed, ofContainers]).toEqual([seed, []]);
      expect([seed, ofProcesses]).toEqual([seed, ['heap-growth']]);
    }
  });

  it('is not accused where nothing tells what the process has resident', () => {
    for (const seed of variants) {
      const frames = framesOf(seeded(seed)).filter((frame) => !nameOf(frame).startsWith('process_resident'));
      expect([seed, warningsOf(shownWith(frames, labelsOfGo)).ofContainers]).toEqual([seed, []]);
    }
  });
});
