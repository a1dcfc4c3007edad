import { headlines } from './headlines';
import { releaseNotes } from './releaseNotes';
import { releaseMessageId, type ReleaseMessageId } from './releases';

/**
 * THE message catalogue: every sentence a finding may say, in English, with `{{placeholders}}`. Keys start with the
 * finding's id. Readers know Go, not the kernel.
 */
const findingMessages = {
  ...headlines,
  'lazily-freed.excess':
    'Usage minus working set minus cache is {{excess}}. File cache cannot explain it: only memory given back with MADV_FREE is counted as usage but neither as working set nor as cache.',
  'lazily-freed.released':
    'Go reports {{released}} as released and keeps {{retained}}, while {{rss}} are still resident.',
  'lazily-freed.size': 'Lazily freed memory is {{size}}, between {{floor}} and {{ceiling}} at its peak.',
  'lazily-freed.size-no-go':
    'Up to {{size}} is lazily freed. Without Go series, pages that the program took back into use cannot be told apart.',
  'lazily-freed.ballast':
    'Go counts {{untouched}} that it never touched, so the size rests on kernel accounting and released heap alone.',
  'lazily-freed.at-least':
    '{{cache}} of cache in the working set (active files or tmpfs) hides more of it: read the size as "at least".',
  'lazily-freed.version-lazy': '{{version}} gives memory back lazily (MADV_FREE) by default.',
  'lazily-freed.version-eager':
    '{{version}} gives memory back at once by default, so GODEBUG=madvdontneed=0 is set, or another allocator in the container (such as jemalloc) uses MADV_FREE.',
  'lazily-freed.upgrade': 'The Go version changed from {{from}} to {{to}} at {{at}}. {{change}}',
  'lazily-freed.refuted':
    'The size of LazyFree in /proc/PID/smaps on the node is near zero, or usage minus working set minus cache is near zero while little is cached.',
  'lazily-freed.advice':
    'Nothing needs fixing for memory as such. Judge the risk of an OOM kill by the corrected working set, not by usage or RSS. To get plain numbers back, set GODEBUG=madvdontneed=1 or upgrade to Go 1.16 or later.',
  'lazily-freed.advice-eager':
    'Nothing needs fixing for memory as such. Judge the risk of an OOM kill by the corrected working set, not by usage or RSS. To get plain numbers back, remove madvdontneed=0 from GODEBUG, or set the other allocator to give memory back at once (jemalloc: muzzy_decay_ms:0).',
  'working-set-understated.hidden':
    'Usage minus cache minus lazily freed memory is {{need}}, but working set is {{workingSet}}: pages that Go took back into use still count as inactive file memory.',
  'working-set-understated.heap': 'Go alone keeps {{retained}}, of which {{heap}} is heap in use.',
  'working-set-understated.lasted':
    'It lasted {{duration}} in all between {{from}} and {{to}}; at its peak {{peak}} were hidden.',
  'working-set-understated.refuted':
    'Heap in use, stacks and off-heap memory together stay below working set in the same scrape, or the difference vanishes when samples are at most 15 s apart.',
  'working-set-understated.advice':
    'Whatever reads working set is misled: kubectl top, the HorizontalPodAutoscaler, node eviction and alerts. Alert on the corrected working set instead. GODEBUG=madvdontneed=1 or Go 1.16 and later end it.',
  'accounting-correction.before':
    'Before, {{lazilyFreed}} were lazily freed: usage was {{usage}} and working set {{workingSet}}.',
  'accounting-correction.after':
    'Since then Go gave back {{returned}} and the kernel took it at once: usage is typically {{usage}}, working set {{workingSet}}, and nothing is lazily freed.',
  'accounting-correction.corrected': 'The corrected working set was {{before}} before and is typically {{after}} now.',
  'accounting-correction.upgrade': 'The Go version changed from {{from}} to {{to}} at {{at}}. {{change}}',
  'accounting-correction.godebug': 'The Go version did not change, so GODEBUG=madvdontneed=1 was set.',
  'accounting-correction.refuted': 'Live heap or off-heap memory grew by the amount that working set rose.',
  'accounting-correction.advice':
    'Nothing needs fixing. Set thresholds of alerts and autoscalers anew: usage and RSS are lower now, and working set is no longer too low.',
  'growth.rise': 'It rose from {{low}} to {{high}} in {{duration}}, by about {{rate}}.',
  'growth.flat': '{{what}} changed by only {{change}} in the same time.',
  'heap-growth.goal':
    'The heap size at which the next garbage collection starts rises with it, so collections do not free it.',
  'heap-growth.pattern': '{{runs}} runs in a row rose until they were killed.',
  'heap-growth.refuted':
    'Only the peaks rise while the lowest values between garbage collections stay flat, or the growth ends when caches are warm.',
  'heap-growth.advice':
    'Compare two heap profiles taken some time apart: go tool pprof -inuse_space -diff_base old.pb.gz new.pb.gz. Raising the limit or lowering GOGC only delays it.',
  'idle-heap.lasted': '{{size}} of heap pages without any object stayed for {{duration}}.',
  'idle-heap.goal':
    'The next garbage collection starts at {{goal}}: Go keeps pages that it expects to need until then.',
  'idle-heap.refuted':
    'The empty heap shrinks within minutes after a peak, or it fills and empties with every garbage collection.',
  'idle-heap.advice':
    'If the memory is wanted elsewhere: lower GOMEMLIMIT or GOGC, so that the heap stays smaller; debug.FreeOSMemory() returns it once. A large GOGC (or GOGC=off with GOMEMLIMIT) keeps it on purpose.',
  'fragmentation.lasted': '{{size}} of {{inuse}} heap in use held no object for {{duration}}.',
  'fragmentation.refuted': 'The free space vanishes after a garbage collection or two.',
  'fragmentation.advice':
    'A few long-lived objects keep many pages alive. Look at the allocation sites of small long-lived objects (go tool pprof -inuse_objects); allocate long-lived and short-lived data apart, in slices instead of many small pointers. A restart packs the heap once.',
  'stack-growth.goroutines': 'The number of goroutines rises with the stacks: goroutines are started and never end.',
  'stack-growth.no-goroutines': 'The number of goroutines is not known or does not rise: the stacks get deeper.',
  'stack-growth.refuted': 'Goroutines and stacks fall again when the load falls.',
  'stack-growth.advice':
    'Look at what the goroutines wait for: /debug/pprof/goroutine?debug=1 groups them by stack. Usual causes are channels nobody reads, requests without timeout, and tickers that are never stopped.',
  'off-heap-growth.refuted':
    'Go keeps as much more memory in the same time, or the memory goes away when Go gives heap back.',
  'off-heap-growth.advice':
    'Go does not see this memory: look for cgo, C libraries and direct mmap. /proc/PID/smaps names the mappings; jemalloc and glibc (malloc_info) have statistics of their own. GOMEMLIMIT does not cover it: lower GOMEMLIMIT by this much.',
  'page-cache-growth.working-set':
    'Files that are read more than once count as working set although they can be taken back.',
  'page-cache-growth.refuted': 'Cache does not shrink when memory gets tight: then it is tmpfs or shared memory.',
  'page-cache-growth.advice':
    'Nothing needs fixing for memory as such. Do not alert on usage; a container that writes or reads many files has its cache counted.',
  'shared-memory-growth.together':
    'Cache and working set rise together, as tmpfs does. File cache in active use can look the same: container_memory_total_active_file_bytes (cAdvisor 0.50 and later) would decide.',
  'shared-memory-growth.active-known':
    'Active file cache does not explain the cache in working set, so it is tmpfs or shared memory.',
  'shared-memory-growth.refuted':
    'container_memory_total_active_file_bytes rises by the same amount: then it is file cache.',
  'shared-memory-growth.advice':
    'Look into emptyDir volumes with medium Memory, /dev/shm and memfd files: df -h -t tmpfs inside the container. Set a sizeLimit on such volumes; their content counts against the memory limit.',
  'kernel-memory-growth.refuted':
    'Usage minus rss minus cache falls again, or huge pages of hugetlbfs are counted (cgroup v2 option memory_hugetlb_accounting).',
  'kernel-memory-growth.advice':
    'Usual causes are many open sockets and files, directories with very many entries, and page tables of large sparse mappings. memory.stat of the cgroup splits it (slab, sock, kernel_stack, pagetables).',
  'resident-regression.levels':
    'rss went from {{before}} to {{after}}, working set from {{workingSetBefore}} to {{workingSetAfter}}.',
  'resident-regression.go': "Go's own numbers do not show it: Go kept {{before}} before and keeps {{after}} now.",
  'resident-regression.change': 'The Go version changed from {{from}} to {{to}} at {{at}}. {{change}}',
  'resident-regression.refuted':
    'Live heap or off-heap memory rose by the same amount, or the load changed with the release.',
  'resident-regression.advice':
    'Compare Rss of the heap mappings in /proc/PID/smaps before and after. With Go 1.24.0 to 1.24.5, upgrade to 1.24.6, 1.25.0 or later, which fix a known regression of this kind.',
  'huge-page-bloat.outside':
    'Resident memory exceeds what Go keeps by {{size}}; Go reports {{released}} as given back, and nothing is lazily freed.',
  'huge-page-bloat.stays':
    'Resident memory does not fall when Go gives memory back, and does not rise when Go takes it again.',
  'huge-page-bloat.unknown':
    'Go did not give back or take enough in this range to tell huge pages from off-heap memory.',
  'huge-page-bloat.version':
    'Since Go 1.21.1 memory that was given back is no longer kept out of huge pages; this is {{version}}.',
  'huge-page-bloat.refuted':
    'AnonHugePages in /proc/PID/smaps is small, or /sys/kernel/mm/transparent_hugepage/enabled is not "always".',
  'huge-page-bloat.advice':
    'On the node: echo 0 > /sys/kernel/mm/transparent_hugepage/khugepaged/max_ptes_none, or set transparent huge pages to madvise. In the container: GODEBUG=disablethp=1 (Go 1.21.6 and later).',
  'oom-killed.reason': 'Kubernetes reports OOMKilled as the reason of the last termination.',
  'oom-killed.event': 'cAdvisor counted an OOM event in this container.',
  'oom-killed.level':
    '{{usage}} of a limit of {{limit}} could not be given back right before a restart; no series tells the reason.',
  'oom-killed.shares': 'In the last samples the need was {{need}} of the limit and working set {{workingSet}}.',
  'oom-killed.refuted': 'kubectl describe pod shows another reason or an exit code other than 137.',
  'oom-killed.advice':
    'Find the cause in the findings beside this one. Until then raise the limit above the need, or (from Go 1.19 on) set GOMEMLIMIT some 10 % below the limit, so that Go collects harder instead of being killed.',
  'oom-risk.need-exactly': '{{high}} of a limit of {{limit}} cannot be given back.',
  'oom-risk.need': 'Between {{low}} and {{high}} of a limit of {{limit}} cannot be given back.',
  'oom-risk.no-gomemlimit':
    'GOMEMLIMIT is not set, so Go does not know of the limit and does not collect harder near it.',
  'oom-risk.gomemlimit': 'GOMEMLIMIT is {{own}}: Go collects harder before that, at the cost of CPU.',
  'oom-risk.gomemlimit-above': 'GOMEMLIMIT is {{own}}, above the limit of {{limit}}: it cannot help.',
  'oom-risk.time': 'At its present pace the need reaches the limit in about {{left}}.',
  'oom-risk.refuted':
    'memory.stat of the cgroup shows much inactive_file or slab_reclaimable beyond what is drawn as reclaimable.',
  'oom-risk.refuted-clear': 'container_memory_events_max_total or failcnt rises together with OOM events.',
  'oom-risk.advice':
    'Raise the limit, or lower the need: lower GOGC, from Go 1.19 on set GOMEMLIMIT to the limit minus off-heap and kernel memory minus some 10 %, and look at the growth findings beside this one.',
  'oom-risk.advice-clear': 'No action is needed. Alert on need over limit instead of usage over limit.',
  'insufficient-data.no-go':
    'Go series are missing. They would tell live heap, memory that Go keeps and memory it gave back.',
  'insufficient-data.go-gap': 'Go series are missing for {{share}} of the samples; nothing about Go is judged there.',
  'insufficient-data.no-container':
    'Container series are missing. They would tell lazily freed memory, cache and kernel memory from what the process needs.',
  'insufficient-data.no-rss-cache': 'rss and cache are missing. They would tell lazily freed memory from page cache.',
  'insufficient-data.no-working-set': 'Working set is missing. It would show lazily freed memory and page cache.',
  'insufficient-data.refused':
    'rss and cache are 0 or working set equals usage throughout: cAdvisor before 0.39 cannot read cgroup v2. Upgrade cAdvisor or the kubelet.',
  'insufficient-data.no-released':
    'The memory that Go gave back (heap_released) is missing. It would bound what can be lazily freed.',
  'insufficient-data.no-version': 'The Go version (go_info) is missing. It would tie changes to a release.',
  'insufficient-data.coarse':
    'The step of {{step}} melts short phases into one sample. A step of at most one minute allows firmer verdicts.',
  'insufficient-data.few-samples':
    'There are only {{samples}} samples. At least three in a row are needed for a verdict.',
  'insufficient-data.other-allocator':
    '{{size}} beyond all that Go ever had were given back with MADV_FREE: another allocator did it (such as jemalloc in cgo). How much of it is in use again, only its own statistics tell.',
  'insufficient-data.hidden-by-cache':
    'Go gives memory back lazily, and up to {{size}} of what it gave back may still be resident behind active cache or tmpfs. container_memory_total_inactive_file_bytes and ..._active_file_bytes (cAdvisor 0.50 and later) would tell.',
  'insufficient-data.refuted': 'Not applicable: nothing is claimed.',
  'insufficient-data.advice': 'Add the series named above to the queries of this panel.',
} as const;

/** What each Go release changed, as messages of their own, so that they are translated too. */
const releaseMessages = Object.fromEntries(
  Object.entries(releaseNotes).map(([version, { change }]) => [releaseMessageId(version), change])
) as Record<ReleaseMessageId, string>;

export const messages = { ...findingMessages, ...releaseMessages };

export type MessageId = keyof typeof findingMessages | ReleaseMessageId;
