import { MiB } from '../../../src/metrics/units';

/** One series of a promtool unit test: the name with its labels, and the values in promtool's notation. */
export interface InputSeries {
  series: string;
  values: string;
}

/** One value throughout, a rise per sample, or a list of `[value, samples]` one after another; null leaves a gap. */
export type Course = number | ReadonlyArray<readonly [number | null, number]> | { from: number; by: number };

/** Samples of a course where it does not say. */
const throughout = 30;

function valuesOf(course: Course, scale: number, samples: number): string {
  if (typeof course === 'number') {
    return `${course * scale}+0x${samples}`;
  }
  if ('from' in course) {
    return `${course.from * scale}${course.by < 0 ? '' : '+'}${course.by * scale}x${samples}`;
  }
  return course.map(([value, count]) => (value === null ? `_x${count}` : `${value * scale}+0x${count - 1}`)).join(' ');
}

const selector = (name: string, labels: Readonly<Record<string, string>>): string =>
  `${name}{${Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(', ')}}`;

/** What identifies the container of the cases. */
export const shop = { namespace: 'shop', pod: 'web-0', container: 'web' } as const;

/** The cgroup path of a run. */
export const idOf = (run: number): string => `/kubepods/pod1/run${run}`;

const node = { job: 'kubelet', instance: 'node-1' } as const;

/** Accounting of one run of a container, MiB but for `start` (seconds). */
export interface Accounts {
  usage?: Course;
  workingSet?: Course;
  rss?: Course;
  cache?: Course;
  inactiveFile?: Course;
  activeFile?: Course;
  limit?: Course;
  start?: Course;
}

const metrics: Record<keyof Accounts, [string, number]> = {
  usage: ['container_memory_usage_bytes', MiB],
  workingSet: ['container_memory_working_set_bytes', MiB],
  rss: ['container_memory_rss', MiB],
  cache: ['container_memory_cache', MiB],
  inactiveFile: ['container_memory_total_inactive_file_bytes', MiB],
  activeFile: ['container_memory_total_active_file_bytes', MiB],
  limit: ['container_spec_memory_limit_bytes', MiB],
  start: ['container_start_time_seconds', 1],
};

export interface SeriesOptions {
  run?: number;
  samples?: number;
  /** Labels beside or instead of the usual ones. */
  labels?: Readonly<Record<string, string>>;
  /** Start of a Go process, seconds. */
  start?: number;
}

/** cAdvisor's series of one run of the container. */
export function container(
  accounts: Accounts,
  { run = 1, samples = throughout, labels }: SeriesOptions = {}
): InputSeries[] {
  const all = { ...shop, id: idOf(run), image: 'web:v1', ...node, ...labels };
  return (Object.keys(accounts) as Array<keyof Accounts>).map((key) => {
    const [name, scale] = metrics[key];
    return { series: selector(name, all), values: valuesOf(accounts[key] ?? 0, scale, samples) };
  });
}

/** What the Go runtime says, MiB. */
export interface GoRuntime {
  /** Present throughout, or for so many samples. */
  version?: string | Record<string, ReadonlyArray<readonly [number | null, number]>>;
  sys: Course;
  released: Course;
  alloc?: Course;
}

/** client_golang's series of one Go process. */
export function go(
  { version = {}, sys, released, alloc }: GoRuntime,
  { start = 1000, samples = throughout, labels }: SeriesOptions = {}
): InputSeries[] {
  const all = { ...shop, job: 'web', instance: 'web-0:8080', ...labels };
  const series = (name: string, course: Course, scale: number, more = {}): InputSeries => ({
    series: selector(name, { ...all, ...more }),
    values: valuesOf(course, scale, samples),
  });
  const versions: Array<[string, Course]> = typeof version === 'string' ? [[version, 1]] : Object.entries(version);
  return [
    ...versions.map(([name, course]) => series('go_info', course, 1, { version: name })),
    series('go_memstats_sys_bytes', sys, MiB),
    series('go_memstats_heap_released_bytes', released, MiB),
    ...(alloc === undefined ? [] : [series('go_memstats_heap_alloc_bytes', alloc, MiB)]),
    series('process_start_time_seconds', start, 1),
  ];
}

/** A limit that kube-state-metrics knows, MiB. */
export const kubeLimit = (limit: number, labels: Readonly<Record<string, string>> = {}): InputSeries => ({
  series: selector('kube_pod_container_resource_limits', {
    ...shop,
    resource: 'memory',
    unit: 'byte',
    uid: 'u',
    ...labels,
  }),
  values: valuesOf(limit, MiB, throughout),
});
