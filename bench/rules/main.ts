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
    /** Of running, after which the slowest evaluation counts. */
    minutes: { type: 'string', default: '4' },
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
  inputSeries: number;
  recordedSeries: number;
  /** Slowest evaluation of each group, seconds. */
  slowest: Map<string, { seconds: number; interval: number }>;
  rules: Map<string, number>;
  residentBytes: number;
}

const config = (port: number) => `global:
  scrape_interval: 30s
  scrape_timeout: 25s
  evaluation_interval: 30s
rule_files:
  - ${path.resolve('rules/recording.yml')}
  - ${path.resolve('rules/alerts.yml')}
scrape_configs:
  - job_name: containers
    honor_labels: true
    static_configs: [{targets: ['127.0.0.1:${port}']}]
`;

async function measure(containers: number, minutes: number): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-scale-'));
  const exporter = await serveContainers(containers);
  let prometheus: PrometheusServer | undefined;
  try {
    prometheus = await startPrometheus({ program: options.prometheus, folder, config: config(exporter.port) });
    return await watch(prometheus.url, containers, Date.now() + minutes * 60_000);
  } finally {
    await prometheus?.stop();
    exporter.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function watch(url: string, containers: number, until: number): Promise<Result> {
  const result: Result = {
    containers,
    inputSeries: containers * seriesOfContainer,
    recordedSeries: 0,
    slowest: new Map(),
    rules: new Map(),
    residentBytes: 0,
  };
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
  const metrics = await (await fetch(`${url}/metrics`)).text();
  result.residentBytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]);
  return result;
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

function table(results: readonly Result[]): string {
  const rows = results.flatMap(({ containers, inputSeries, recordedSeries, slowest, residentBytes }) => {
    const [recording, alerts] = ['gomem.recording', 'gomem.alerts'].map((name) => slowest.get(name));
    const share = (group: typeof recording) =>
      group ? `${group.seconds.toFixed(2)} s (${((100 * group.seconds) / group.interval).toFixed(1)} %)` : '';
    return `| ${containers.toLocaleString('en')} | ${inputSeries.toLocaleString('en')} | ${recordedSeries.toLocaleString('en')} | ${Math.round(recordedSeries / (recording?.interval ?? NaN)).toLocaleString('en')} | ${share(recording)} | ${share(alerts)} | ${(residentBytes / 2 ** 30).toFixed(1)} GiB |`;
  });
  return [
    '| containers | series read | series recorded | samples/s recorded | recording, share of its interval | alerts, share of theirs | resident memory |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

async function main() {
  const results: Result[] = [];
  for (const containers of options.containers.split(',').map(Number)) {
    results.push(await measure(containers, Number(options.minutes)));
  }
  const slow = [...(results.at(-1)?.rules ?? [])].sort(([, a], [, b]) => b - a).slice(0, 6);
  const text = `${table(results)}

Slowest evaluations on ${cpus().length} cores of a virtual machine, Prometheus 2.42. Dearest rules at the largest size: ${slow.map(([name, seconds]) => `\`${name}\` ${seconds.toFixed(2)} s`).join(', ')}.`;
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
