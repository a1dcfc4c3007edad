import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { type PrometheusServer, startPrometheus } from '../../lab/prometheus';
import { seriesOfContainer, serveContainers } from './exporter';

const { values: options } = parseArgs({
  options: {
    containers: { type: 'string', default: '1000,10000' },
    /** Of running, after which the slowest evaluation counts; what is evaluated seldom is so every five. */
    minutes: { type: 'string', default: '6' },
    prometheus: { type: 'string', default: process.env.PROMETHEUS_PATH ?? 'prometheus' },
  },
});

interface Rule {
  name: string;
  evaluationTime: number;
  health: string;
  lastError?: string;
}

interface RuleGroup {
  name: string;
  interval: number;
  evaluationTime: number;
  rules: Rule[];
}

interface Result {
  containers: number;
  withLayers: boolean;
  inputSeries: number;
  recordedSeries: number;
  /** Slowest evaluation of each group, seconds. */
  slowest: Map<string, { seconds: number; interval: number }>;
  rules: Map<string, number>;
  residentBytes: number;
  /** Cores that the whole Prometheus kept busy, scrapes included: what other programs slow down, it leaves as it is. */
  cores: number;
}

/** The groups of each file, in the order of the columns. */
const groups = {
  recording: ['gomem.recording'],
  alerts: ['gomem.alerts', 'gomem.trends'],
  layers: ['gomem.layers'],
};

const config = (port: number, withLayers: boolean) => `global:
  scrape_interval: 30s
  scrape_timeout: 25s
  evaluation_interval: 30s
rule_files:
${['recording', 'alerts', ...(withLayers ? ['recording-layers'] : [])].map((name) => `  - ${path.resolve(`rules/${name}.yml`)}`).join('\n')}
scrape_configs:
  - job_name: containers
    honor_labels: true
    static_configs: [{targets: ['127.0.0.1:${port}']}]
`;

async function measure(containers: number, withLayers: boolean, minutes: number): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-scale-'));
  const exporter = await serveContainers(containers);
  let prometheus: PrometheusServer | undefined;
  try {
    prometheus = await startPrometheus({
      program: options.prometheus,
      folder,
      config: config(exporter.port, withLayers),
    });
    return { containers, withLayers, ...(await watch(prometheus.url, containers, Date.now() + minutes * 60_000)) };
  } finally {
    await prometheus?.stop();
    exporter.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function watch(url: string, containers: number, until: number) {
  const result: Omit<Result, 'containers' | 'withLayers'> = {
    inputSeries: containers * seriesOfContainer,
    recordedSeries: 0,
    slowest: new Map(),
    rules: new Map(),
    residentBytes: 0,
    cores: 0,
  };
  const [startedAt, processorTime] = [Date.now(), await ownMetric(url, 'process_cpu_seconds_total')];
  while (Date.now() < until) {
    await sleep(5000);
    const groups = await groupsOf(url);
    for (const { name, interval, evaluationTime, rules } of groups) {
      const seconds = Math.max(evaluationTime, result.slowest.get(name)?.seconds ?? 0);
      result.slowest.set(name, { seconds, interval });
      for (const rule of rules) {
        if (rule.health === 'err') {
          throw new Error(`${rule.name}: ${rule.lastError}`);
        }
        result.rules.set(rule.name, Math.max(rule.evaluationTime, result.rules.get(rule.name) ?? 0));
      }
    }
  }
  result.recordedSeries = await scalar(url, 'count({__name__=~"namespace_.+:.+"})');
  result.residentBytes = await ownMetric(url, 'process_resident_memory_bytes');
  const taken = (await ownMetric(url, 'process_cpu_seconds_total')) - processorTime;
  result.cores = taken / ((Date.now() - startedAt) / 1000);
  return result;
}

/** A metric of the Prometheus itself. */
async function ownMetric(url: string, name: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1]);
}

async function groupsOf(url: string): Promise<RuleGroup[]> {
  const answer = await fetch(`${url}/api/v1/rules`).catch(() => null);
  const body: { data?: { groups?: RuleGroup[] } } = answer?.ok ? await answer.json() : {};
  return body.data?.groups ?? [];
}

async function scalar(url: string, query: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`);
  const body: { data?: { result?: Array<{ value: [number, string] }> } } = await answer.json();
  return Number(body.data?.result?.[0]?.value[1] ?? NaN);
}

const grouped = (value: number) => value.toLocaleString('en');

/** The slowest evaluation of a group and its share of the interval; a dash where there was none. */
function share({ slowest }: Result, name: string): string {
  const group = slowest.get(name);
  return group && group.seconds > 0
    ? `${group.seconds.toFixed(2)} s (${((100 * group.seconds) / group.interval).toFixed(1)} %)`
    : '–';
}

function table(results: readonly Result[]): string {
  const columns = Object.values(groups).flat();
  const rows = results.map((result) => {
    const { containers, inputSeries, recordedSeries, residentBytes, cores } = result;
    return [
      grouped(containers),
      grouped(inputSeries),
      grouped(recordedSeries),
      (recordedSeries / containers).toFixed(2),
      ...columns.map((name) => share(result, name)),
      cores.toFixed(2),
      `${(residentBytes / 2 ** 30).toFixed(1)} GiB`,
    ];
  });
  const head = [
    'containers',
    'series read',
    'recorded',
    'per container',
    ...columns.map((name) => `\`${name}\``),
    'cores busy',
    'resident memory',
  ];
  return [head, head.map(() => '---:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function main() {
  const results: Result[] = [];
  for (const containers of options.containers.split(',').map(Number)) {
    for (const withLayers of [false, true]) {
      results.push(await measure(containers, withLayers, Number(options.minutes)));
    }
  }
  const slow = [...(results.at(-1)?.rules ?? [])].sort(([, a], [, b]) => b - a).slice(0, 6);
  const text = `${table(results)}

Slowest evaluation of each group and its share of the interval, on ${cpus().length} cores of a virtual machine, Prometheus 2.42. Dearest rules at the largest size: ${slow.map(([name, seconds]) => `\`${name}\` ${seconds.toFixed(2)} s`).join(', ')}.`;
  process.stdout.write(`${text}\n`);
  const page = await readFile('docs/scale.md', 'utf8');
  const filled = page.replace(
    /<!-- measured -->[^]*<!-- \/measured -->/,
    `<!-- measured -->\n\n${text}\n\n<!-- /measured -->`
  );
  await writeFile('docs/scale.md', filled);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
