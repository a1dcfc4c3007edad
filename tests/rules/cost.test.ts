import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

import { stringify } from 'yaml';

import { container, go, type InputSeries } from './cases/series';

const execute = promisify(execFile);
const promtool = process.env.PROMTOOL_PATH ?? 'promtool';

/** What the default rules may record of a container; rules/README.md promises it. */
const most = 8;

const accounts = { usage: 1000, workingSet: 200, rss: 950, cache: 20, limit: 2000, start: 1000 };
const runtime = { version: 'go1.15.15', sys: 900, released: 700, alloc: 100 };

/** One pod of a service: its container's series, and those of a Go program. */
const pod = (service: string, i: number, { program = runtime, starts = [1000] } = {}): InputSeries[] => {
  const labels = { pod: `${service}-${i}`, container: service };
  return [
    ...container(accounts, { labels }),
    ...starts.flatMap((start, k) =>
      go(program, { start, labels: { ...labels, job: service, instance: `${service}-${i}:${8080 + k}` } })
    ),
  ];
};

/** By name: a service of three, one of a single pod, and what needs rules to look twice. */
const containers: Readonly<Record<string, InputSeries[]>> = {
  'service of three': [0, 1, 2].flatMap((i) => pod('web', i)),
  'service of one': pod('cron', 0),
  'upgrade half rolled out': [...pod('shop', 0), ...pod('shop', 1, { program: { ...runtime, version: 'go1.22.1' } })],
  'two Go processes': pod('pair', 0, { starts: [1000, 5000] }),
  ballast: pod('ballast', 0, { program: { ...runtime, sys: 3000 } }),
  'no Go program': pod('proxy', 0, { starts: [] }),
  'an ended run beside its successor': [
    ...pod('again', 0),
    ...container({ ...accounts, start: 500 }, { run: 0, labels: { pod: 'again-0', container: 'again' } }),
  ],
};

const recorded = '{__name__=~"namespace_.+:.+"}';
const all = Object.values(containers).flat();
/** Containers by their own series, not by what rules make of them. */
const known = 'count(count by (namespace, pod, container) (container_memory_usage_bytes))';

/** Runs promtool's unit tests of the default rules alone. */
async function evaluated(queries: ReadonlyArray<{ expr: string; value: number | null }>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-cost-'));
  const file = path.join(folder, 'cost.test.yml');
  const tests = queries.map(({ expr, value }) => ({
    interval: '1m',
    input_series: all,
    promql_expr_test: [{ expr, eval_time: '20m', exp_samples: value === null ? [] : [{ labels: '{}', value }] }],
  }));
  const suite = { rule_files: [path.resolve('rules/recording.yml')], evaluation_interval: '1m', tests };
  try {
    await writeFile(file, stringify(suite));
    await execute(promtool, ['test', 'rules', file], { maxBuffer: Infinity });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('what the default rules record', () => {
  it(`is ${most} series of a container with a Go program and a limit, and of none more`, async () => {
    await evaluated([
      { expr: known, value: 10 },
      { expr: `max(count by (namespace, pod, container) (${recorded}))`, value: most },
      // Services are told by the containers' own series; a container without Go has no version.
      { expr: `count(${recorded})`, value: most * 10 - 1 },
      { expr: `count(${recorded} unless on (pod) container_memory_usage_bytes)`, value: null },
    ]);
  });
});
