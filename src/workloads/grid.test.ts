import { compose } from '../composition/compose';
import { recognise } from '../metrics/recognise';
import type { InputFrame } from '../metrics/types';
import { frame, seeded, store } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import { gather } from './gather';
import type { Workload } from './types';

const count = 60;
const goLabels = { ...store, instance: '10.0.0.1:8080' };
const goFrames = (times: number[], labels: Record<string, string>, bytes: number): InputFrame[] =>
  (
    [
      ['go_memstats_heap_alloc_bytes', 0.6],
      ['go_memstats_heap_inuse_bytes', 0.7],
      ['go_memstats_heap_idle_bytes', 0.2],
      ['go_memstats_heap_released_bytes', 0.05],
      ['go_memstats_heap_sys_bytes', 0.9],
      ['go_memstats_stack_sys_bytes', 0.02],
      ['go_memstats_sys_bytes', 1],
    ] as const
  ).map(([metric, share]) =>
    frame(
      metric,
      times.map(() => Math.round(share * bytes)),
      labels,
      times
    )
  );
const grid = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => (from + i) * 15);
const workloadsOf = (frames: InputFrame[]) => gather(recognise(frames).series).workloads;

/**
 * What of the rules for a workload is broken: runs ascending and disjoint, time ascending, layers that sum to usage.
 */
function broken(workload: Workload): string[] {
  const { time, instances } = workload;
  const problems: string[] = [];
  if (time.some((t, i) => i > 0 && !(t > time[i - 1]))) {
    problems.push('time');
  }
  if (instances.some(({ start, end }, k) => start >= end || start < (instances[k - 1]?.end ?? 0))) {
    problems.push('instances');
  }
  const { layers, usage, drawn } = compose(workload);
  const wrong = usage.some(
    (bytes, i) => drawn[i] === 1 && !(Math.abs(layers.reduce((sum, { values }) => sum + values[i], 0) - bytes) <= 1)
  );
  return wrong ? [...problems, 'sum'] : problems;
}

describe('the grid of a workload', () => {
  it('keeps its rules for any start times of processes and containers', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const starts = Array.from({ length: 1 + Math.floor(random() * 5) }, () => Math.round(random() * 1200 - 300));
      const edges = starts.map(() => Math.floor(random() * count)).sort((a, b) => a - b);
      const startAt = (i: number) => starts[Math.max(0, edges.filter((edge) => edge <= i).length - 1)];
      const ids = 1 + Math.floor(random() * 3);
      const containers = Array.from({ length: ids }, (_, k) => {
        const from = Math.floor((k * count) / ids) - Math.floor(random() * 3);
        const times = grid(Math.max(0, from), Math.floor(((k + 1) * count) / ids) + Math.floor(random() * 3));
        const of = (metric: string, value: number) =>
          frame(
            metric,
            times.map(() => value),
            { ...store, id: `/kubepods/${k}` },
            times
          );
        return [
          of('container_memory_usage_bytes', 1000 * MiB),
          of('container_memory_working_set_bytes', 900 * MiB),
          of('container_memory_rss', 800 * MiB),
          of('container_memory_cache', 100 * MiB),
          ...(random() < 0.7 ? [of('container_start_time_seconds', times[0] - Math.round(random() * 60))] : []),
        ];
      });
      const frames = [
        ...containers.flat(),
        ...goFrames(grid(0, count), goLabels, 1000 * MiB),
        frame(
          'process_start_time_seconds',
          grid(0, count).map((_, i) => startAt(i)),
          goLabels
        ),
      ];
      expect([seed, ...workloadsOf(frames).flatMap(broken)]).toEqual([seed]);
    }
  });

  it('keeps its rules for Go processes without container that overlap', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seeded(seed);
      let from = 0;
      const frames = Array.from({ length: 4 }, (_, k) => {
        const to = from + 1 + Math.floor(random() * 20);
        const times = grid(from, to);
        from = Math.max(0, to - Math.floor(random() * 3));
        const labels = { ...store, instance: `10.0.0.${k}:80` };
        return [
          ...goFrames(times, labels, (500 + k) * MiB),
          ...(random() < 0.5 ? [frame('process_start_time_seconds', Array(times.length).fill(k), labels, times)] : []),
        ];
      });
      expect([seed, ...workloadsOf(frames.flat()).flatMap(broken)]).toEqual([seed]);
    }
  });

  it('begins a process whose start time moved back at its first sample', () => {
    const starts = grid(0, count).map((_, i) => (i < 20 ? 0 : i < 40 ? 300 : 150));
    const [workload] = workloadsOf([
      frame('container_memory_usage_bytes', Array(count).fill(1000 * MiB)),
      frame('process_start_time_seconds', starts, goLabels),
    ]);
    expect(workload.instances.map(({ start, end }) => [start, end])).toEqual([
      [0, 20],
      [20, 40],
      [40, 60],
    ]);
  });

  it('lets a newer Go process take over from an older one, and leaves out one that came and went', () => {
    const process = (k: number, from: number, to: number) =>
      frame(
        'process_resident_memory_bytes',
        Array(to - from).fill((k + 1) * MiB),
        { ...store, instance: `10.0.0.${k}:80` },
        grid(from, to)
      );
    const [workload] = workloadsOf([process(0, 0, 32), process(1, 10, 11), process(2, 30, 60)]);
    expect(workload.instances.map(({ start, end }) => [start, end])).toEqual([
      [0, 30],
      [30, 60],
    ]);
    expect(workload.series.processRss?.[30]).toBe(3 * MiB);
  });
});
