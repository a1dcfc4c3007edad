import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { MiB } from '../../src/metrics/units';
import { merged } from './query';

export interface FleetOptions {
  pods: number;
  /** Unix seconds. */
  end: number;
  hours: number;
  stepSeconds: number;
  /** Takes `cluster`, to be apart from recordings. */
  cluster: string;
}

interface Pod {
  /** Number of the pod, from 0. */
  i: number;
  labels: Record<string, string>;
}

interface Metric {
  name: string;
  of: 'container' | 'go';
  /** Of a pod by its number, after its upgrade or before, and of the minutes that it runs. */
  value: (i: number, upgraded: boolean, minutes: number) => number;
}

const podsOfService = 20;
/** Some pods come close to their limit after the upgrade: the kernel leaves them little of what is lazily freed. */
const isTight = (i: number) => i % 40 === 0;

const wave = (i: number, minutes: number) => (isTight(i) ? 1 : 1 + 0.1 * Math.sin(minutes / 7 + i));

/** A size of the container in MiB: before the upgrade, after it, and after it where the limit is tight. */
const sized = (name: string, before: number, after: number, tight: number): Metric => ({
  name,
  of: 'container',
  value: (i, up, t) => (up ? (isTight(i) ? tight : after) : before) * MiB * wave(i, t),
});

/** The upgrade from Go 1.11 to 1.12 leaves 400 MiB lazily freed; the program needs the same. */
const metrics: readonly Metric[] = [
  sized('container_memory_usage_bytes', 600, 1000, 695),
  sized('container_memory_working_set_bytes', 550, 550, 640),
  sized('container_memory_rss', 520, 920, 655),
  sized('container_memory_cache', 50, 50, 10),
  { name: 'container_spec_memory_limit_bytes', of: 'container', value: (i) => (isTight(i) ? 700 : 2000) * MiB },
  { name: 'go_memstats_sys_bytes', of: 'go', value: () => 950 * MiB },
  { name: 'go_memstats_heap_released_bytes', of: 'go', value: (_, up) => (up ? 450 : 440) * MiB },
  { name: 'go_memstats_heap_sys_bytes', of: 'go', value: () => 900 * MiB },
  { name: 'go_memstats_heap_idle_bytes', of: 'go', value: () => 550 * MiB },
  { name: 'go_memstats_heap_inuse_bytes', of: 'go', value: () => 350 * MiB },
  { name: 'go_memstats_heap_alloc_bytes', of: 'go', value: (i, _, t) => 300 * MiB * wave(i, t) },
  { name: 'go_memstats_stack_sys_bytes', of: 'go', value: () => 4 * MiB },
  { name: 'go_goroutines', of: 'go', value: (i, _, t) => Math.round(100 * wave(i, t)) },
];

const idOf = (i: number, upgraded: boolean) => (2 * i + Number(upgraded) + 1).toString(16).padStart(64, '0');

/**
 * Pods of StatefulSets over hours, which a rolling restart upgrades one by one in the middle. As with agents that send
 * no staleness markers, what ended is seen for the whole look-back beside what began.
 */
export function fleetSeries({ pods, end, hours, stepSeconds, cluster }: FleetOptions): RangeSeries[] {
  const steps = Math.round((hours * 3600) / stepSeconds);
  const start = end - steps * stepSeconds;
  return Array.from({ length: pods }, (_, i): Pod => {
    const service = `service-${Math.floor(i / podsOfService)}`;
    return { i, labels: { cluster, namespace: 'fleet', pod: `${service}-${i % podsOfService}`, container: service } };
  }).flatMap(({ i, labels }) => {
    const upgradeAt = Math.round(steps / 2 + (i % podsOfService) * 2);
    const run = (upgraded: boolean) => {
      const [from, to] = upgraded ? [upgradeAt, steps] : [0, upgradeAt];
      const startedAt = start + from * stepSeconds;
      const samples = (value: (minutes: number) => number): Array<[number, string]> =>
        Array.from({ length: to - from + (upgraded ? 1 : 0) }, (_unused, k) => [
          start + (from + k) * stepSeconds,
          String(Math.round(value((k * stepSeconds) / 60))),
        ]);
      const id = idOf(i, upgraded);
      const container = {
        ...labels,
        id: `/kubepods/burstable/pod${i}/${id}`,
        image: `registry.example/${labels.container}:v1`,
        name: id,
        job: 'kubelet',
        instance: `node-${i % 5}`,
      };
      const go = { ...labels, job: labels.container ?? '', instance: `10.0.0.${i}:8080` };
      return [
        { metric: { ...container, __name__: 'container_start_time_seconds' }, values: samples(() => startedAt) },
        { metric: { ...go, __name__: 'process_start_time_seconds' }, values: samples(() => startedAt) },
        {
          metric: { ...go, __name__: 'go_info', version: upgraded ? 'go1.12.17' : 'go1.11.13' },
          values: samples(() => 1),
        },
        ...metrics.map(({ name, of, value }) => ({
          metric: { ...(of === 'container' ? container : go), __name__: name },
          values: samples((minutes) => value(i, upgraded, minutes)),
        })),
      ];
    };
    // One process on one port keeps its series but for the version; promtool wants each series once.
    return merged([...run(false), ...run(true)]);
  });
}
