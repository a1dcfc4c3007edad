import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One series of ground truth: times in ms. */
export interface TruthSeries {
  labels: Record<string, string>;
  times: number[];
  values: number[];
}

export interface Expected {
  pod: string;
  container: string;
  finding: string;
  from?: number;
  to?: number;
  at?: number;
  borderline?: boolean;
}

export interface Manifest {
  scenario: string;
  story: string;
  start: number;
  end: number;
  containers: Array<{ pod: string; container: string; go_info_shows: string; releases_with: string }>;
  expected: Expected[];
  also_true?: Expected[];
  restarts_and_upgrades?: Array<{
    container: string;
    at: number;
    from_pod: string;
    to_pod: string;
    from_go_info: string;
    to_go_info: string;
    from_releases_with: string;
    to_releases_with: string;
    go_version_changed: boolean;
  }>;
}

export const recordingsFolder = join(__dirname, '..', '..', 'recordings');

/** Names of all recordings in the repository. */
export const recordingNames = (): string[] =>
  readdirSync(recordingsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(recordingsFolder, entry.name, 'manifest.json')))
    .map(({ name }) => name)
    .sort();

export const readManifest = (name: string): Manifest =>
  JSON.parse(readFileSync(join(recordingsFolder, name, 'manifest.json'), 'utf8'));

type Answers = Record<
  string,
  { data: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> } }
>;

/** Every series of a file of a recording; empty when the recording lacks the file. */
export function readAnswers(name: string, file: string): TruthSeries[] {
  const path = join(recordingsFolder, name, `${file}.gz`);
  if (!existsSync(path)) {
    return [];
  }
  const answers: Answers = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));
  return Object.values(answers).flatMap(({ data }) =>
    data.result.map(({ metric, values }) => ({
      labels: metric,
      times: values.map(([t]) => Math.round(t * 1000)),
      values: values.map(([, v]) => Number(v)),
    }))
  );
}

/** What the kernel knew about one container at one time, bytes. */
export interface TruthPoint {
  time: number;
  lazyFree: number;
  usage: number;
  cache: number;
  shmem: number;
  rss: number;
  /** The kernel's own memory; NaN where it was not recorded. */
  kmem: number;
}

/** Ground truth of one container in time order, where all of its parts were read at the same time. */
export function readTruth(name: string, pod: string, container: string): TruthPoint[] {
  const all = readAnswers(name, 'truth.json').filter(
    ({ labels }) => labels.pod === pod && labels.container === container
  );
  const points: TruthPoint[] = [];
  for (const lazy of all.filter(({ labels }) => labels.__name__ === 'proc_smaps_lazyfree_bytes')) {
    const sibling = (metric: string, field?: string) =>
      all.find(({ labels }) => labels.__name__ === metric && labels.id === lazy.labels.id && labels.field === field);
    const parts = [
      sibling('cgroup_memory_usage_in_bytes'),
      sibling('cgroup_memory_stat_bytes', 'total_cache'),
      sibling('cgroup_memory_stat_bytes', 'total_shmem'),
      sibling('cgroup_memory_stat_bytes', 'total_rss'),
      sibling('cgroup_memory_kmem_usage_in_bytes'),
    ].map((series) => new Map(series?.times.map((t, i) => [t, series.values[i]])));
    lazy.times.forEach((time, i) => {
      const [usage, cache, shmem, rss, kmem = NaN] = parts.map((part) => part.get(time));
      if (usage && usage > 0 && cache !== undefined && shmem !== undefined && rss !== undefined) {
        points.push({ time, lazyFree: lazy.values[i], usage, cache, shmem, rss, kmem });
      }
    });
  }
  return points.sort((a, b) => a.time - b.time);
}
