import { names } from '../rules/names';
import { chosen } from './onTheSpot';
import { dashboard, uids } from './parts';
import { compositionQueries, grid, panel, type PanelSpec } from './panels';
import { of, series, unlessMissing } from './source';

const container = '{{container}}';
const owner = 'by (cluster, namespace, container)';
/** The highest of the pods of a service: one line, however many there are. */
const highest = (record: string): string => `max ${owner} (${series(record)})`;
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
    title: 'How close is the need to the limit?',
    description:
      'The highest pod of each container. Usage and working set are what others judge by; the need lies between its lower end and the corrected working set.',
    unit: 'bytes',
    at: grid(0, 14, 24, 8),
    legend: 'beside',
    queries: [
      { expr: highest(names.usage), legend: 'usage {{container}}' },
      { expr: unlessMissing(highest(names.workingSet)), legend: 'working set {{container}}' },
      { expr: highest(names.corrected), legend: 'corrected working set {{container}}' },
      { expr: highest(names.needFloor), legend: 'need, lower end {{container}}' },
      { expr: unlessMissing(`min ${owner} (${series(names.limit)})`), legend: 'limit {{container}}' },
    ],
  },
  {
    kind: 'series',
    title: 'What is lazily freed, and what is off-heap?',
    description:
      'The highest pod of each container. Lazily freed memory with its bounds, and what is neither that nor known to Go.',
    unit: 'bytes',
    at: grid(0, 22, 24, 8),
    legend: 'beside',
    queries: [
      { expr: highest(names.lazilyFreed), legend: 'lazily freed {{container}}' },
      { expr: highest(names.lazilyFreedFloor), legend: 'at least {{container}}' },
      { expr: highest(names.lazilyFreedCeiling), legend: 'at most {{container}}' },
      { expr: highest(names.offHeap), legend: 'off-heap {{container}}' },
    ],
  },
  {
    kind: 'series',
    title: 'How often is garbage collected?',
    description: 'Of the busiest pod: garbage collections a second.',
    noValue: 'No go_gc_duration_seconds_count in this range.',
    unit: 'ops',
    at: grid(0, 30, 8, 8),
    queries: [
      { expr: `max ${owner} (rate(${of('go_gc_duration_seconds_count')}[$__rate_interval]))`, legend: container },
    ],
  },
  {
    kind: 'series',
    title: 'How fast does it allocate?',
    description:
      'Of the busiest pod: bytes that the program allocates a second, most of which a garbage collection frees again.',
    noValue: 'No go_memstats_alloc_bytes_total in this range.',
    unit: 'Bps',
    at: grid(8, 30, 8, 8),
    queries: [
      { expr: `max ${owner} (rate(${of('go_memstats_alloc_bytes_total')}[$__rate_interval]))`, legend: container },
    ],
  },
  {
    kind: 'series',
    title: 'How many goroutines run?',
    description: 'Of the pod that has most. Each has a stack; a leak of goroutines is a leak of memory.',
    noValue: 'No go_goroutines in this range.',
    unit: 'none',
    at: grid(16, 30, 8, 8),
    queries: [{ expr: `max ${owner} (${of('go_goroutines')})`, legend: container }],
  },
  {
    kind: 'series',
    title: 'Did it restart?',
    description: 'Starts of Go processes, and restarts that Kubernetes counts, in five minutes.',
    noValue: 'No process_start_time_seconds in this range.',
    unit: 'none',
    at: grid(0, 38, 8, 8),
    queries: [
      { expr: `sum ${owner} (changes(${of('process_start_time_seconds')}[5m]))`, legend: `process ${container}` },
      {
        expr: `sum ${owner} (increase(${of('kube_pod_container_status_restarts_total')}[5m]))`,
        legend: `container ${container}`,
      },
    ],
  },
  {
    kind: 'series',
    title: 'Was it killed out of memory?',
    description: 'Kills by the kernel at the memory limit, in five minutes.',
    noValue: 'No kill is known: cAdvisor or kube-state-metrics would count it.',
    unit: 'none',
    at: grid(8, 38, 8, 8),
    queries: [
      { expr: `sum ${owner} (increase(${of('container_oom_events_total')}[5m]))`, legend: container },
      {
        expr: `sum ${owner} (${of('kube_pod_container_status_last_terminated_reason', ', reason="OOMKilled"')})`,
        legend: `last killed ${container}`,
      },
    ],
  },
  {
    kind: 'series',
    title: 'Is its CPU throttled?',
    description:
      'Share of periods in which the container was held back, of the pod that was most. Garbage collection near GOMEMLIMIT shows here.',
    noValue: 'No CPU quota is known.',
    unit: 'percentunit',
    at: grid(16, 38, 8, 8),
    queries: [
      {
        expr: `max ${owner} (rate(container_cpu_cfs_throttled_periods_total{${pods}}[$__rate_interval]) / rate(container_cpu_cfs_periods_total{${pods}}[$__rate_interval]))`,
        legend: container,
      },
    ],
  },
];

export const workload = () =>
  workloadPanels.reduce(
    (built, spec) => built.withPanel(panel(spec)),
    dashboard(uids.workload, 'Go memory: workload', 'What one service holds, needs and can give back.', [
      'cluster',
      'container',
    ])
  );
