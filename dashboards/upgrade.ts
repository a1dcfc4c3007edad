import { names } from '../rules/names';
import { dashboard, uids } from './parts';
import { grid, panel, type PanelSpec } from './panels';
import { series } from './source';

const join = 'on (cluster, namespace, pod, container) group_left (version)';

/** A recorded series with the Go version of its container. */
const versioned = (record: string): string => `(${series(record)})\n* ${join} (${series(names.goVersion)})`;

const measures: Array<[string, string, string]> = [
  ['Usage', names.usage, 'What Kubernetes charges.'],
  ['Rss', names.rss, 'Anonymous memory, lazily freed pages included.'],
  ['Working set', names.workingSet, 'What kubectl top shows; it rises when lazy release ends, which is a correction.'],
  ['Corrected working set', names.corrected, 'What is needed at most: the number to compare versions by.'],
];

export const upgradePanels: PanelSpec[] = [
  {
    kind: 'table',
    title: 'Versions side by side',
    description: 'Medians over the containers of each Go version, now. A canary stands beside what is stable.',
    unit: 'bytes',
    at: grid(0, 0, 16, 8),
    columns: ['Usage', 'Rss', 'Working set', 'Corrected working set', 'Lazily freed', 'Retained by Go'],
    queries: [...measures.map(([, record]) => record), names.lazilyFreed, names.retained].map((record) => ({
      expr: `quantile by (version) (0.5, ${versioned(record)})`,
    })),
  },
  {
    kind: 'stack',
    title: 'Containers by Go version',
    description: 'How far the rollout is.',
    unit: 'none',
    at: grid(16, 0, 8, 8),
    queries: [{ expr: `count by (version) (${series(names.goVersion)})`, legend: '{{version}}' }],
  },
  ...measures.map(([title, record, description], i): PanelSpec => ({
    kind: 'series',
    title: `${title} by Go version`,
    description: `Median over the containers of a version. ${description}`,
    unit: 'bytes',
    at: grid((i % 2) * 12, 8 + Math.floor(i / 2) * 8, 12, 8),
    queries: [{ expr: `quantile by (version) (0.5, ${versioned(record)})`, legend: '{{version}}' }],
  })),
  {
    kind: 'series',
    title: 'Lazily freed by Go version',
    description: 'Median over the containers of a version. It comes with Go 1.12 and goes with 1.16.',
    unit: 'bytes',
    at: grid(0, 24, 12, 8),
    queries: [{ expr: `quantile by (version) (0.5, ${versioned(names.lazilyFreed)})`, legend: '{{version}}' }],
  },
  {
    kind: 'series',
    title: 'Live heap by Go version',
    description: 'Median over the containers of a version. Where it is the same, the program needs the same.',
    unit: 'bytes',
    at: grid(12, 24, 12, 8),
    queries: [{ expr: `quantile by (version) (0.5, ${versioned(names.liveHeap)})`, legend: '{{version}}' }],
  },
  {
    kind: 'series',
    title: 'Spread of the corrected working set over pods',
    description: 'Lowest, median and highest container of each version.',
    unit: 'bytes',
    at: grid(0, 32, 24, 9),
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
    dashboard(uids.upgrade, 'Go memory: upgrade review', 'What a Go upgrade changed: one version beside the other.')
  );
