import { frame, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import { prepare } from '../../prepare';
import { envelope } from './envelope';

/** A call takes some hundred thousand arguments at most, a window may have more samples. */
describe('a window of very many samples', () => {
  it('is cut into slices', () => {
    const values = Float64Array.from({ length: 3_600_000 }, (_, i) => i);
    const cut = envelope(values, values, { start: 0, end: values.length }, 'low');
    expect(Array.from(cut?.values ?? [], Math.round)).toEqual(Array.from({ length: 120 }, (_, k) => k * 30_000));
  });

  it('is judged by the goal where live heap only fills up', () => {
    const count = 600_000;
    const of = (metric: string, value: (share: number) => number) =>
      frame(
        metric,
        Array.from({ length: count }, (_, i) => value(i / count)),
        { ...store, ...(metric.startsWith('go') ? { instance: '10.0.0.1:80' } : {}) }
      );
    const model = prepare([
      of('container_memory_usage_bytes', () => 3000 * MiB),
      of('go_memstats_heap_alloc_bytes', () => 900 * MiB),
      of('go_memstats_next_gc_bytes', (share) => (1000 + 2000 * share) * MiB),
    ]);
    expect(model.kind === 'model' && model.workloads[0].findings.map(({ id }) => id)).not.toContain('heap-growth');
  });
});
