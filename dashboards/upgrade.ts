import { names } from '../rules/names';
import { dashboard, uids } from './parts';
import { grid, panel, type PanelSpec } from './panels';
import { series } from './source';

const join = 'on (cluster, namespace, pod, container) group_left (version)';

/** A recorded series with the Go version of its container. */
const versioned = (record: string): string => `(${series(record)})\n* ${join} (${series(names.goVersion)})`;

const measures: Array<[string, string, string]> = [
  ['Usage', names.usage, 'What Kubernetes charges.'],
  ['RSS', names.rss, 'Anonymous memory, lazily freed pages included.'],
  ['Working set', names.workingSet, 'What kubectl top shows; it rises when lazy release ends, which is a correction.'],
  ['Corrected working set', names.corrected, 'What is needed at most: the number to compare versions by.'],
];

/** Charts stand in two columns below the table. */
const place = (i: number) => grid((i % 2) * 12, 5 + Math.floor(i / 2) * 8, 12, 8);

export const upgradePanels: PanelSpec[] = [
  {
    kind: 'table',
    title: 'How do the versions compare, side by side?',
    description:
      'Medians over the containers of each Go version and over the time that it ran in this range. A canary stands beside what is stable, and the version before an upgrade beside the one after.',
    unit: 'bytes',
    at: grid(0, 0, 24, 5),
    columns: ['Usage', 'RSS', 'Working set', 'Corrected', 'Lazily freed', 'Retained'],
    queries: [...measures.map(([, record]) => record), names.lazilyFreed, names.retained].map((record) => ({
      expr: `quantile_over_time(0.5, (quantile by (version) (0.5, ${versioned(record)}))[$__range:$__interval])`,
    })),
  },
  {
    kind: 'stack',
    title: 'How far is the rollout?',
    description: 'Containers by Go version.',
    unit: 'none',
    at: place(0),
    queries: [{ expr: `count by (version) (${series(names.goVersion)})`, legend: '{{version}}' }],
  },
  ...measures.map(([title, record, description], i): PanelSpec => ({
    kind: 'series',
    title: `${title} by Go version`,
    description: `Median over the containers of a version. ${description}`,
    unit: 'bytes',
    at: place(i + 1),
    queries: [{ expr: `quantile by (version) (0.5, ${versioned(record)})`, legend: '{{version}}' }],
  })),
  {
    kind: 'series',
    title: 'Lazily freed by Go version',
    description: 'Median over the containers of a version. It comes with Go 1.12 and goes with 1.16.',
    unit: 'bytes',
    at: place(5),
    queries: [{ expr: `quantile by (version) (0.5, ${versioned(names.lazilyFreed)})`, legend: '{{version}}' }],
  },
  {
    kind: 'series',
    title: 'Live heap by Go version',
    description: 'Median over the containers of a version. Where it is the same, the program needs the same.',
    unit: 'bytes',
    at: place(6),
    queries: [{ expr: `quantile by (version) (0.5, ${versioned(names.liveHeap)})`, legend: '{{version}}' }],
  },
  {
    kind: 'series',
    title: 'How far are the pods apart?',
    description: 'Corrected working set of the lowest, the median and the highest container of each version.',
    unit: 'bytes',
    at: place(7),
    queries: (
      [
        ['0', 'lowest'],
        ['0.5', 'median'],
        ['1', 'highest'],
      ] as const
    ).map(([quantile, legend]) => ({
      expr: `quantile by (version) (${quantile}, ${versioned(names.corrected)})`,
      legend: `{{version}} ${legend}`,
    })),
  },
];

export const upgrade = () =>
  upgradePanels.reduce(
    (built, spec) => built.withPanel(panel(spec)),
    dashboard(uids.upgrade, 'Go memory: upgrade review', 'What a Go upgrade changed: one version beside the other.', [
      'cluster',
      'pod',
      'container',
    ])
  );
