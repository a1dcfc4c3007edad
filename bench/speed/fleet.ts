import { seeded } from '../../tests/fixtures/frames';
import type { InputFrame } from '../../src/metrics/types';
import { MiB } from '../../src/metrics/units';
import { base, constant, rising, type Random } from '../../tests/accuracy/synthetic/building';
import { framesOfScene, type Run } from '../../tests/accuracy/synthetic/world';

/** The twelve series of each pod: what the two recommended queries return of a plain Go service. */
const series = [
  'container_memory_usage_bytes',
  'container_memory_working_set_bytes',
  'container_memory_rss',
  'container_memory_cache',
  'container_start_time_seconds',
  'go_memstats_heap_alloc_bytes',
  'go_memstats_heap_inuse_bytes',
  'go_memstats_heap_idle_bytes',
  'go_memstats_heap_released_bytes',
  'go_memstats_stack_sys_bytes',
  'go_memstats_sys_bytes',
  'go_info',
] as const;
const limits = 'kube_pod_container_resource_limits';

/** A fleet to measure on. */
export interface FleetSize {
  pods: number;
  /** Samples of each series. */
  points: number;
  /** Seconds between samples. */
  step: number;
  /** Share of samples that are missing, in holes of a few samples. */
  gaps?: number;
}

/** Of twenty pods: one that leaks, one that frees lazily after an upgrade, one that grows outside of Go; else calm. */
function runsOf(pod: number, random: Random): Run[] {
  const live = constant(200 * MiB);
  const upgrade = { live, gogc: 1, cycle: 30 };
  switch (pod % 20) {
    case 0:
      return [
        base(random, { ...upgrade, version: 'go1.11.13', to: 0.5 }),
        base(random, { ...upgrade, version: 'go1.15.15', from: 0.5, lazy: true, live: bursts }),
      ];
    case 7:
      return [base(random, { live: rising(120 * MiB, 900 * MiB, 0.05) })];
    case 13:
      return [base(random, { offHeap: rising(10 * MiB, 700 * MiB, 0.1) })];
    default:
      return [base(random)];
  }
}

const bursts = (t: number): number => (t % 2400 < 300 ? 700 * MiB : 150 * MiB);

/** Frames as Grafana's Prometheus data source returns them: one per series, each with its own time column. */
export function fleetFrames({ pods, points, step, gaps = 0 }: FleetSize): InputFrame[] {
  const frames: InputFrame[] = [];
  const wanted = new Set<string>([...series, limits]);
  for (let pod = 0; pod < pods; pod++) {
    const random = seeded(pod + 1);
    const name = `app-${Math.floor(pod / 20)}-5d9f7c6b8d-${suffix(pod)}`;
    const runs = runsOf(pod, random).map((run) => ({ ...run, pod: name }));
    const span = (points - 1) * step;
    const scene = { runs, span, step, skew: 5, further: true, limit: 2048 * MiB, random, gaps: holes(gaps, random) };
    frames.push(...framesOfScene(scene).filter(({ fields }) => wanted.has(fields[1].labels?.__name__ ?? '')));
  }
  return frames;
}

/** Five letters as ReplicaSets give them, different for each pod. */
const suffix = (pod: number): string => {
  const letters = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length: 5 }, (_, i) => letters[Math.floor(pod / letters.length ** i) % letters.length]).join('');
};

/** Holes of one thousandth of the range that together are `share` of it. */
const holes = (share: number, random: Random): Array<[number, number]> =>
  Array.from({ length: Math.round(share * 1000) }, () => {
    const at = random();
    return [at, at + 0.001];
  });

/** Body of Grafana's query API with numeric arrays that holds the frames. */
export function bodyOf(frames: readonly InputFrame[]): string {
  return JSON.stringify({
    results: {
      A: {
        frames: frames.map(({ refId, fields }) => ({
          schema: { refId, fields: fields.map(({ values: _, ...field }) => field) },
          data: { values: fields.map(({ values }) => values) },
        })),
      },
    },
  });
}

interface Body {
  results: Record<string, { frames: Array<{ schema: InputFrame; data: { values: number[][] } }> }>;
}

/** The frames of a parsed body: fresh objects and arrays, as after each refresh. */
export const framesOfBody = (body: unknown): InputFrame[] =>
  Object.values((body as Body).results).flatMap(({ frames }) =>
    frames.map(({ schema, data }) => ({
      ...schema,
      fields: schema.fields.map((field, i) => ({ ...field, values: data.values[i] })),
    }))
  );

/** Frames by pod, in order of the pods' names. */
export function podsOf(frames: readonly InputFrame[]): InputFrame[][] {
  const pods = new Map<string, InputFrame[]>();
  for (const frame of frames) {
    const pod = frame.fields[1].labels?.pod ?? '';
    pods.set(pod, [...(pods.get(pod) ?? []), frame]);
  }
  return [...pods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => all);
}
