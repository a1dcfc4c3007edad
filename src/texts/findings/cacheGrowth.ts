import type { FindingDescription } from '../words';

export const id = 'cache-growth';
export const order = 115;
export const name = 'Cache in working set';

export const headlines = {
  'cache-growth.headline':
    'Cache inside of working set grows: from {{low}} to {{high}} in {{duration}}. It is tmpfs or file cache in active use; no series tells which.',
  'cache-growth.headline-over':
    'Cache inside of working set grew from {{low}} to {{high}} in {{duration}}, until this run ended. It was tmpfs or file cache in active use; no series tells which.',
  'cache-growth.headline-ended':
    'Cache inside of working set grew from {{low}} to {{high}} in {{duration}} and has stayed there. It is tmpfs or file cache in active use; no series tells which.',
  'cache-growth.headline-all':
    'Cache rose from {{low}} to {{high}} in {{duration}}: file cache, which the kernel takes back, or files in memory (tmpfs), which it cannot; no series tells which.',
  'cache-growth.headline-beside':
    'Working set grows beside the memory of the program: what is not rss rose from {{low}} to {{high}} in {{duration}}. It is files in active use, files in memory (tmpfs) or kernel memory; no series tells which.',
  'cache-growth.headline-beside-over':
    'Working set grew beside the memory of the program: what is not rss rose from {{low}} to {{high}} in {{duration}}, until this run ended. It was files in active use, files in memory (tmpfs) or kernel memory; no series tells which.',
  'cache-growth.headline-beside-ended':
    'Working set grew beside the memory of the program: what is not rss rose from {{low}} to {{high}} in {{duration}} and has stayed there. It is files in active use, files in memory (tmpfs) or kernel memory; no series tells which.',
  'cache-growth.headline-holds-beside':
    'Working set holds {{size}} that is not memory of the program, {{share}} of it: files in active use, files in memory (tmpfs) or kernel memory; no series tells which.',
  'cache-growth.headline-holds':
    'Working set holds {{size}} of cache, {{share}} of it: tmpfs, which is needed, or file cache in active use, which the kernel can take back.',
  'cache-growth.headline-holds-tmpfs':
    'Working set holds {{size}} of files in memory (tmpfs) or shared memory, {{share}} of it. The kernel cannot take them back.',
  'cache-growth.headline-holds-file':
    'Working set holds {{size}} of active file cache, {{share}} of it. The kernel takes it back when memory is needed; what reads working set sees more than the process needs.',
} as const;

export const details = {
  'cache-growth.undecided':
    'tmpfs cannot be taken back, active file cache can. container_memory_total_active_file_bytes (cAdvisor 0.50 and later) or process_resident_memory_{file,shared}_bytes would tell them apart.',
  'cache-growth.beside':
    'The kernel takes back files in active use, but not tmpfs and most memory of its own. container_memory_cache and container_memory_usage_bytes would tell cache from kernel memory.',
  'cache-growth.holds-beside': '{{size}} of the working set of {{workingSet}} is not rss.',
  'cache-growth.holds': '{{size}} of the working set of {{workingSet}} is cache that is not inactive.',
  'cache-growth.refuted': 'memory.stat of the cgroup decides: shmem is tmpfs, active_file is file cache.',
  'cache-growth.advice':
    'Look at memory.stat of the cgroup (shmem, active_file). Do not scale or alert by working set here: memory-mapped databases and programs that write many files keep their files cached.',
  'cache-growth.advice-file':
    'Do not scale or alert by working set here: files in active use are cached, and the kernel takes them back when memory is needed. Alert on the need instead.',
} as const;

export const description: FindingDescription = {
  title: 'Cache in working set',
  meaning:
    'Working set counts cache that is not inactive: files in memory (tmpfs), which cannot be reclaimed, and files in active use (memory-mapped databases, logs that are read again), which can.',
  test: 'Working set + cache - usage rises together with cache, or is more than 40 % of working set for long, and no series tells tmpfs from file cache.',
  confirm: 'memory.stat of the cgroup: shmem or active_file has this size.',
  needs: ['cache'],
  layers: ['cache-in-working-set', 'active-page-cache'],
  references: ['https://github.com/kubernetes/kubernetes/issues/43916'],
  recording: 'mix-115',
};
