import { names } from '../rules/names';
import { chosen, largest, real } from './onTheSpot';
import { advice, adviceVariable, dashboard, uids } from './parts';
import { fleetQueries, grid, panel, type PanelSpec } from './panels';
import { of, orUnknown, series, standingOut, unknown } from './source';

const workload = `/d/${uids.workload}?\${__url_time_range}&\${datasource:queryparam}&\${cluster:queryparam}&var-namespace=\${__data.fields.namespace}&var-pod=\${__data.fields.pod}&var-container=\${__data.fields.container}`;
const on = 'on (cluster, namespace, pod, container)';
const by = 'by (cluster, namespace, pod, container)';
const firing = `ALERTS{alertstate="firing", alertname=~"Go.+|ContainerUsageNearLimit", ${chosen.replace(/pod=~"\(\$workload\)\.\*", pod=~"\$pod", /, '')}}`;
const hidden = `(${series(names.corrected)}) - ${on} (${series(names.workingSet)})`;
const need = series(names.needLimitFloor);
const top = `topk(20, ${series(names.lazilyFreed)})`;

/** So many containers of each kind are read in full: a screen or two of rows. */
const most = 40;

export const fleetPanels: PanelSpec[] = [
  {
    kind: 'stat',
    title: 'Containers',
    description: 'Containers whose memory is accounted for.',
    unit: 'none',
    at: grid(0, 0, 5, 4),
    queries: [
      {
        expr: `count(${series(names.usage)}) or on () count(${largest(of('container_memory_usage_bytes', `, ${real}`))})`,
      },
    ],
  },
  {
    kind: 'stat',
    title: 'Lazily freed',
    description: 'What the kernel can take back without I/O, in all containers. It is in usage and rss, and no leak.',
    unit: 'bytes',
    at: grid(5, 0, 5, 4),
    queries: [{ expr: orUnknown(`sum(${series(names.lazilyFreed)})`) }],
  },
  {
    kind: 'stat',
    title: 'Hidden live',
    description:
      'Live memory that working set does not count, in all containers: corrected working set less working set.',
    unit: 'bytes',
    at: grid(10, 0, 5, 4),
    queries: [{ expr: orUnknown(`sum(clamp_min(${hidden}, 0))`) }],
  },
  {
    kind: 'stat',
    title: 'At risk',
    description: 'Containers that need more than 85 % of their memory limit.',
    unit: 'none',
    at: grid(15, 0, 5, 4),
    thresholds: [1, 5],
    // Each number once: the formula is dear on raw series.
    queries: [{ expr: orUnknown(`sum((${need}) > bool 0.85)`) }],
  },
  {
    kind: 'stat',
    title: 'Alerts',
    description: 'Alerts of this project that fire now. They read what the recording rules record.',
    unit: 'none',
    at: grid(20, 0, 4, 4),
    thresholds: [1, 5],
    // None fires where nobody looks: without the rules nothing is counted.
    queries: [{ expr: `count(${firing}) or on () (0 * group(${of(names.usage)})) or on () vector(${unknown})` }],
  },
  {
    kind: 'composition',
    title: 'Which container needs action?',
    description: `What needs action first. Where the recording rules are installed, the ${most} containers that are closest to their limit at the end of the range and the ${most} with most lazily freed memory; else all. A row opens its composition.`,
    unit: 'bytes',
    noValue: advice.shown,
    at: grid(0, 4, 24, 16),
    options: { view: { mode: 'pods', density: 'comfortable', variables: [] } },
    queries: fleetQueries(standingOut([names.needLimitFloor, names.lazilyFreed], most)),
  },
  {
    kind: 'table',
    title: 'Which containers hold most lazily freed memory?',
    description:
      'The twenty with most of it; "corrected" is the corrected working set, what is needed at most. A row leads to its workload.',
    unit: 'bytes',
    at: grid(0, 20, 24, 10),
    columns: ['Lazily freed', 'Usage', 'Working set', 'Corrected', 'Need / limit', 'Off-heap'],
    hidden: ['container'],
    links: [{ title: 'Workload', url: workload }],
    queries: [
      { expr: top },
      ...[names.usage, names.workingSet, names.corrected, names.needLimit, names.offHeap].map((record) => ({
        expr: `max ${by} (${series(record)}) and ${on} ${top}`,
      })),
    ],
  },
  {
    kind: 'stack',
    title: 'Which Go versions are in use?',
    description: 'Containers by Go version. 1.12 to 1.15 give memory back lazily.',
    unit: 'none',
    at: grid(0, 30, 12, 8),
    queries: [{ expr: `count by (version) (${series(names.goVersion)})`, legend: '{{version}}' }],
  },
  {
    kind: 'series',
    title: 'Which alerts fire?',
    description: 'Alerts of this project that fire, by name.',
    unit: 'none',
    at: grid(12, 30, 12, 8),
    noValue: 'No alert of this project fired in this range, if its rules are installed.',
    legend: 'beside',
    queries: [{ expr: `count by (alertname) (${firing})`, legend: '{{alertname}}' }],
  },
];

export const fleet = () =>
  fleetPanels.reduce(
    (built, spec) => built.withPanel(panel(spec)),
    dashboard(
      uids.fleet,
      'Go memory: fleet',
      'Which containers hold memory that can be given back, and which are close to their limit.',
      ['workload', 'pod', 'container']
    ).withVariable(adviceVariable())
  );
