import { prepare } from '../../prepare';
import { frame, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

describe('a heap whose goal is pinned', () => {
  const hours = 36;
  const findings = (goesOn: boolean) => {
    const times = Array.from({ length: hours * 20 + 1 }, (_, i) => i * 180);
    const of = (metric: string, value: (share: number, i: number) => number) =>
      frame(
        metric,
        times.map((_, i) => value(i / (times.length - 1), i) * MiB),
        { ...store, ...(metric.startsWith('go') ? { instance: '10.0.0.1:80' } : {}) },
        times
      );
    const live = (share: number) => 300 + 1500 * (goesOn ? share : Math.min(share, 0.5));
    const goal = (share: number) => Math.min(2 * live(share), 2100);
    const model = prepare([
      of('container_memory_usage_bytes', (share) => goal(share) + 100),
      of('go_memstats_heap_alloc_bytes', (share, i) => live(share) + ((goal(share) - live(share)) * (i % 7)) / 7),
      of('go_memstats_next_gc_bytes', goal),
    ]);
    return model.kind === 'model' ? model.workloads[0].findings.filter(({ id }) => id === 'heap-growth') : [];
  };

  it.each([
    [true, 'warning'],
    [false, 'info'],
  ])('is judged by its lowest values: it goes on: %s, %s', (goesOn, severity) => {
    expect(findings(goesOn).map((one) => one.severity)).toEqual([severity]);
  });
});
