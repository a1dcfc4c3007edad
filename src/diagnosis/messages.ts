/**
 * THE message catalogue: every sentence a finding may say, in English, with `{{placeholders}}`. Keys start with the
 * finding's id. Readers know Go, not the kernel.
 */
export const messages = {
  'lazily-freed.headline':
    'Not a leak: {{size}} of {{usage}} is memory that Go has already given back and that the kernel may take at any moment.',
  'lazily-freed.headline-upgrade':
    'Not a leak: since the upgrade from {{from}} to {{to}}, memory that Go gives back stays in usage: {{size}} of {{usage}}.',
  'lazily-freed.headline-no-go':
    'Not a leak: {{size}} of {{usage}} is memory that the program has already given back and that the kernel may take at any moment.',
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
  'lazily-freed.upgrade': 'The Go version changed from {{from}} to {{to}} at {{at}}.',
  'lazily-freed.refuted':
    'The size of LazyFree in /proc/PID/smaps on the node is near zero, or usage minus working set minus cache is near zero while little is cached.',
  'lazily-freed.advice':
    'Nothing needs fixing for memory as such. Judge the risk of an OOM kill by the corrected working set, not by usage or RSS. To get plain numbers back, set GODEBUG=madvdontneed=1 or upgrade to Go 1.16 or later.',
  'lazily-freed.advice-eager':
    'Nothing needs fixing for memory as such. Judge the risk of an OOM kill by the corrected working set, not by usage or RSS. To get plain numbers back, remove madvdontneed=0 from GODEBUG, or set the other allocator to give memory back at once (jemalloc: muzzy_decay_ms:0).',
  'working-set-understated.headline':
    'Working set hides {{size}} of memory in use: it said {{workingSet}} while at least {{need}} could not be given back.',
  'working-set-understated.headline-limit':
    'Working set hides {{size}} of memory in use: it said {{workingSetShare}} of the limit while the need was {{needShare}}.',
  'working-set-understated.hidden':
    'Usage minus cache minus lazily freed memory is {{need}}, but working set is {{workingSet}}: pages that Go took back into use still count as inactive file memory.',
  'working-set-understated.heap': 'Go alone keeps {{retained}}, of which {{heap}} is heap in use.',
  'working-set-understated.lasted':
    'It lasted {{duration}} between {{from}} and {{to}}; at its peak {{peak}} were hidden.',
  'working-set-understated.refuted':
    'Heap in use, stacks and off-heap memory together stay below working set in the same scrape, or the difference vanishes when samples are at most 15 s apart.',
  'working-set-understated.advice':
    'Whatever reads working set is misled: kubectl top, the HorizontalPodAutoscaler, node eviction and alerts. Alert on the corrected working set instead. GODEBUG=madvdontneed=1 or Go 1.16 and later end it.',
  'accounting-correction.headline-upgrade':
    'Not a regression: with {{to}} (before: {{from}}) memory is given back at once, so working set now shows what was needed all along.',
  'accounting-correction.headline':
    'Not a regression: since the restart memory is given back at once, so usage falls and working set shows what was needed all along.',
  'accounting-correction.before':
    'Before, {{lazilyFreed}} were lazily freed: usage was {{usage}} and working set {{workingSet}}.',
  'accounting-correction.after':
    'Since then Go gave back {{returned}} and the kernel took it at once: usage is {{usage}}, working set {{workingSet}}, and nothing is lazily freed.',
  'accounting-correction.corrected': 'The corrected working set was {{before}} before and is {{after}} now.',
  'accounting-correction.godebug': 'The Go version did not change, so GODEBUG=madvdontneed=1 was set.',
  'accounting-correction.refuted': 'Live heap or off-heap memory grew by the amount that working set rose.',
  'accounting-correction.advice':
    'Nothing needs fixing. Set thresholds of alerts and autoscalers anew: usage and RSS are lower now, and working set is no longer too low.',
  'insufficient-data.headline': 'Some causes cannot be told apart: {{missing}}.',
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
  'insufficient-data.refuted': 'Not applicable: nothing is claimed.',
  'insufficient-data.advice': 'Add the series named above to the queries of this panel.',
  'insufficient-data.part-no-go': 'Go series',
  'insufficient-data.part-go-gap': 'Go series in part of the range',
  'insufficient-data.part-no-container': 'container series',
  'insufficient-data.part-no-rss-cache': 'container rss and cache',
  'insufficient-data.part-no-working-set': 'working set',
  'insufficient-data.part-refused': 'valid rss and cache',
  'insufficient-data.part-no-released': 'released heap',
  'insufficient-data.part-no-version': 'Go version',
  'insufficient-data.part-coarse': 'a finer step',
  'insufficient-data.part-few-samples': 'more samples',
} as const;

export type MessageId = keyof typeof messages;
