const at = (metric: string, operation: string): string => `namespace_pod_container:${metric}:${operation}`;

/** Names of the recorded series; dashboards and alerts take them from here. */
export const names = {
  selected: 'namespace_pod_container_id:container_run:live',
  usage: at('container_memory_usage_bytes', 'live'),
  workingSet: at('container_memory_working_set_bytes', 'live'),
  rss: at('container_memory_rss_bytes', 'live'),
  cache: at('container_memory_cache_bytes', 'live'),
  excess: at('container_memory_file_list_excess_bytes', 'live'),
  limit: at('container_memory_limit_bytes', 'max'),
  goRivals: at('go_processes', 'rivals'),
  goVersion: at('go_version', 'info'),
  liveHeap: at('go_memory_heap_alloc_bytes', 'single'),
  heapReleased: at('go_memory_heap_released_bytes', 'single'),
  retained: at('go_memory_retained_bytes', 'single'),
  untouched: at('go_memory_untouched', 'ratio'),
  lazilyFreed: at('container_memory_lazily_freed_bytes', 'estimate'),
  lazilyFreedFloor: at('container_memory_lazily_freed_bytes', 'floor'),
  lazilyFreedCeiling: at('container_memory_lazily_freed_bytes', 'ceiling'),
  corrected: at('container_memory_corrected_working_set_bytes', 'estimate'),
  needFloor: at('container_memory_need_bytes', 'floor'),
  offHeap: at('container_memory_off_heap_bytes', 'estimate'),
  needLimitFloor: at('container_memory_need_limit', 'ratio_floor'),
  needLimit: at('container_memory_need_limit', 'ratio'),
  ownerVersions: 'namespace_container:go_version:count',
  versionChanges: at('go_version_changes', 'count'),
} as const;
