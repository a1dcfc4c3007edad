import type { FindingDescription } from '../words';

export const id = 'page-cache-growth';
export const order = 110;
export const name = 'Page cache grows';

export const headlines = {
  'page-cache-growth.headline':
    'The growth is file cache: {{size}} in {{duration}}. The kernel takes it back when memory is needed.',
  'page-cache-growth.headline-over':
    'The growth was file cache: {{size}} in {{duration}}, until this run ended. The kernel takes it back when memory is needed.',
  'page-cache-growth.headline-ended':
    'The growth was file cache: {{size}} in {{duration}}, and it has stayed there. The kernel takes it back when memory is needed.',
} as const;

export const details = {
  'page-cache-growth.by-active': 'Active file cache rises by as much, so the cache in working set is of files.',
  'page-cache-growth.by-process': 'Mapped files of the process (RssFile) rise by as much, so the cache is of files.',
  'page-cache-growth.by-shmem': 'Shared memory does not rise, so the cache in working set is of files.',
  'page-cache-growth.working-set':
    'Files that are read more than once count as working set although they can be taken back.',
  'page-cache-growth.refuted': 'Cache does not shrink when memory gets tight: then it is tmpfs or shared memory.',
  'page-cache-growth.advice':
    'Nothing needs fixing for memory as such. Do not alert on usage; a container that writes or reads many files has its cache counted.',
} as const;

export const description: FindingDescription = {
  title: 'Page cache growth',
  meaning: 'Files that the container wrote or read are cached. The kernel drops them when memory is needed.',
  test: 'Cache rises by more than the threshold beyond what tmpfs explains.',
  confirm: 'memory.stat of the cgroup: active_file + inactive_file rise, shmem does not.',
  needs: ['cache'],
  layers: ['page-cache', 'active-page-cache', 'cache-in-working-set'],
  references: ['https://github.com/kubernetes/kubernetes/issues/43916'],
  recording: 'pagecache-124',
};
