import { names } from '../rules/names';
import { dashboard, uids } from './parts';
import { compositionQueries, grid, panel, type PanelSpec } from './panels';
import { chosen, of, series } from './source';

const container = '{{pod}}/{{container}}';
const pods = chosen.replace(', container=~"$container"', '');

export const workloadPanels: PanelSpec[] = [
  {
    kind: 'composition',
    title: 'Memory composition',
    description:
      'Layers that add up to what Kubernetes charges, and what they tell. Choose the container within the panel.',
    unit: 'bytes',
    at: grid(0, 0, 24, 14),
    queries: compositionQueries(),
  },
  {
    kind: 'series',
    title: 'Need against limit',
    description:
      'Usage and working set are what others judge by; the need lies between its lower end and the corrected working set.',
    unit: 'bytes',
    at: grid(0, 14, 12, 9),
    queries: [
      { expr: series(names.usage), legend: `usage ${container}` },
      { expr: series(names.workingSet), legend: `working set ${container}` },
      { expr: series(names.corrected), legend: `corrected working set ${container}` },
      { expr: series(names.needFloor), legend: `need, lower end ${container}` },
      { expr: series(names.limit), legend: `limit ${container}` },
    ],
  },
  {
    kind: 'series',
    title: 'Lazily freed and off-heap',
    description: 'Lazily freed memory with its bounds, and what is neither that nor known to Go.',
    unit: 'bytes',
    at: grid(12, 14, 12, 9),
    queries: [
      { expr: series(names.lazilyFreed), legend: `lazily freed ${container}` },
      { expr: series(names.lazilyFreedFloor), legend: `at least ${container}` },
      { expr: series(names.lazilyFreedCeiling), legend: `at most ${container}` },
      { expr: series(names.offHeap), legend: `off-heap ${container}` },
    ],
  },
  {
    kind: 'series',
    title: 'Garbage collections',
    description: 'Garbage collections a second.',
    unit: 'ops',
    at: grid(0, 23, 8, 8),
    queries: [{ expr: `rate(${of('go_gc_duration_seconds_count')}[$__rate_interval])`, legend: container }],
  },
  {
    kind: 'series',
    title: 'Allocation rate',
    description: 'Bytes that the program allocates a second, most of which a garbage collection frees again.',
    unit: 'Bps',
    at: grid(8, 23, 8, 8),
    queries: [{ expr: `rate(${of('go_memstats_alloc_bytes_total')}[$__rate_interval])`, legend: container }],
  },
  {
    kind: 'series',
    title: 'Goroutines',
    description: 'Each has a stack; a leak of goroutines is a leak of memory.',
    unit: 'none',
    at: grid(16, 23, 8, 8),
    queries: [{ expr: of('go_goroutines'), legend: container }],
  },
  {
    kind: 'series',
    title: 'Restarts',
    description: 'Starts of Go processes, and restarts that Kubernetes counts, in five minutes.',
    unit: 'none',
    at: grid(0, 31, 8, 8),
    queries: [
      { expr: `changes(${of('process_start_time_seconds')}[5m])`, legend: `process ${container}` },
      { expr: `increase(${of('kube_pod_container_status_restarts_total')}[5m])`, legend: `container ${container}` },
    ],
  },
  {
    kind: 'series',
    title: 'Out-of-memory kills',
    description: 'Kills by the kernel at the memory limit, in five minutes.',
    unit: 'none',
    at: grid(8, 31, 8, 8),
    queries: [
      { expr: `increase(${of('container_oom_events_total')}[5m])`, legend: container },
      {
        expr: of('kube_pod_container_status_last_terminated_reason', ', reason="OOMKilled"'),
        legend: `last killed ${container}`,
      },
    ],
  },
  {
    kind: 'series',
    title: 'CPU throttling',
    description:
      'Share of periods in which the container was held back. Garbage collection near GOMEMLIMIT shows here.',
    unit: 'percentunit',
    at: grid(16, 31, 8, 8),
    queries: [
      {
        expr: `rate(container_cpu_cfs_throttled_periods_total{${pods}}[$__rate_interval]) / rate(container_cpu_cfs_periods_total{${pods}}[$__rate_interval])`,
        legend: container,
      },
    ],
  },
];

export const workload = () =>
  workloadPanels.reduce(
    (built, spec) => built.withPanel(panel(spec)),
    dashboard(uids.workload, 'Go memory: workload', 'What one service holds, needs and can give back.')
  );
