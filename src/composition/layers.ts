import type { LayerClass, LayerId } from './types';

/** One layer of the composition: what it is called, what it means, and how sure it is. */
export interface LayerRow {
  id: LayerId;
  label: string;
  /** One or two sentences for tooltips and docs. */
  info: string;
  /** Formula in the vocabulary of docs/design.md §2, for the docs. */
  formula: string;
  class: LayerClass;
  /** Name of a colour of Grafana's palette. */
  color: string;
}

/** THE layer table, bottom to top: needed, undecided, reclaimable. */
export const layerTable: readonly LayerRow[] = [
  {
    id: 'heap-objects',
    label: 'Heap objects',
    info: 'Live Go objects and dead ones not yet swept.',
    formula: 'heapAlloc',
    class: 'needed',
    color: 'blue',
  },
  {
    id: 'heap-fragmented',
    label: 'Heap fragmentation',
    info: 'Free slots inside heap pages that still hold objects. Go can reuse them, but not give them back.',
    formula: 'heapInuse - heapAlloc',
    class: 'needed',
    color: 'light-blue',
  },
  {
    id: 'heap-idle',
    label: 'Idle heap kept by Go',
    info: 'Empty heap pages that Go has not given back to the kernel yet.',
    formula: 'heapIdle - heapReleased',
    class: 'needed',
    color: 'super-light-blue',
  },
  {
    id: 'stacks',
    label: 'Goroutine stacks',
    info: 'Stacks of goroutines and threads.',
    formula: 'stackSys',
    class: 'needed',
    color: 'purple',
  },
  {
    id: 'runtime',
    label: 'Go runtime',
    info: 'Memory of the Go runtime itself: span and cache metadata, garbage collector bitmaps, profiling buckets.',
    formula: 'sys - heapSys - stackSys',
    class: 'needed',
    color: 'light-purple',
  },
  {
    id: 'go-other',
    label: 'Go heap and runtime',
    info: 'Everything Go has not given back except stacks; the series do not split it further.',
    formula: 'retained - stacks',
    class: 'needed',
    color: 'blue',
  },
  {
    id: 'off-heap',
    label: 'Off-heap',
    info: 'Anonymous memory that Go does not know of: cgo, C libraries, mmap.',
    formula: 'rss - retained - lazily freed',
    class: 'needed',
    color: 'orange',
  },
  {
    id: 'anonymous',
    label: 'Anonymous memory',
    info: 'Heap, stacks and other private memory of the processes; without Go series it is not split further.',
    formula: 'rss - lazily freed',
    class: 'needed',
    color: 'semi-dark-blue',
  },
  {
    id: 'kernel',
    label: 'Kernel',
    info: 'Memory the kernel uses for the container: sockets, page tables, slab. Some slab is reclaimable; no series tells how much.',
    formula: 'usage - rss - cache',
    class: 'needed',
    color: 'red',
  },
  {
    id: 'other',
    label: 'Other memory',
    info: 'Resident and unknown to Go: off-heap or kernel memory, active page cache or tmpfs, or memory that was freed lazily. The series cannot tell which.',
    formula: 'what is left of working set, process RSS or file-list excess',
    class: 'undecided',
    color: 'light-orange',
  },
  {
    id: 'cache-in-working-set',
    label: 'Cache in working set',
    info: 'File cache in active use or tmpfs; the series cannot tell which. tmpfs cannot be reclaimed, active cache can.',
    formula: 'cache - page cache',
    class: 'undecided',
    color: 'yellow',
  },
  {
    id: 'shared-memory',
    label: 'Shared memory (tmpfs)',
    info: 'Files in memory (tmpfs, emptyDir with medium Memory) and shared memory. Not reclaimable without swap.',
    formula: 'cache in working set - active file',
    class: 'undecided',
    color: 'dark-yellow',
  },
  {
    id: 'active-page-cache',
    label: 'Active page cache',
    info: 'File cache that was read more than once. The kernel takes it back later than the rest.',
    formula: 'min(cache in working set, active file)',
    class: 'undecided',
    color: 'yellow',
  },
  {
    id: 'page-cache',
    label: 'Page cache',
    info: 'File cache the kernel can drop at any moment.',
    formula: 'usage - working set - lazily freed, at most cache',
    class: 'reclaimable',
    color: 'green',
  },
  {
    id: 'cache-or-lazily-freed',
    label: 'Page cache or lazily freed',
    info: 'Reclaimable, but rss and cache are needed to tell page cache and lazily freed memory apart.',
    formula: 'usage - needed',
    class: 'reclaimable',
    color: 'light-green',
  },
  {
    id: 'lazily-freed',
    label: 'Lazily freed',
    info: 'Pages Go gave back with MADV_FREE. They still count as usage and rss until the kernel needs them; then they go without I/O.',
    formula: 'min(file-list excess, rss - retained, heapReleased)',
    class: 'reclaimable',
    color: 'semi-dark-green',
  },
];

export const layerById: ReadonlyMap<LayerId, LayerRow> = new Map(layerTable.map((row) => [row.id, row]));
