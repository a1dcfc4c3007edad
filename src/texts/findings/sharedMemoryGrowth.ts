import type { FindingDescription } from '../words';

export const id = 'shared-memory-growth';
export const order = 120;
export const name = 'Shared memory grows';

export const headlines = {
  'shared-memory-growth.headline':
    'Files in memory (tmpfs) or shared memory grew by {{size}} in {{duration}}; the kernel cannot take them back.',
  'shared-memory-growth.headline-over':
    'Files in memory (tmpfs) or shared memory grew by {{size}} in {{duration}}, until this run ended; the kernel cannot take them back.',
  'shared-memory-growth.headline-ended':
    'Files in memory (tmpfs) or shared memory grew by {{size}} in {{duration}} and have stayed there; the kernel cannot take them back.',
  'shared-memory-growth.headline-possible':
    'Cache in use grew by {{size}} in {{duration}}: most likely files in memory (tmpfs), which the kernel cannot take back; files that are read again at once look the same.',
} as const;

export const details = {
  'shared-memory-growth.by-kill':
    'The container was killed at its limit while it was full of cache. File cache would have been dropped first, so it was tmpfs or shared memory.',
  'shared-memory-growth.by-shmem': 'Shared memory of the cgroup rises by as much.',
  'shared-memory-growth.by-active':
    'Active file cache does not explain the cache in working set, so it is tmpfs or shared memory.',
  'shared-memory-growth.by-process': 'Shared resident memory of the process rises by as much.',
  'shared-memory-growth.by-inactive':
    'Cache grows inside of working set while usage minus working set stays flat and few files are mapped. New pages of files enter the inactive list first, pages of tmpfs never do; but pages that are read again before the next scrape have left it by then.',
  'shared-memory-growth.refuted':
    'container_memory_total_active_file_bytes rises by the same amount: then it is file cache.',
  'shared-memory-growth.advice':
    'Look into emptyDir volumes with medium Memory, /dev/shm and memfd files: df -h -t tmpfs inside the container. Set a sizeLimit on such volumes; their content counts against the memory limit.',
} as const;

export const description: FindingDescription = {
  title: 'Shared memory (tmpfs) growth',
  meaning:
    'Files in memory count as cache, but there is no disk to write them to: without swap they cannot be reclaimed.',
  test: 'Working set + cache - usage rises and cache rises by the same amount in the same time, and something proves tmpfs: a kill at the limit of a container full of cache, a series of shared memory, active file cache that does not explain it, or, as a possibility, usage - working set that stays as it was before while few files are mapped.',
  confirm: 'memory.stat of the cgroup: shmem rises; df -h -t tmpfs inside the container.',
  needs: ['workingSet', 'cache'],
  layers: ['shared-memory', 'cache-in-working-set'],
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  recording: 'shmem-119',
};
