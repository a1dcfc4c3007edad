/**
 * What a finding says in one sentence, and the parts those sentences list. Apart from the other messages, because the
 * panel shows them at once and loads the rest when someone asks.
 */
export const headlines = {
  'lazily-freed.headline':
    'Not a leak: {{size}} of {{usage}} is memory that Go has already given back and that the kernel may take at any moment.',
  'lazily-freed.headline-upgrade':
    'Not a leak: since the upgrade from {{from}} to {{to}}, memory that Go gives back stays in usage: {{size}} of {{usage}}.',
  'lazily-freed.headline-no-go':
    'Up to {{size}} of {{usage}} is memory that the program gave back and that the kernel has not taken yet; part of it may be in use again.',
  'working-set-understated.headline':
    'Working set hides {{size}} of memory in use: it said {{workingSet}} while at least {{need}} could not be given back.',
  'working-set-understated.headline-limit':
    'Working set hides {{size}} of memory in use: it said {{workingSetShare}} of the limit while the need was {{needShare}}.',
  'accounting-correction.headline-upgrade':
    'Not a regression: with {{to}} (before: {{from}}) memory is given back at once, so working set now shows what was needed all along.',
  'accounting-correction.headline':
    'Not a regression: since the restart memory is given back at once, so usage falls and working set shows what was needed all along.',
  'heap-growth.headline': 'Live heap keeps growing: from {{low}} to {{high}} in {{duration}}, about {{rate}}.',
  'heap-growth.headline-ended':
    'Live heap grew from {{low}} to {{high}} in {{duration}} and has stayed there: more load, a fuller cache, or a leak that paused.',
  'heap-growth.headline-open':
    'Live heap rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'heap-growth.headline-pattern':
    'Live heap grew up to {{high}} before each of {{runs}} kills: the same leak after every restart.',
  'idle-heap.headline': 'Go keeps {{size}} of empty heap beside {{inuse}} in use, instead of giving it back.',
  'idle-heap.headline-saw':
    'Go lets the heap fill up to {{goal}} although only {{live}} of it are live after a garbage collection.',
  'fragmentation.headline':
    '{{size}} of heap, {{share}} of what is in use, is free space between live objects that Go cannot give back.',
  'stack-growth.headline':
    'Goroutine stacks keep growing: from {{low}} to {{high}} in {{duration}}, together with the number of goroutines.',
  'stack-growth.headline-deep': 'Goroutine stacks keep growing: from {{low}} to {{high}} in {{duration}}.',
  'stack-growth.headline-open':
    'Goroutine stacks rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'off-heap-growth.headline':
    'Memory outside of the Go heap keeps growing: from {{low}} to {{high}} in {{duration}}, while Go stays flat.',
  'off-heap-growth.headline-ended':
    'Memory outside of the Go heap grew from {{low}} to {{high}} in {{duration}} and has stayed there.',
  'off-heap-growth.headline-open':
    'Memory outside of the Go heap rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'page-cache-growth.headline':
    'The growth is file cache: {{size}} in {{duration}}. The kernel takes it back when memory is needed.',
  'shared-memory-growth.headline':
    'Files in memory (tmpfs) or shared memory grew by {{size}} in {{duration}}; the kernel cannot take them back.',
  'kernel-memory-growth.headline':
    'Kernel memory of the container keeps growing: from {{low}} to {{high}} in {{duration}}.',
  'kernel-memory-growth.headline-open':
    'Kernel memory of the container rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'resident-regression.headline':
    'Since the upgrade from {{from}} to {{to}}, {{size}} more of the same Go memory is resident.',
  'huge-page-bloat.headline':
    'About {{size}} that Go gave back is resident again, most likely through huge pages of the kernel.',
  'huge-page-bloat.headline-possible':
    '{{size}} more than Go keeps is resident: either huge pages refilled memory that Go gave back, or it is off-heap memory.',
  'oom-killed.headline':
    'The container was OOM-killed before {{at}}: the need was {{need}} of the limit, working set said {{workingSet}}.',
  'oom-killed.headline-hidden':
    'The container was OOM-killed before {{at}} although working set said only {{workingSet}} of the limit: the need was {{need}}.',
  'oom-killed.headline-possible':
    'The container was probably OOM-killed before {{at}}: at least {{need}} of the limit was needed, working set said {{workingSet}}, and no series tells the reason.',
  'oom-risk.headline': 'The process needs {{need}} of its memory limit: an OOM kill is near.',
  'oom-risk.headline-hidden':
    'The process needs {{need}} of its memory limit, although working set says only {{workingSet}}: an OOM kill is near.',
  'oom-risk.headline-possible':
    'The process may need up to {{need}} of its memory limit; some of it may be file cache.',
  'oom-risk.headline-clear':
    'Usage is at {{usage}} of the limit, but {{reclaimable}} of it can be reclaimed: the need is {{need}} of the limit.',
  'insufficient-data.headline': 'Some causes cannot be told apart. Missing: {{missing}}.',
  'insufficient-data.part-no-go': 'Go series',
  'insufficient-data.part-go-gap': 'Go series in part of the range',
  'insufficient-data.part-no-container': 'container series',
  'insufficient-data.part-no-rss-cache': 'container rss and cache',
  'insufficient-data.part-no-working-set': 'working set',
  'insufficient-data.part-refused': 'valid rss and cache',
  'insufficient-data.part-no-released': 'released heap',
  'insufficient-data.part-other-allocator': 'statistics of another allocator',
  'insufficient-data.part-hidden-by-cache': 'file lists of the container',
  'insufficient-data.part-no-version': 'Go version',
  'insufficient-data.part-coarse': 'a finer step',
  'insufficient-data.part-few-samples': 'more samples',
} as const;
