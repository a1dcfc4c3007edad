import type { Inputs } from '../../../src/composition/sample';

/** What cAdvisor tells of a container. */
type Accounting = Exclude<keyof Inputs, 'processRss' | 'kernelUsage' | 'mostUsage'>;

/** What a synthetic container and its process hold at one moment, bytes. */
export interface State extends Record<Accounting, number> {
  heapAlloc: number;
  heapInuse: number;
  heapIdle: number;
  released: number;
  heapSys: number;
  stacks: number;
  sys: number;
  nextGc: number;
  goroutines: number;
  mapped: number;
  collections: number;
}

/** A series and its value. */
export type Row = [metric: string, value: (state: State) => number];

export const containerRows: Row[] = [
  ['container_memory_usage_bytes', ({ usage }) => usage],
  ['container_memory_working_set_bytes', ({ workingSet }) => workingSet],
  ['container_memory_rss', ({ rss }) => rss],
  ['container_memory_cache', ({ cache }) => cache],
];
export const listRows: Row[] = [
  ['container_memory_total_inactive_file_bytes', ({ inactiveFile }) => inactiveFile],
  ['container_memory_total_active_file_bytes', ({ activeFile }) => activeFile],
];
export const goRows: Row[] = [
  ['go_memstats_heap_alloc_bytes', ({ heapAlloc }) => heapAlloc],
  ['go_memstats_heap_inuse_bytes', ({ heapInuse }) => heapInuse],
  ['go_memstats_heap_idle_bytes', ({ heapIdle }) => heapIdle],
  ['go_memstats_heap_released_bytes', ({ released }) => released],
  ['go_memstats_heap_sys_bytes', ({ heapSys }) => heapSys],
  ['go_memstats_stack_sys_bytes', ({ stacks }) => stacks],
  ['go_memstats_sys_bytes', ({ sys }) => sys],
  ['go_memstats_next_gc_bytes', ({ nextGc }) => nextGc],
  ['go_goroutines', ({ goroutines }) => goroutines],
  ['go_gc_duration_seconds_count', ({ collections }) => collections],
];

/** Less common series of the container. */
export const furtherContainerRows: Row[] = [['container_memory_mapped_file', ({ mapped }) => mapped]];
/** Less common series of the process. */
export const furtherGoRows: Row[] = [['process_resident_memory_bytes', ({ rss, mapped }) => rss + mapped]];
