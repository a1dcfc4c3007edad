import { fleetFrames } from './fleet';
import { stackedLayers } from '../../src/composition/stackedLayers';
import { leftOfWorkingDay } from '../../src/diagnosis/signals/workingDay';
import type { InputFrame } from '../../src/metrics/types';
import { prepare } from '../../src/prepare';
import { counted } from '../../tests/fixtures/arbitrary/counted';

// What is done for few workloads is counted where it is done.
jest.mock('../../src/composition/stackedLayers', () => {
  const actual = jest.requireActual<typeof import('../../src/composition/stackedLayers')>(
    '../../src/composition/stackedLayers'
  );
  return { ...actual, stackedLayers: jest.fn(actual.stackedLayers) };
});
jest.mock('../../src/diagnosis/signals/workingDay', () => {
  const actual = jest.requireActual<typeof import('../../src/diagnosis/signals/workingDay')>(
    '../../src/diagnosis/signals/workingDay'
  );
  return { ...actual, leftOfWorkingDay: jest.fn(actual.leftOfWorkingDay) };
});

/** How often labels are read while frames of so many pods of one owner, half of them new, are prepared. */
function readsOf(pods: number): { reads: number; workloads: number } {
  let reads = 0;
  const counted = (labels: Record<string, string>) =>
    new Proxy(labels, {
      get(target, name, receiver) {
        reads++;
        return Reflect.get(target, name, receiver);
      },
    });
  const frames: InputFrame[] = fleetFrames({ pods, points: 12, step: 60 }).map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => (field.labels ? { ...field, labels: counted(field.labels) } : field)),
  }));
  const answer = prepare(frames);
  return { reads, workloads: answer.kind === 'model' ? answer.workloads.length : 0 };
}

/** How often the costly steps are taken for a fleet of so many pods, one of ten of which is not calm. */
function stepsOf(pods: number): { layers: number; fits: number } {
  jest.clearAllMocks();
  prepare(fleetFrames({ pods, points: 240, step: 60 }));
  return {
    layers: jest.mocked(stackedLayers).mock.calls.length,
    fits: jest.mocked(leftOfWorkingDay).mock.calls.length,
  };
}

describe('prepare at scale', () => {
  it('makes layers and fits working days for the few that are not calm', () => {
    for (const pods of [40, 80]) {
      const { layers, fits } = stepsOf(pods);
      expect(layers).toBeGreaterThan(0);
      expect(layers).toBeLessThanOrEqual(pods / 10);
      expect(fits).toBeGreaterThan(0);
      expect(fits).toBeLessThanOrEqual(pods / 10);
    }
  });

  it('reads each cell hardly more than once', () => {
    const { asCounted, cells, reads } = counted(fleetFrames({ pods: 4, points: 240, step: 60 }));
    prepare(asCounted);
    expect(reads()).toBeLessThan(1.1 * cells);
  });

  it('reads labels in proportion to the number of series', () => {
    const [some, twice] = [readsOf(60), readsOf(120)];
    expect([some.workloads, twice.workloads]).toEqual([60, 120]);
    expect(twice.reads).toBeLessThan(2.1 * some.reads);
  });
});
