import type { FindingId } from './types';

/** What is said of every finding, whatever the numbers: shown in the panel and in docs/findings.md. */
export interface FindingDescription {
  id: FindingId;
  title: string;
  /** What it means, for someone who knows Go but not the kernel. */
  meaning: string;
  /** The test in words. */
  test: string;
  /** What would confirm it outside of Prometheus. */
  confirm: string;
  references: readonly string[];
  /** Recording that shows it; null where none does. */
  recording: string | null;
}

/** How growth is told from load, in words. */
const unlikeLoad =
  'A warning only where load would look different: above every earlier day at the same time of day, or a rise to the end of the range that is straighter, faster or longer than the flank of a day, in a process that has run for three hours; else info.';

/** What is said instead where a finding is an all-clear. */
export const allClearDescription = {
  meaning:
    'Usage is near the limit, and an alert on usage would fire. Most of it is page cache or lazily freed memory, which the kernel takes back before it kills anything.',
  confirm: 'memory.events (cgroup v2) counts max but no oom_kill; usage stays at the limit while nothing is slow.',
} as const;

/** THE catalogue of findings, in the order of the documentation. */
export const findingCatalogue: readonly FindingDescription[] = [
  {
    id: 'lazily-freed',
    recording: 'up-111-115-store',
    title: 'Lazily freed memory',
    meaning:
      'Go gave memory back, but told the kernel that it need not hurry (MADV_FREE). The pages stay in usage and rss until the kernel needs them, and then go without any I/O. It is not a leak. Go 1.12 to 1.15 do so by default, later versions with GODEBUG=madvdontneed=0; jemalloc and other allocators can do so too.',
    test: 'Usage - working set - cache (only MADV_FREE can make it positive) is above the threshold in every sample of a run, and min(that, rss - what Go keeps, released heap) in at least three of any five. Without Go series the first alone decides.',
    confirm:
      'LazyFree in /proc/PID/smaps (as root on the node) has about this size; usage falls without I/O when memory gets tight.',
    references: [
      'https://go.dev/doc/go1.12',
      'https://go.dev/issue/33376',
      'https://github.com/google/cadvisor/issues/2634',
    ],
  },
  {
    id: 'working-set-understated',
    recording: 'reuse-115',
    title: 'Working set understated',
    meaning:
      'Pages that Go gave back lazily and then took into use again still count as inactive file memory until the kernel looks at them. Working set leaves inactive file memory out, so it hides live memory: kubectl top, the HorizontalPodAutoscaler, node eviction and alerts see less than the process needs.',
    test: 'max(working set, usage - cache - lazily freed) exceeds working set by more than the threshold, for three samples and the duration in a row, within one run.',
    confirm:
      'A restart with GODEBUG=madvdontneed=1 raises working set at the same load; LazyFree in /proc/PID/smaps is smaller than the inactive_file that no file explains.',
    references: [
      'https://go.dev/issue/44554',
      'https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v1/memory.html',
    ],
  },
  {
    id: 'accounting-correction',
    recording: 'up-115-119-store',
    title: 'Accounting correction',
    meaning:
      'Go gives memory back at once now (Go 1.16 and later, or GODEBUG=madvdontneed=1). Usage and rss fall, and working set rises to what was needed all along. It looks like a regression of working set and is none.',
    test: 'Memory was lazily freed in the run before; in this run Go plainly gave memory back, rss fell with it, and nothing is lazily freed.',
    confirm:
      'go_info shows the new version, or the environment of the process has GODEBUG=madvdontneed=1; live heap is the same as before.',
    references: ['https://go.dev/doc/go1.16', 'https://go.dev/issue/42330', 'https://go.dev/issue/44554'],
  },
  {
    id: 'resident-regression',
    recording: null,
    title: 'Resident regression after a Go upgrade',
    meaning:
      "After a change of Go version, more of the memory that Go counts is really resident, while Go's own numbers stay flat. Go 1.24.0 to 1.24.5 are known for it: large allocations were zeroed although they already were zero.",
    test: 'Medians after the warm-up, before and after the change: rss and working set rise by more than the threshold, what Go keeps changes by less than 30 % of that, and rss stays within what Go keeps.',
    confirm:
      'Rss of the Go heap mappings in /proc/PID/smaps grew at the same heap size; the same build with another Go version does not show it.',
    references: [
      'https://go.dev/issue/72991',
      'https://go.dev/issue/73800',
      'https://www.datadoghq.com/blog/engineering/go-memory-regression/',
    ],
  },
  {
    id: 'huge-page-bloat',
    recording: null,
    title: 'Huge page bloat',
    meaning:
      'The kernel can join small pages into huge pages of 2 MiB and fill the holes, also those that Go had given back. Resident memory then exceeds what Go keeps, up to what Go released.',
    test: 'Go 1.21.1 or later; 0 < rss - what Go keeps <= released heap; nothing lazily freed. When rss does not fall with Go, huge pages are likely; when Go did not move enough to tell, they are possible beside off-heap memory.',
    confirm:
      'AnonHugePages in /proc/PID/smaps is large; /sys/kernel/mm/transparent_hugepage/enabled is "always" and khugepaged/max_ptes_none is not 0.',
    references: ['https://go.dev/issue/64332', 'https://go.dev/doc/gc-guide#Linux_transparent_huge_pages'],
  },
  {
    id: 'heap-growth',
    recording: 'leak-119',
    title: 'Live heap growth',
    meaning:
      'The memory that is still live after garbage collections keeps growing: a leak, an unbounded cache, or a load that grows.',
    test: `The level that live heap never goes below again rises by more than the threshold, not in one step, longer than a warm-up, still at the end of the range, and the garbage collection goal rises with it. Runs that each rise until they are killed are a pattern. ${unlikeLoad}`,
    confirm: 'Two heap profiles some time apart differ: go tool pprof -inuse_space -diff_base old.pb.gz new.pb.gz.',
    references: ['https://go.dev/doc/diagnostics', 'https://pkg.go.dev/net/http/pprof'],
  },
  {
    id: 'idle-heap',
    recording: 'idle-119-memlimit',
    title: 'Idle heap kept by Go',
    meaning:
      'Go keeps heap pages without any object instead of giving them back, because it expects to need them before the next garbage collection, or because they came free a short while ago.',
    test: 'Idle minus released heap is above the threshold and above 10 % of the goal + 32 MiB for the duration; or it is over 30 % of what Go keeps while the goal is more than seven times the live heap.',
    confirm: 'GODEBUG=gctrace=1,scavtrace=1 shows the goal and what is retained; debug.FreeOSMemory() makes it vanish.',
    references: ['https://go.dev/doc/gc-guide', 'https://go.dev/issue/30333'],
  },
  {
    id: 'fragmentation',
    recording: 'frag-119',
    title: 'Heap fragmentation',
    meaning:
      'Heap pages stay in use because a few objects on them are alive. The space between is free for new objects of the same size, but cannot be given back.',
    test: 'Heap in use minus allocated is above the threshold and above 40 % of heap in use for the duration.',
    confirm:
      'go tool pprof -inuse_objects shows few, small, long-lived objects from one site; a restart packs the heap.',
    references: ['https://pkg.go.dev/runtime#MemStats'],
  },
  {
    id: 'stack-growth',
    recording: 'gor-124',
    title: 'Goroutine stack growth',
    meaning: 'Goroutines are started and never end, or their stacks get deeper: each keeps at least 2 KiB.',
    test: `The level that stack memory never goes below again rises, still at the end of the range, with the number of goroutines where that is known. ${unlikeLoad}`,
    confirm: '/debug/pprof/goroutine?debug=1 shows many goroutines waiting at one place.',
    references: ['https://pkg.go.dev/runtime/pprof#Profile'],
  },
  {
    id: 'off-heap-growth',
    recording: 'offheap-119',
    title: 'Off-heap growth',
    meaning: 'Anonymous memory that Go does not know of grows: cgo, C libraries, or direct mmap.',
    test: `rss - what Go keeps - lazily freed rises by more than the threshold, rss rises with it, and huge pages do not explain it. Where lazily freed memory may hide behind cache, its upper bound is taken off. ${unlikeLoad}`,
    confirm:
      '/proc/PID/smaps has growing anonymous mappings outside of the Go heap; malloc_info or jemalloc statistics agree.',
    references: ['https://go.dev/doc/gc-guide#Memory_limit'],
  },
  {
    id: 'page-cache-growth',
    recording: 'pagecache-124',
    title: 'Page cache growth',
    meaning: 'Files that the container wrote or read are cached. The kernel drops them when memory is needed.',
    test: 'Cache rises by more than the threshold beyond what tmpfs explains.',
    confirm: 'memory.stat of the cgroup: active_file + inactive_file rise, shmem does not.',
    references: ['https://github.com/kubernetes/kubernetes/issues/43916'],
  },
  {
    id: 'shared-memory-growth',
    recording: 'shmem-119',
    title: 'Shared memory (tmpfs) growth',
    meaning:
      'Files in memory count as cache, but there is no disk to write them to: without swap they cannot be reclaimed.',
    test: 'Working set + cache - usage rises and cache rises by the same amount in the same time; where active file cache is known, it does not explain it.',
    confirm: 'memory.stat of the cgroup: shmem rises; df -h -t tmpfs inside the container.',
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  },
  {
    id: 'kernel-memory-growth',
    recording: null,
    title: 'Kernel memory growth',
    meaning: 'The kernel keeps more for this container: sockets, page tables, directory entries.',
    test: `Usage - rss - cache rises by more than the threshold and by more than 10 % of what cache grew. ${unlikeLoad}`,
    confirm: 'memory.stat of the cgroup: slab, sock, pagetables or kernel_stack rise.',
    references: ['https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html#memory'],
  },
  {
    id: 'oom-killed',
    recording: 'reuse-oom-115',
    title: 'OOM-killed',
    meaning: 'The kernel killed the container at its memory limit.',
    test: 'A restart with the reason OOMKilled, or an OOM event of cAdvisor; where neither is known, a certain need of at least 90 % of the limit right before a restart with the same release that the restart counter does not deny.',
    confirm: 'kubectl describe pod: Last State: Terminated, Reason: OOMKilled, Exit Code: 137; dmesg on the node.',
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/'],
  },
  {
    id: 'oom-risk',
    recording: 'oomrisk-124',
    title: 'OOM risk',
    meaning:
      'What the process cannot give back comes close to the limit. Usage counts what can be taken back, working set leaves out what is live; the need does neither.',
    test: 'The lower end of the need is above 85 % of the limit (warning) or 95 % (critical) for three samples and the duration; "possible" when only the corrected working set is. An all-clear when usage is above 90 % and the need is not.',
    confirm: 'memory.events (cgroup v2: max, oom) or memory.failcnt (v1) rises; PSI memory pressure rises.',
    references: ['https://go.dev/doc/gc-guide#Memory_limit'],
  },
  {
    id: 'insufficient-data',
    recording: 'nogo-115',
    title: 'Insufficient data',
    meaning: 'Some causes cannot be told apart with the series at hand. Nothing is claimed about them.',
    test: 'A series without which a finding says nothing is missing, or the step is too coarse, or samples are too few.',
    confirm: 'Not applicable.',
    references: [],
  },
];

export const descriptionOf = (id: FindingId): FindingDescription | undefined =>
  findingCatalogue.find((one) => one.id === id);
