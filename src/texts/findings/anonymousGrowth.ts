import { unlikeLoad } from '../growthWords';
import type { FindingDescription } from '../words';

export const id = 'anonymous-growth';
export const order = 105;
export const name = 'Anonymous memory grows';

export const headlines = {
  'anonymous-growth.headline':
    'Anonymous memory keeps growing: from {{low}} to {{high}} in {{duration}}, about {{rate}}. It is memory of the program, not cache.',
  'anonymous-growth.headline-over':
    'Anonymous memory grew from {{low}} to {{high}} in {{duration}}, about {{rate}}, until this run ended. It was memory of the program, not cache.',
  'anonymous-growth.headline-ended':
    'Anonymous memory grew from {{low}} to {{high}} in {{duration}} and has stayed there: more load, a fuller cache, or a leak that paused.',
  'anonymous-growth.headline-open':
    'Anonymous memory rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'anonymous-growth.headline-killed':
    'Anonymous memory rose from {{low}} to {{high}} in {{duration}}, until the container was killed at its limit.',
  'anonymous-growth.headline-resident':
    'Resident memory of the process rose from {{low}} to {{high}} in {{duration}}, about {{rate}}; files that it maps count there, too.',
  'anonymous-growth.headline-not-cache':
    'Memory that is no cache rose from {{low}} to {{high}} in {{duration}}, about {{rate}}: memory of the program or of the kernel for it.',
  'anonymous-growth.headline-working-set':
    'Working set rose from {{low}} to {{high}} in {{duration}}, about {{rate}}: memory of the program or of the kernel for it, files in memory (tmpfs), or files in active use; no series tells which.',
  'anonymous-growth.headline-beside-go':
    'Working set beside what Go keeps rose from {{low}} to {{high}} in {{duration}}, about {{rate}}: memory outside of the Go heap or of the kernel, files in memory (tmpfs), or files in active use; no series tells which.',
  'anonymous-growth.headline-freed-or-cache':
    'Working set rose from {{low}} to {{high}} in {{duration}}, about {{rate}}: memory that was given back lazily and is in use again, or files in memory (tmpfs) or in active use; no series tells which.',
  'anonymous-growth.headline-usage':
    'Usage rose from {{low}} to {{high}} in {{duration}}, about {{rate}}: memory of the program, or file cache; no series tells which.',
} as const;

export const details = {
  'anonymous-growth.not-cache':
    'Cache and lazily freed memory are left out: what grows is private memory of the processes.',
  'anonymous-growth.resident':
    'Only the process tells its size. Container rss and cache would tell memory of the program from mapped files.',
  'anonymous-growth.or-cache':
    'Cache rose by as much while rss did not: inactive cache in the place of freed memory that is used again, or cache in use beside it. Go series, or container_memory_total_inactive_file_bytes, would tell them apart.',
  'anonymous-growth.no-rss':
    'container_memory_rss is missing. It would tell memory of the program from cache and kernel memory.',
  'anonymous-growth.no-working-set':
    'Working set and container_memory_rss are missing. They would tell memory of the program from file cache that the kernel takes back.',
  'anonymous-growth.goroutines':
    'The number of goroutines rises along, from {{low}} to {{high}}: goroutines are started and never end.',
  'anonymous-growth.refuted':
    'Memory falls again when the load falls, or it stays flat from day to day at the same hour.',
  'anonymous-growth.advice':
    'Add Go series (go_memstats_*, go_info) to tell live heap, idle heap, stacks and memory outside of the Go heap apart; /proc/PID/smaps names the mappings that grow.',
  'anonymous-growth.advice-unsplit':
    'Add container_memory_rss and container_memory_cache to the queries. On the node, memory.stat of the cgroup tells: anon is memory of the program, file is cache, and shmem files in memory.',
} as const;

export const description: FindingDescription = {
  title: 'Anonymous memory growth',
  meaning:
    'Memory of the processes themselves keeps growing, and no Go series say where: a leak, an unbounded cache, or a load that grows.',
  test: `rss without lazily freed memory, or resident memory of the process, rises by more than the threshold, and there are no Go series. Without these, working set without cache, working set, or usage rises; that is always information. ${unlikeLoad}`,
  confirm: 'memory.stat of the cgroup: anon rises; /proc/PID/smaps names the mappings.',
  needs: [],
  layers: ['anonymous'],
  references: ['https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html#memory'],
  recording: null,
};
