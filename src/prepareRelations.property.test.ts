import * as fc from 'fast-check';

import { mustAgree, mustEqual } from '../tests/fixtures/arbitrary/alike';
import { holds } from '../tests/fixtures/arbitrary/check';
import { anyFrames } from '../tests/fixtures/arbitrary/frames';
import { laterBy, reordered, scaledBy, unrelated } from '../tests/fixtures/arbitrary/changes';
import { essenceOf, findingsOf, shiftedBy } from '../tests/fixtures/arbitrary/essence';
import { plainWorlds, worlds } from '../tests/fixtures/arbitrary/worlds';
import { prepare } from './prepare';

const options = { compressed: true };

describe('prepare', () => {
  it('does not depend on the order of frames or labels', () =>
    holds(0.07, fc.tuple(fc.oneof({ weight: 3, arbitrary: worlds }, anyFrames), fc.nat()), ([frames, seed]) =>
      mustEqual(essenceOf(prepare(reordered(frames, seed), options)), essenceOf(prepare(frames, options)))
    ));

  it('finds the same beside unrelated series', () =>
    holds(0.05, fc.tuple(worlds, fc.nat()), ([frames, seed]) =>
      mustEqual(
        findingsOf(prepare([...frames, ...unrelated(frames, seed)], options)),
        findingsOf(prepare(frames, options))
      )
    ));

  it('composes what is larger by a power of two of layers that are larger by as much', () =>
    holds(0.05, fc.tuple(plainWorlds, fc.integer({ min: -4, max: 4 })), ([frames, power]) => {
      const [small, large] = [prepare(frames, options), prepare(scaledBy(frames, 2 ** power), options)];
      expect(large.kind).toBe(small.kind);
      if (small.kind === 'model' && large.kind === 'model') {
        large.workloads.forEach(({ composition }, k) => {
          const before = small.workloads[k].composition;
          // The only absolute size in the composition is what an untouched ballast has at least.
          const isAlike = composition.instances.every(
            ({ untouchedBallast }, i) => untouchedBallast === before.instances[i].untouchedBallast
          );
          if (isAlike) {
            mustEqual(
              composition.layers,
              before.layers.map(({ id, values }) => ({ id, values: values.map((bytes) => bytes * 2 ** power) }))
            );
          }
        });
      }
    }));

  it('finds later what happens later', () =>
    holds(0.05, fc.tuple(plainWorlds, fc.integer({ min: 1, max: 5000 })), ([frames, steps]) => {
      const [before, later] = [prepare(frames, options), prepare(laterBy(frames, steps * 300), options)];
      mustAgree(findingsOf(later), shiftedBy(findingsOf(before), steps * 300_000));
    }));
});
