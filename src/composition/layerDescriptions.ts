import type { LayerId } from './types';

interface LayerDescription {
  /** One or two sentences for the layer editor and the docs. */
  info: string;
  /** Formula in the vocabulary of docs/design.md §2, for the docs. */
  formula: string;
}

/** What each layer of the layer table means. */
export const layerDescriptions: Readonly<Record<LayerId, LayerDescription>> = {
  'heap-objects': {
    info: 'Live Go objects and dead ones not yet swept.',
    formula: 'heapAlloc',
  },
  'heap-fragmented': {
    info: 'Free slots inside heap pages that still hold objects. Go can reuse them, but not give them back.',
    formula: 'heapInuse - heapAlloc',
  },
  'heap-idle': {
    info: 'Empty heap pages that Go has not given back to the kernel yet.',
    formula: 'heapIdle - heapReleased',
  },
  stacks: {
    info: 'Stacks of goroutines and threads.',
    formula: 'stackSys',
  },
  runtime: {
    info: 'Memory of the Go runtime itself: span and cache metadata, garbage collector bitmaps, profiling buckets.',
    formula: 'sys - heapSys - stackSys',
  },
  'go-other': {
    info: 'Everything Go has not given back except stacks; the series do not split it further.',
    formula: 'retained - stacks',
  },
  'off-heap': {
    info: 'Anonymous memory that Go does not know of: cgo, C libraries, mmap.',
    formula: 'rss - retained - lazily freed',
  },
  anonymous: {
    info: 'Heap, stacks and other private memory of the processes; without Go series it is not split further.',
    formula: 'rss - lazily freed',
  },
  kernel: {
    info: 'Memory the kernel uses for the container: sockets, page tables, slab. Some slab is reclaimable; no series tells how much.',
    formula: 'usage - rss - cache',
  },
  other: {
    info: 'Resident and unknown to Go: off-heap or kernel memory, active page cache or tmpfs, or memory that was freed lazily. The series cannot tell which.',
    formula: 'what is left of working set, process RSS or file-list excess',
  },
  'cache-in-working-set': {
    info: 'File cache in active use or tmpfs; the series cannot tell which. tmpfs cannot be reclaimed, active cache can.',
    formula: 'cache - page cache',
  },
  'shared-memory': {
    info: 'Files in memory (tmpfs, emptyDir with medium Memory) and shared memory. Not reclaimable without swap.',
    formula: 'cache in working set - active file',
  },
  'active-page-cache': {
    info: 'File cache that was read more than once. The kernel takes it back later than the rest.',
    formula: 'min(cache in working set, active file)',
  },
  'page-cache': {
    info: 'File cache the kernel can drop at any moment.',
    formula: 'usage - working set - lazily freed, at most cache',
  },
  'cache-or-lazily-freed': {
    info: 'Reclaimable, but rss and cache are needed to tell page cache and lazily freed memory apart.',
    formula: 'usage - needed',
  },
  'lazily-freed': {
    info: 'Pages Go gave back with MADV_FREE. They still count as usage and rss until the kernel needs them; then they go without I/O.',
    formula: 'min(file-list excess, rss - retained, heapReleased)',
  },
};
