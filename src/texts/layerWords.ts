import type { LayerClass } from '../composition/types';

interface LayerWords {
  id: string;
  label: string;
  class: LayerClass;
  /** Name of a colour of Grafana's palette, or a colour where its hues are taken: red and purple are those of lines. */
  color: string;
  /** Whether only Go series can supply it. */
  isGo: boolean;
  /** One or two sentences for the layer editor and the docs. */
  info: string;
  /** Formula in the vocabulary of docs/design.md §2, for the docs. */
  formula: string;
}

/**
 * THE layer table, bottom to top: needed, undecided, reclaimable. `npm run generate` makes
 * src/composition/layers.gen.ts of it, without the sentences, which only the layer editor and the docs need.
 */
export const layers = [
  {
    id: 'heap-objects',
    label: 'Heap objects',
    class: 'needed',
    color: 'blue',
    isGo: true,
    info: 'Live Go objects and dead ones not yet swept.',
    formula: 'heapAlloc',
  },
  {
    id: 'heap-fragmented',
    label: 'Heap fragmentation',
    class: 'needed',
    color: 'light-blue',
    isGo: true,
    info: 'Free slots inside heap pages that still hold objects. Go can reuse them, but not give them back.',
    formula: 'heapInuse - heapAlloc',
  },
  {
    id: 'heap-idle',
    label: 'Idle heap kept by Go',
    class: 'needed',
    color: 'dark-blue',
    isGo: true,
    info: 'Empty heap pages that Go has not given back to the kernel yet.',
    formula: 'heapIdle - heapReleased',
  },
  {
    id: 'stacks',
    label: 'Goroutine stacks',
    class: 'needed',
    color: '#1F9E9E',
    isGo: true,
    info: 'Stacks of goroutines and threads.',
    formula: 'stackSys',
  },
  {
    id: 'runtime',
    label: 'Go runtime',
    class: 'needed',
    color: '#5CC6D0',
    isGo: true,
    info: 'Memory of the Go runtime itself: span and cache metadata, garbage collector bitmaps, profiling buckets.',
    formula: 'sys - heapSys - stackSys',
  },
  {
    id: 'go-other',
    label: 'Go heap and runtime',
    class: 'needed',
    color: 'blue',
    isGo: true,
    info: 'Everything Go has not given back except stacks; the series do not split it further.',
    formula: 'retained - stacks',
  },
  {
    id: 'off-heap',
    label: 'Off-heap',
    class: 'needed',
    color: 'orange',
    isGo: false,
    info: 'Anonymous memory that Go does not know of: cgo, C libraries, mmap.',
    formula: 'rss - retained - lazily freed',
  },
  {
    id: 'anonymous',
    label: 'Anonymous memory',
    class: 'needed',
    color: 'semi-dark-blue',
    isGo: false,
    info: 'Heap, stacks and other private memory of the processes; without Go series it is not split further.',
    formula: 'rss - lazily freed',
  },
  {
    id: 'kernel',
    label: 'Kernel',
    class: 'undecided',
    color: '#8E8E9A',
    isGo: false,
    info: 'Sockets, page tables and slab of the kernel, or parts of huge pages that Go gave back and that the kernel has not split yet. Directory entries and parts of huge pages go when memory gets tight, sockets do not; no common series tells them apart.',
    formula: 'usage - rss - cache',
  },
  {
    id: 'other',
    label: 'Other memory',
    class: 'undecided',
    color: 'light-orange',
    isGo: false,
    info: 'Resident and unknown to Go: off-heap or kernel memory, active page cache or tmpfs, or memory that was freed lazily. The series cannot tell which.',
    formula: 'what is left of working set, process RSS or file-list excess',
  },
  {
    id: 'cache-in-working-set',
    label: 'Cache in working set',
    class: 'undecided',
    color: 'yellow',
    isGo: false,
    info: 'File cache in active use or tmpfs; the series cannot tell which. tmpfs cannot be reclaimed, active cache can.',
    formula: 'cache - page cache',
  },
  {
    id: 'shared-memory',
    label: 'Shared memory (tmpfs)',
    class: 'undecided',
    color: 'dark-yellow',
    isGo: false,
    info: 'Files in memory (tmpfs, emptyDir with medium Memory) and shared memory. Not reclaimable without swap.',
    formula: 'cache in working set - active file',
  },
  {
    id: 'active-page-cache',
    label: 'Active page cache',
    class: 'undecided',
    color: 'yellow',
    isGo: false,
    info: 'File cache that was read more than once. The kernel takes it back later than the rest.',
    formula: 'min(cache in working set, active file)',
  },
  {
    id: 'page-cache',
    label: 'Page cache',
    class: 'reclaimable',
    color: 'green',
    isGo: false,
    info: 'File cache the kernel can drop at any moment.',
    formula: 'usage - working set - lazily freed, at most cache',
  },
  {
    id: 'cache-or-lazily-freed',
    label: 'Page cache or lazily freed',
    class: 'reclaimable',
    color: 'light-green',
    isGo: false,
    info: 'Reclaimable, but rss and cache are needed to tell page cache and lazily freed memory apart.',
    formula: 'usage - needed',
  },
  {
    id: 'lazily-freed',
    label: 'Lazily freed',
    class: 'reclaimable',
    color: 'semi-dark-green',
    isGo: false,
    info: 'Pages Go gave back with MADV_FREE. They still count as usage and rss until the kernel needs them; then they go without I/O.',
    formula: 'min(file-list excess, rss - retained, heapReleased)',
  },
] as const satisfies readonly LayerWords[];
