import * as fc from 'fast-check';

import { mustEqual } from '../tests/fixtures/arbitrary/alike';
import { frozen, holds } from '../tests/fixtures/arbitrary/check';
import { anyFrames } from '../tests/fixtures/arbitrary/frames';
import { mustBeSound } from '../tests/fixtures/arbitrary/invariants';
import { anyOptions } from '../tests/fixtures/arbitrary/options';
import { counted } from '../tests/fixtures/arbitrary/counted';
import { worlds } from '../tests/fixtures/arbitrary/worlds';
import { Memory, prepare } from './prepare';

describe('prepare', () => {
  it('answers soundly on frames of any shape, and changes none', () =>
    holds(0.35, fc.tuple(anyFrames, anyOptions), ([frames, options]) =>
      mustBeSound(prepare(frozen(frames), frozen(options)))
    ));

  it('answers soundly on worlds that are nearly real, and changes none', () =>
    holds(0.15, fc.tuple(worlds, anyOptions), ([frames, options]) =>
      mustBeSound(prepare(frozen(frames), frozen(options)))
    ));

  it('answers the same with the memory of other questions', () =>
    holds(
      0.02,
      fc.array(fc.tuple(fc.oneof(worlds, anyFrames), anyOptions), { minLength: 2, maxLength: 4 }),
      (asked) => {
        const memory = new Memory();
        for (const [frames, options] of [
          ...asked,
          ...asked.map(([, options], k) => [asked[0][0], asked[k][1]] as const),
        ]) {
          mustEqual(prepare(frames, options, memory), prepare(frames, options));
        }
      }
    ));

  it('reads each cell a few times, however the frames are made', () =>
    holds(0.02, fc.oneof(worlds, anyFrames), (frames) => {
      const { asCounted, reads, cells } = counted(frames);
      prepare(asCounted);
      expect(reads()).toBeLessThanOrEqual(12 * (cells + frames.length + 1));
    }));

  it('answers with no more samples than there are', () =>
    holds(0.03, fc.oneof(worlds, anyFrames), (frames) => {
      const answer = prepare(frames);
      const cells = frames.flatMap(({ fields }) => fields).reduce((sum, { values }) => sum + values.length, 0);
      const workloads = answer.kind === 'model' ? answer.workloads : [];
      expect(workloads.reduce((sum, { composition }) => sum + composition.time.length, 0)).toBeLessThanOrEqual(cells);
    }));
});
