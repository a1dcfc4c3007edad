import type { FindingDescription } from '../words';

export const id = 'insufficient-data';
export const order = 160;
export const name = 'Not enough data';

export const headlines = {
  'insufficient-data.headline': 'Some causes cannot be told apart. Missing: {{missing}}.',
  'insufficient-data.part-no-go': 'Go series',
  'insufficient-data.part-go-gap': 'Go series in part of the range',
  'insufficient-data.part-no-container': 'container series',
  'insufficient-data.part-no-usage': 'container usage',
  'insufficient-data.part-no-rss-cache': 'container rss and cache',
  'insufficient-data.part-no-rss': 'container rss',
  'insufficient-data.part-no-cache': 'container cache',
  'insufficient-data.part-no-working-set': 'working set',
  'insufficient-data.part-unread': 'valid rss and cache',
  'insufficient-data.part-unread-rss': 'valid rss',
  'insufficient-data.part-no-released': 'released heap',
  'insufficient-data.part-other-allocator': 'statistics of another allocator',
  'insufficient-data.part-hidden-by-cache': 'file lists of the container',
  'insufficient-data.part-outside': 'what lies outside of the Go heap',
  'insufficient-data.part-outside-process': 'what lies outside of the Go heap',
  'insufficient-data.part-no-version': 'Go version',
  'insufficient-data.part-coarse': 'a finer step',
  'insufficient-data.part-few-samples': 'more samples',
} as const;

export const details = {
  'insufficient-data.no-go':
    'Go series are missing. They would tell live heap, memory that Go keeps and memory it gave back.',
  'insufficient-data.go-gap': 'Go series are missing for {{share}} of the samples; nothing about Go is judged there.',
  'insufficient-data.no-container':
    'Container series are missing. They would tell lazily freed memory, cache and kernel memory from what the process needs.',
  'insufficient-data.no-usage':
    'container_memory_usage_bytes is missing, so the layers add up to {{base}}. That is a lower bound of what Kubernetes charges.',
  'insufficient-data.base-rss-and-cache': 'rss + cache, or working set where that is more; kernel memory does not show',
  'insufficient-data.base-working-set': 'working set; inactive file cache and lazily freed memory do not show',
  'insufficient-data.base-rss': 'rss; cache and kernel memory do not show',
  'insufficient-data.base-usage': 'usage',
  'insufficient-data.base-process-rss': 'resident memory of the process',
  'insufficient-data.base-retained': 'what Go keeps',
  'insufficient-data.base-heap': 'heap and stacks of Go',
  'insufficient-data.no-rss-cache': 'rss and cache are missing. They would tell lazily freed memory from page cache.',
  'insufficient-data.no-rss': 'rss is missing. It would tell memory of the processes from kernel memory.',
  'insufficient-data.no-cache': 'cache is missing. It would tell lazily freed memory from page cache.',
  'insufficient-data.no-working-set': 'Working set is missing. It would show lazily freed memory and page cache.',
  'insufficient-data.unread':
    'rss and cache are 0 throughout: cAdvisor before 0.39 cannot read cgroup v2. Upgrade cAdvisor or the kubelet.',
  'insufficient-data.unread-rss':
    'rss is 0 throughout, which it is for no running process: what reads the cgroup looks for another version of it. Upgrade cAdvisor or the agent.',
  'insufficient-data.no-released':
    'The memory that Go gave back (heap_released) is missing. It would bound what can be lazily freed.',
  'insufficient-data.no-version': 'The Go version (go_info) is missing. It would tie changes to a release.',
  'insufficient-data.coarse':
    'The step of {{step}} melts short phases into one sample. A step of at most one minute allows firmer verdicts.',
  'insufficient-data.few-samples':
    'Samples are too few: {{samples}}. At least three in a row are needed for a verdict; use a range query over a longer time.',
  'insufficient-data.other-allocator':
    '{{size}} beyond all that Go ever had were given back with MADV_FREE: another allocator did it (such as jemalloc in cgo). How much of it is in use again, only its own statistics tell.',
  'insufficient-data.hidden-by-cache':
    'Go gives memory back lazily, and up to {{size}} of what it gave back may still be resident behind active cache or tmpfs. container_memory_total_inactive_file_bytes and ..._active_file_bytes (cAdvisor 0.50 and later) would tell.',
  'insufficient-data.outside-process':
    '{{size}}, {{share}} of the resident memory, is outside of what Go had: off-heap memory (cgo, C libraries, direct mmap) or files that the process maps. /proc/PID/smaps tells which.',
  'insufficient-data.outside':
    '{{size}}, {{share}} of what the process needs, is outside of the Go heap (off-heap): cgo, C libraries, direct mmap, or the race detector. Go series do not say what it is; statistics of that allocator or /proc/PID/smaps do.',
  'insufficient-data.refuted': 'Not applicable: nothing is claimed.',
  'insufficient-data.advice':
    'The evidence names what would tell: add series to the queries of this panel; a shorter time range or a smaller minimum step gives a finer step.',
} as const;

export const description: FindingDescription = {
  title: 'Insufficient data',
  meaning: 'Some causes cannot be told apart with the series at hand. Nothing is claimed about them.',
  test: 'A series without which a finding says nothing is missing, or the step is too coarse, or samples are too few.',
  confirm: 'Not applicable.',
  needs: [],
  layers: [],
  references: [],
  recording: 'nogo-115',
};
