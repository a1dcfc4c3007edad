import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { promisify } from 'node:util';

import { type PrometheusServer, startPrometheus } from '../../lab/prometheus';
import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { toOpenMetrics } from './openMetrics';
import { readManifest, readSeries } from './recordings';

const execute = promisify(execFile);

interface Options {
  recordings: readonly string[];
  /**
   * The recorded step: the samples are as far apart, and none shall outlive its place. 5 minutes where it is left out.
   */
  stepSeconds?: number;
  /** When the last sample of each recording is told to have been, unix seconds; as it was where it is left out. */
  end?: number;
  /** Label that takes the recording's name, to keep apart recordings that use the same names at the same time. */
  label?: string;
  /** More series than recordings hold. */
  extra?: () => Promise<RangeSeries[]>;
}

/** Starts a real Prometheus on the samples of recordings. */
export async function startFilledPrometheus(options: Options): Promise<PrometheusServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-prometheus-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await fill(folder, options);
    const { stepSeconds } = options;
    const server = await startPrometheus({
      folder,
      config: 'scrape_configs: []\n',
      flags: [
        '--storage.tsdb.retention.time=100y',
        // The recordings hold what look-back made of the samples already.
        ...(stepSeconds === undefined ? [] : [`--query.lookback-delta=${stepSeconds}s`]),
      ],
    });
    return { url: server.url, stop: () => server.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Runs such a Prometheus for the tests of one file. Call it at the top of the file. */
export function usePrometheus(options: Options) {
  let server: PrometheusServer | undefined;

  before(async () => {
    server = await startFilledPrometheus(options);
  });
  after(() => server?.stop());

  return { url: () => server?.url ?? '' };
}

/** Start times are told by values, which move along with the samples. */
const isOfTime = ({ __name__ = '' }: RangeSeries['metric']): boolean => __name__.endsWith('_start_time_seconds');

/** Series of a recording as they are stored, under its name where a label is wanted. */
function storedSeries(recording: string, { label, end }: Options): RangeSeries[] {
  // Whole seconds, so that samples that are a step apart stay so.
  const later = end === undefined ? 0 : Math.round(end - readManifest(recording).end);
  return [...readSeries(recording, 'container'), ...readSeries(recording, 'go')].map(({ metric, values }) => ({
    metric: label === undefined ? metric : { ...metric, [label]: recording },
    values: values.map(([time, value]) => [time + later, isOfTime(metric) ? String(Number(value) + later) : value]),
  }));
}

/** promtool reads all samples again for each block; in its own blocks of two hours, weeks of samples take minutes. */
const blockDuration = '1500h';

async function fill(folder: string, options: Options) {
  const series = options.recordings.flatMap((recording) => storedSeries(recording, options));
  const file = path.join(folder, 'samples.txt');
  await writeFile(file, toOpenMetrics([...series, ...((await options.extra?.()) ?? [])]));
  const promtool = process.env.PROMTOOL_PATH ?? 'promtool';
  const command = ['tsdb', 'create-blocks-from', `--max-block-duration=${blockDuration}`, 'openmetrics'];
  await execute(promtool, [...command, file, path.join(folder, 'data')], { maxBuffer: Infinity });
}
