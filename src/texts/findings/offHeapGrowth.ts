import { unlikeLoad } from '../growthWords';
import type { FindingDescription } from '../words';

export const id = 'off-heap-growth';
export const order = 100;
export const name = 'Off-heap grows';

export const headlines = {
  'off-heap-growth.headline': 'Memory outside of the Go heap keeps growing: from {{low}} to {{high}} in {{duration}}.',
  'off-heap-growth.headline-over':
    'Memory outside of the Go heap grew from {{low}} to {{high}} in {{duration}}, until this run ended.',
  'off-heap-growth.headline-ended':
    'Memory outside of the Go heap grew from {{low}} to {{high}} in {{duration}} and has stayed there.',
  'off-heap-growth.headline-open':
    'Memory outside of the Go heap rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'off-heap-growth.headline-killed':
    'Memory outside of the Go heap rose from {{low}} to {{high}} in {{duration}}, until the container was killed at its limit.',
  'off-heap-growth.headline-runtime':
    'Memory that the Go runtime takes beside heap and stacks rose from {{low}} to {{high}} in {{duration}}, about {{rate}}.',
} as const;

export const details = {
  'off-heap-growth.or-huge-pages':
    'It is no more than Go has given back, so huge pages that refill released memory would look the same.',
  'off-heap-growth.or-mapped':
    'Resident memory of the process holds files that it maps, too; container rss would tell them apart.',
  'off-heap-growth.other-process':
    'Resident memory of the Go process rises by only {{own}}: what grows is of another process, such as a child, or of another container where the series are of a whole pod.',
  'off-heap-growth.refuted':
    'Go keeps as much more memory in the same time, or the memory goes away when Go gives heap back.',
  'off-heap-growth.refuted-runtime':
    'It stays where it is at the same load, or it is a part of a heap that grows (what the collector needs to mark it).',
  'off-heap-growth.advice-runtime':
    'go_memstats_{buck_hash,mspan,mcache,gc,other}_sys_bytes split it. Profile buckets (buck_hash) grow with MemProfileRate and the number of call stacks; other_sys with timers, finalizers and profiles. The runtime gives none of it back: a restart does.',
  'off-heap-growth.advice':
    'Go does not see this memory: look for cgo, C libraries and direct mmap. /proc/PID/smaps names the mappings; jemalloc and glibc (malloc_info) have statistics of their own. GOMEMLIMIT does not cover it: lower GOMEMLIMIT by this much.',
  'off-heap-growth.advice-other-process':
    'Look at the other processes of the container, of a pod first at its other containers: ps with rss, or /proc/PID/status of each. Settings of the Go garbage collector and Go profiles do not show them.',
  'off-heap-growth.advice-old':
    'Go does not see this memory: look for cgo, C libraries and direct mmap. /proc/PID/smaps names the mappings; jemalloc and glibc (malloc_info) have statistics of their own.',
} as const;

export const description: FindingDescription = {
  title: 'Off-heap growth',
  meaning: 'Anonymous memory that Go does not know of grows: cgo, C libraries, or direct mmap.',
  test: `rss - what Go keeps - lazily freed rises by more than the threshold, rss rises with it, and huge pages do not explain it. Where lazily freed memory may hide behind cache, its upper bound is taken off. Also what the Go runtime takes beside heap and stacks. ${unlikeLoad}`,
  confirm:
    '/proc/PID/smaps has growing anonymous mappings outside of the Go heap; malloc_info or jemalloc statistics agree.',
  needs: ['rss', 'sys', 'heapReleased'],
  layers: ['off-heap', 'runtime'],
  references: ['https://go.dev/doc/gc-guide#Memory_limit'],
  recording: 'offheap-119',
};
