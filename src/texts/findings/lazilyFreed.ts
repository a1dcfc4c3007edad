import type { FindingDescription } from '../words';

export const id = 'lazily-freed';
export const order = 10;
export const name = 'Lazily freed memory';

export const headlines = {
  'lazily-freed.headline':
    'Not a leak: {{size}} of {{usage}} is memory that Go has already given back and that the kernel may take at any moment.',
  'lazily-freed.headline-rollback':
    'Not a leak: since the rollback from {{from}} to {{to}}, memory that Go gives back stays in usage: {{size}} of {{usage}}.',
  'lazily-freed.headline-upgrade':
    'Not a leak: since the upgrade from {{from}} to {{to}}, memory that Go gives back stays in usage: {{size}} of {{usage}}.',
  'lazily-freed.headline-no-go':
    'Up to {{size}} of {{usage}} is memory that the program gave back and that the kernel has not taken yet; part of it may be in use again.',
  'lazily-freed.headline-killed':
    'Up to {{size}} of {{usage}} looked lazily freed, but the container was killed at its limit, and the kernel takes such pages before it kills: most of it was in use again.',
  'lazily-freed.headline-others':
    '{{size}} of {{usage}} is outside of the Go heap and was freed lazily by C code or another allocator; part of it may be in use again.',
  'lazily-freed.headline-process':
    'Not a leak: about {{size}} of {{usage}} resident is memory that Go has already given back and that the kernel may take at any moment.',
} as const;

export const details = {
  'lazily-freed.others':
    'Usage minus working set minus cache is {{excess}}, and Go keeps only {{retained}}: another allocator in the process gave memory back with MADV_FREE.',
  'lazily-freed.excess':
    'Usage minus working set minus cache is {{excess}}. File cache cannot explain it: only memory given back with MADV_FREE is counted as usage but neither as working set nor as cache.',
  'lazily-freed.rss-above':
    'Rss is {{rss}}, and working set only {{workingSet}}. Only memory given back with MADV_FREE is counted in rss but not in working set.',
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
  'lazily-freed.advice-killed':
    'Do not trust working set here: it left out memory that was in use. Give the container what it needed at the kill, or make the allocator return memory at once (GODEBUG=madvdontneed=1, or jemalloc with muzzy_decay_ms:0), so that the numbers tell.',
  'lazily-freed.advice-others':
    'Do not trust working set here: it leaves out what the C code took into use again. Statistics of that allocator tell how much is free; jemalloc with muzzy_decay_ms:0, or another allocator in place of the one of musl, gives memory back at once.',
  'lazily-freed.advice-no-go':
    'Nothing needs fixing for memory as such. Judge the risk of an OOM kill by the corrected working set, not by usage or RSS. To get plain numbers back, set the allocator to give memory back at once: jemalloc with muzzy_decay_ms:0, Go before 1.16 with GODEBUG=madvdontneed=1.',
  'lazily-freed.advice-eager':
    'Nothing needs fixing for memory as such. Judge the risk of an OOM kill by the corrected working set, not by usage or RSS. To get plain numbers back, remove madvdontneed=0 from GODEBUG, or set the other allocator to give memory back at once (jemalloc: muzzy_decay_ms:0).',
} as const;

export const description: FindingDescription = {
  title: 'Lazily freed memory',
  meaning:
    'Go gave memory back, but told the kernel that it need not hurry (MADV_FREE). The pages stay in usage and rss until the kernel needs them, and then go without any I/O. It is not a leak. Go 1.12 to 1.15 do so by default, later versions with GODEBUG=madvdontneed=0; jemalloc and other allocators can do so too.',
  test: 'Usage - working set - cache (only MADV_FREE can make it positive) is above the threshold in every sample of a run, and min(that, rss - what Go keeps, released heap) in at least three of any five. Without Go series the first alone decides. Where a series is missing, rss above working set proves it as well; on a version that frees lazily, so do rss (or that of the process) minus what Go keeps, up to released heap and usage - working set.',
  confirm:
    'LazyFree in /proc/PID/smaps (as root on the node) has about this size; usage falls without I/O when memory gets tight.',
  needs: ['usage', 'workingSet', 'rss', 'cache'],
  layers: ['lazily-freed'],
  references: [
    'https://go.dev/doc/go1.12',
    'https://go.dev/issue/33376',
    'https://github.com/google/cadvisor/issues/2634',
  ],
  recording: 'up-111-115-store',
};
