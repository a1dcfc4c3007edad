import { fleetFrames } from './fleet';
import type { InputFrame } from '../../src/metrics/types';
import { prepare } from '../../src/prepare';

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

describe('prepare at scale', () => {
  it('reads labels in proportion to the number of series', () => {
    const [some, twice] = [readsOf(60), readsOf(120)];
    expect([some.workloads, twice.workloads]).toEqual([60, 120]);
    expect(twice.reads).toBeLessThan(2.1 * some.reads);
  });
});
