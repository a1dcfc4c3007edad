import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import type { RangeResponse, RangeSeries } from '../../preview/data/prometheusFrames';

const folder = fileURLToPath(new URL('../../recordings', import.meta.url));

export const recordingNames = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'manifest.json')))
  .map((entry) => entry.name);

interface Manifest {
  namespace: string;
  /** Unix seconds. */
  start: number;
  end: number;
}

/** What a test may know of a recording beside its series. */
export const readManifest = (recording: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, recording, 'manifest.json'), 'utf8'));

/** All series of one file of a recording. */
export function readSeries(recording: string, file: 'container' | 'go'): RangeSeries[] {
  const queries: Record<string, RangeResponse> = JSON.parse(
    gunzipSync(readFileSync(path.join(folder, recording, `${file}.json.gz`))).toString()
  );
  return Object.values(queries).flatMap((answer) => answer.data?.result ?? []);
}

/**
 * What cAdvisor reported as usage of one container at a time (unix seconds): of the run that began last, since the
 * series of an ended run lingers.
 */
export function usageAt(recording: string, pod: string, container: string, time: number): number | undefined {
  const runs = readSeries(recording, 'container')
    .filter(({ metric }) => metric.__name__ === 'container_memory_usage_bytes')
    .filter(({ metric }) => metric.pod === pod && metric.container === container)
    .filter(({ values }) => values.some(([at]) => at === time))
    .sort((a, b) => (a.values[0]?.[0] ?? 0) - (b.values[0]?.[0] ?? 0));
  const sample = runs.at(-1)?.values.find(([at]) => at === time);
  return sample && Number(sample[1]);
}
