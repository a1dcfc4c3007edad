import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { readSeries } from './recordings';
import { toOpenMetrics } from './openMetrics';

const execute = promisify(execFile);
const patience = 30_000;

interface Options {
  recordings: readonly string[];
  /** The recorded step: the samples are as far apart, and none shall outlive its place. */
  stepSeconds: number;
  /** Label that takes the recording's name, to keep apart recordings that use the same names at the same time. */
  label?: string;
  /** More series than recordings hold. */
  extra?: () => Promise<RangeSeries[]>;
}

/** Runs a real Prometheus on the samples of recordings for the tests of one file. Call it at the top of the file. */
export function usePrometheus(options: Options) {
  let url = '';
  let folder = '';
  let server: ChildProcess | undefined;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gomem-prometheus-'));
    await fill(folder, options);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn(
      process.env.PROMETHEUS_PATH ?? 'prometheus',
      [
        `--config.file=${path.join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${path.join(folder, 'data')}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        // The recordings hold what look-back made of the samples already.
        `--query.lookback-delta=${options.stepSeconds}s`,
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] }
    );
    await ready(url, server);
  });
  after(async () => {
    if (server && server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'exit');
      server.kill();
      await Promise.race([gone, sleep(patience / 3, undefined, { ref: false }).then(() => server?.kill('SIGKILL'))]);
    }
    await rm(folder, { recursive: true, force: true });
  });

  return { url: () => url };
}

/** Series of a recording as they are stored, under its name where a label is wanted. */
export function storedSeries(recording: string, label?: string): RangeSeries[] {
  return [...readSeries(recording, 'container'), ...readSeries(recording, 'go')].map(({ metric, values }) => ({
    metric: label === undefined ? metric : { ...metric, [label]: recording },
    values,
  }));
}

async function fill(folder: string, { recordings, label, extra }: Options) {
  await writeFile(path.join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
  const series = recordings.flatMap((recording) => storedSeries(recording, label));
  const file = path.join(folder, 'samples.txt');
  await writeFile(file, toOpenMetrics([...series, ...((await extra?.()) ?? [])]));
  const promtool = process.env.PROMTOOL_PATH ?? 'promtool';
  await execute(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', file, path.join(folder, 'data')], {
    maxBuffer: Infinity,
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (typeof address !== 'object' || address === null) {
    throw new Error('No free port');
  }
  return address.port;
}

async function ready(url: string, server: ChildProcess) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) {
      throw new Error(`Prometheus ended with code ${server.exitCode}`);
    }
    const answer = await fetch(`${url}/-/ready`).catch(() => null);
    if (answer?.ok) {
      return;
    }
    await sleep(100);
  }
  throw new Error('Prometheus was not ready in time');
}
