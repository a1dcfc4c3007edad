import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { promisify } from 'node:util';

import { type PrometheusServer, startPrometheus } from '../../lab/prometheus';
import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { readSeries } from './recordings';
import { toOpenMetrics } from './openMetrics';

const execute = promisify(execFile);

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
  let folder = '';
  let server: PrometheusServer | undefined;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gomem-prometheus-'));
    await fill(folder, options);
    server = await startPrometheus({
      folder,
      config: 'scrape_configs: []\n',
      // The recordings hold what look-back made of the samples already.
      flags: ['--storage.tsdb.retention.time=100y', `--query.lookback-delta=${options.stepSeconds}s`],
    });
  });
  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  return { url: () => server?.url ?? '' };
}

/** Series of a recording as they are stored, under its name where a label is wanted. */
function storedSeries(recording: string, label?: string): RangeSeries[] {
  return [...readSeries(recording, 'container'), ...readSeries(recording, 'go')].map(({ metric, values }) => ({
    metric: label === undefined ? metric : { ...metric, [label]: recording },
    values,
  }));
}

async function fill(folder: string, { recordings, label, extra }: Options) {
  const series = recordings.flatMap((recording) => storedSeries(recording, label));
  const file = path.join(folder, 'samples.txt');
  await writeFile(file, toOpenMetrics([...series, ...((await extra?.()) ?? [])]));
  const promtool = process.env.PROMTOOL_PATH ?? 'promtool';
  await execute(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', file, path.join(folder, 'data')], {
    maxBuffer: Infinity,
  });
}
