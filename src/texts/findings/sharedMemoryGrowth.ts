import type { FindingDescription } from '../words';

export const id = 'shared-memory-growth';
export const order = 120;
export const name = 'Shared memory grows';

export const headlines = {
  'shared-memory-growth.headline':
    'Files in memory (tmpfs) or shared memory grew by {{size}} in {{duration}}; the kernel cannot take them back.',
} as const;

export const details = {
  'shared-memory-growth.together':
    'Cache and working set rise together, as tmpfs does. File cache in active use can look the same: container_memory_total_active_file_bytes (cAdvisor 0.50 and later) would decide.',
  'shared-memory-growth.active-known':
    'Active file cache does not explain the cache in working set, so it is tmpfs or shared memory.',
  'shared-memory-growth.refuted':
    'container_memory_total_active_file_bytes rises by the same amount: then it is file cache.',
  'shared-memory-growth.advice':
    'Look into emptyDir volumes with medium Memory, /dev/shm and memfd files: df -h -t tmpfs inside the container. Set a sizeLimit on such volumes; their content counts against the memory limit.',
} as const;

export const description: FindingDescription = {
  title: 'Shared memory (tmpfs) growth',
  meaning:
    'Files in memory count as cache, but there is no disk to write them to: without swap they cannot be reclaimed.',
  test: 'Working set + cache - usage rises and cache rises by the same amount in the same time; where active file cache is known, it does not explain it.',
  confirm: 'memory.stat of the cgroup: shmem rises; df -h -t tmpfs inside the container.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  recording: 'shmem-119',
};
