import { type Server, createServer } from 'node:http';

import type { Accounting } from './cgroup';

/** One run of the service: its cgroup path, image and start, and what it uses now. */
export interface Run {
  id: string;
  image: string;
  /** Unix seconds. */
  startedAt: number;
  accounting: Accounting;
  /** Lazily freed bytes of its process, which no cAdvisor exports. */
  lazyFree: number;
}

export const labelsOfPod = { namespace: 'lab', pod: 'sample-0', container: 'sample' } as const;

const text = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(',');

/**
 * cAdvisor's series by its formulas (docs/domain.md §1.1), with the time of the collection, as cAdvisor writes them.
 */
function cadvisorText({ id, image, startedAt, accounting }: Run, time: number): string {
  const { usage, inactiveFile, rss, cache, swap, mappedFile, activeFile, limit } = accounting;
  const labels = text({ ...labelsOfPod, id, image, name: id.split('/').at(-1) ?? '' });
  const samples: Record<string, number> = {
    container_memory_usage_bytes: usage,
    container_memory_working_set_bytes: Math.max(0, usage - inactiveFile),
    container_memory_rss: rss,
    container_memory_cache: cache,
    container_memory_swap: swap,
    container_memory_mapped_file: mappedFile,
    container_memory_total_inactive_file_bytes: inactiveFile,
    container_memory_total_active_file_bytes: activeFile,
    container_spec_memory_limit_bytes: limit,
    container_start_time_seconds: startedAt,
  };
  return Object.entries(samples)
    .map(([name, value]) => `${name}{${labels}} ${value} ${time}\n`)
    .join('');
}

/** What only the kernel knows, for ground truth. */
function truthText({ id, accounting, lazyFree }: Run, time: number): string {
  const labels = { ...labelsOfPod, id };
  const fields = { total_cache: accounting.cache, total_shmem: accounting.shmem, total_rss: accounting.rss };
  return [
    `cgroup_memory_usage_in_bytes{${text(labels)}} ${accounting.usage} ${time}`,
    ...Object.entries(fields).map(
      ([field, value]) => `cgroup_memory_stat_bytes{${text({ ...labels, field })}} ${value} ${time}`
    ),
    `proc_smaps_lazyfree_bytes{${text(labels)}} ${lazyFree} ${time}\n`,
  ].join('\n');
}

/** Serves both on loopback, collected afresh for every scrape. */
export async function serveExporter(run: () => Run | null): Promise<{ port: number; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const now = run();
    const make = request.url === '/truth' ? truthText : cadvisorText;
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(now ? make(now, Date.now()) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('No free port');
  }
  return { port: address.port, close: () => server.close() };
}
