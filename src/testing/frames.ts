import type { InputFrame } from '../metrics/types';

export const MiB = 1024 * 1024;

/** Identity labels of the container that most tests speak of. */
export const store = { namespace: 'obs', pod: 'store-0', container: 'store' };

/** A frame as Grafana's Prometheus data source makes it: one series. `times` in seconds. */
export function frame(
  metric: string,
  values: ArrayLike<unknown>,
  labels: Record<string, string> = store,
  times: ArrayLike<number> = Array.from(values, (_, i) => i * 15)
): InputFrame {
  return {
    refId: 'A',
    fields: [
      { name: 'Time', type: 'time', values: Array.from(times, (t) => t * 1000), config: {} },
      { name: 'Value', type: 'number', values, labels: { __name__: metric, ...labels }, config: {} },
    ],
  };
}

/** What one container and its Go process report at one time, bytes. */
export interface Sample {
  usage: number;
  workingSet: number;
  rss: number;
  cache: number;
  /** heapInuse = heapAlloc + fragmentation etc. are derived from these. */
  heapAlloc?: number;
  heapInuse?: number;
  heapReleased?: number;
  heapIdle?: number;
  stacks?: number;
  runtime?: number;
}

interface Around {
  labels?: Record<string, string>;
  version?: string;
  /** Seconds. */
  start?: number;
  step?: number;
  limit?: number;
  id?: string;
}

/** Frames of one run of a container with all series that the recommended queries return. */
export function container(samples: readonly Sample[], around: Around = {}): InputFrame[] {
  const { labels = store, version = 'go1.15.15', start = 0, step = 15, limit = 0, id = '/kubepods/a/1' } = around;
  const times = samples.map((_, i) => start + i * step);
  const c = (metric: string, values: number[]) => frame(metric, values, { ...labels, id }, times);
  const g = (metric: string, values: number[], more: Record<string, string> = {}) => ({
    ...frame(metric, values, { ...labels, instance: '10.0.0.1:8080', ...more }, times),
    refId: 'B',
  });
  const same = (value: number) => samples.map(() => value);
  const frames = [
    c(
      'container_memory_usage_bytes',
      samples.map(({ usage }) => usage)
    ),
    c(
      'container_memory_working_set_bytes',
      samples.map(({ workingSet }) => workingSet)
    ),
    c(
      'container_memory_rss',
      samples.map(({ rss }) => rss)
    ),
    c(
      'container_memory_cache',
      samples.map(({ cache }) => cache)
    ),
    c('container_spec_memory_limit_bytes', same(limit)),
    c('container_start_time_seconds', same(start)),
  ];
  if (samples[0]?.heapAlloc === undefined) {
    return frames;
  }
  const inuse = samples.map(({ heapInuse, heapAlloc = 0 }) => heapInuse ?? heapAlloc);
  const released = samples.map(({ heapReleased = 0 }) => heapReleased);
  const idle = samples.map(({ heapIdle }, i) => heapIdle ?? released[i]);
  const stacks = samples.map(({ stacks: bytes = 0 }) => bytes);
  const runtime = samples.map(({ runtime: bytes = 0 }) => bytes);
  return [
    ...frames,
    g(
      'go_memstats_heap_alloc_bytes',
      samples.map(({ heapAlloc = 0 }) => heapAlloc)
    ),
    g('go_memstats_heap_inuse_bytes', inuse),
    g('go_memstats_heap_idle_bytes', idle),
    g('go_memstats_heap_released_bytes', released),
    g(
      'go_memstats_heap_sys_bytes',
      inuse.map((bytes, i) => bytes + idle[i])
    ),
    g('go_memstats_stack_sys_bytes', stacks),
    g(
      'go_memstats_sys_bytes',
      inuse.map((bytes, i) => bytes + idle[i] + stacks[i] + runtime[i])
    ),
    g('go_info', same(1), { version }),
    g('process_start_time_seconds', same(start + 0.2)),
  ];
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
