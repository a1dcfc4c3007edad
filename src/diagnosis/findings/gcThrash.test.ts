import { container, frame, metricOf, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import { prepare } from '../../prepare';

const count = 120;
const step = 15;
const times = Array.from({ length: count }, (_, i) => i * step);
const id = '/kubepods/a/1';
const target = { ...store, instance: '10.0.0.1:8080' };
/** Live memory fills GOMEMLIMIT all the time; collections are rare. */
const crowded = [
  ...container(
    times.map(() => ({
      usage: 850 * MiB,
      workingSet: 845 * MiB,
      rss: 840 * MiB,
      cache: 10 * MiB,
      heapAlloc: 800 * MiB,
      heapReleased: 0,
    })),
    { step, limit: 2000 * MiB, version: 'go1.22.1', id }
  ),
  frame('go_gc_gomemlimit_bytes', Array(count).fill(850 * MiB), target, times),
];
const collections = (perSecond: number) => counter('go_gc_duration_seconds_count', perSecond);
const counter = (name: string, perSecond: number, labels: Record<string, string> = target) =>
  frame(
    name,
    times.map((t) => t * perSecond),
    labels,
    times
  );
/** A collector that takes `share` of four cores. */
const collecting = (share: number) => [
  counter('go_cpu_classes_gc_total_cpu_seconds_total', 4 * share),
  counter('go_cpu_classes_total_cpu_seconds_total', 4),
];
const throttled = (share: number) => [
  counter('container_cpu_cfs_periods_total', 10, { ...store, id }),
  counter('container_cpu_cfs_throttled_periods_total', 10 * share, { ...store, id }),
];

function thrash(...more: Array<ReturnType<typeof frame>>) {
  const answer = prepare([...crowded, ...more], { compressed: true });
  const found = answer.kind === 'model' ? answer.workloads[0].findings : [];
  return found.find(({ id }) => id === 'gc-thrash');
}
const evidence = (...more: Array<ReturnType<typeof frame>>) => thrash(...more)?.evidence.map(({ text }) => text.id);

describe('a collector at its limit', () => {
  it('is one that takes a fifth of the CPU time that Go may use, of however many cores', () => {
    expect(thrash(collections(0.01), ...collecting(0.25))).toBeDefined();
    expect(thrash(collections(0.01), ...collecting(0.06))).toBeUndefined();
  });

  it('is none where the collector is known to take little, however often it runs', () =>
    expect(thrash(collections(1), ...collecting(0.02))).toBeUndefined());

  it('tells that share beside the collections, with its PromQL', () => {
    const found = thrash(collections(1), ...collecting(0.3))?.evidence.find(({ text }) => text.id === 'gc-thrash.cpu');
    expect(found?.text.values.share).toEqual({ kind: 'ratio', value: expect.closeTo(0.3) });
    expect(found?.promql).toMatch(
      /^max\(rate\(go_cpu_classes_gc_total_cpu_seconds_total\{.*\}\[5m\]\)\) \/ max\(rate\(go_cpu_classes_total_cpu_/
    );
    expect(evidence(collections(1))).not.toContain('gc-thrash.cpu');
  });

  it('is told to be held at the CPU limit where that is felt', () => {
    expect(evidence(collections(1), ...throttled(0.4))).toContain('gc-thrash.throttled');
    expect(evidence(collections(1), ...throttled(0.01))).not.toContain('gc-thrash.throttled');
    expect(evidence(collections(1))).not.toContain('gc-thrash.throttled');
  });

  it('tells by what query the container is held', () => {
    const told = thrash(collections(1), ...throttled(0.4))?.evidence.find(({ text }) => text.id.endsWith('throttled'));
    expect(told?.text.values.share).toEqual({ kind: 'ratio', value: expect.closeTo(0.4) });
    expect(told?.promql).toMatch(/throttled_periods_total\{.*\/ max\(rate\(container_cpu_cfs_periods_total\{/);
  });

  it('collects every five seconds, or three times as often as before and once a minute', () => {
    expect(evidence(collections(0.21))).toContain('gc-thrash.often');
    expect(thrash(collections(0.19))).toBeUndefined();
  });

  it('is advised to raise a GOMEMLIMIT below half of the memory limit', () => {
    const advised = (limit: number) => {
      const frames = crowded.map((one) =>
        metricOf(one) === 'container_spec_memory_limit_bytes'
          ? frame('container_spec_memory_limit_bytes', Array(count).fill(limit * MiB), { ...store, id }, times)
          : one
      );
      const answer = prepare([...frames, collections(1)], { compressed: true });
      return answer.kind === 'model'
        ? answer.workloads[0].findings.find((one) => one.id === 'gc-thrash')?.advice.id
        : undefined;
    };
    expect(advised(1800)).toBe('gc-thrash.advice-low');
    expect(advised(1650)).toBe('gc-thrash.advice');
  });
});

describe('a collector that came to its limit', () => {
  /** Live memory fills GOMEMLIMIT in the second half, in which so many collections a second come. */
  const after = (before: number, rate: number) => {
    const frames = crowded.map((one) =>
      metricOf(one) === 'go_gc_gomemlimit_bytes'
        ? frame(
            'go_gc_gomemlimit_bytes',
            times.map((_, i) => (i < count / 2 ? 1800 : 850) * MiB),
            target,
            times
          )
        : one
    );
    const half = times[count / 2];
    const counted = frame(
      'go_gc_duration_seconds_count',
      times.map((t) => (t < half ? t * before : half * before + (t - half) * rate)),
      target,
      times
    );
    const answer = prepare([...frames, counted], { compressed: true });
    return answer.kind === 'model'
      ? answer.workloads[0].findings.find((one) => one.id === 'gc-thrash')?.evidence.map(({ text }) => text.id)
      : undefined;
  };

  it('collects three times as often as before, and once a minute', () => {
    expect(after(0.02, 0.07)).toContain('gc-thrash.oftener');
    expect(after(0.02, 0.05)).toBeUndefined();
    expect(after(0.001, 0.012)).toBeUndefined();
    expect(after(0.001, 0.02)).toContain('gc-thrash.oftener');
  });
});
