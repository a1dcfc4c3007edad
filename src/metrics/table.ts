import { labelMatcher } from './promql';
import type { Role } from './roles';

export type Source =
  'cadvisor' | 'kube-state-metrics' | 'client_golang' | 'runtime/metrics' | 'opentelemetry' | 'other';

/** One metric name and what it means. `where` narrows it to series that carry this label value. */
export interface MetricRow {
  name: string;
  role: Role;
  source: Source;
  where?: { label: string; value: string };
  /** Which of the two recommended queries asks for it. */
  query?: 'container' | 'go';
}

const rows = (source: Source, query: MetricRow['query'], list: Array<[string, Role]>): MetricRow[] =>
  list.map(([name, role]) => ({ name, role, source, query }));

/** What kube-state-metrics tells of a resource, of which memory is one. */
const kubeMemory = (name: string, role: Role, query?: MetricRow['query']): MetricRow => ({
  name,
  role,
  source: 'kube-state-metrics',
  where: { label: 'resource', value: 'memory' },
  query,
});

/**
 * THE metric table: every name that carries a role. Sources: cAdvisor `metrics/prometheus.go`, kube-state-metrics
 * `docs/metrics`, client_golang `prometheus/go_collector.go`, OpenTelemetry semantic conventions and the runtime
 * instrumentation of opentelemetry-go-contrib, VictoriaMetrics/metrics, CockroachDB `server/status/runtime.go`
 * (docs/domain.md §1).
 */
export const metricTable: readonly MetricRow[] = [
  ...rows('cadvisor', 'container', [
    ['container_memory_usage_bytes', 'usage'],
    ['container_memory_working_set_bytes', 'workingSet'],
    ['container_memory_rss', 'rss'],
    ['container_memory_cache', 'cache'],
    ['container_memory_total_inactive_file_bytes', 'inactiveFile'],
    ['container_memory_total_active_file_bytes', 'activeFile'],
    ['container_memory_swap', 'swap'],
    ['container_spec_memory_limit_bytes', 'limit'],
    ['container_start_time_seconds', 'containerStart'],
    ['container_oom_events_total', 'oomEvents'],
    ['container_memory_mapped_file', 'mappedFile'],
    ['container_memory_kernel_usage', 'kernelUsage'],
    ['container_pressure_memory_waiting_seconds_total', 'pressureWaiting'],
    ['container_memory_events_max_total', 'limitHits'],
    ['container_memory_events_high_total', 'slowed'],
    ['container_cpu_cfs_periods_total', 'cpuPeriods'],
    ['container_cpu_cfs_throttled_periods_total', 'cpuThrottled'],
  ]),
  ...rows('cadvisor', undefined, [
    ['container_memory_shmem_bytes', 'shmem'],
    ['container_memory_shmem', 'shmem'],
    // The kubelet's own endpoint of resources; a pod counts where its containers are not there.
    ['pod_memory_working_set_bytes', 'workingSet'],
  ]),
  {
    name: 'container_memory_failures_total',
    role: 'majorFaults',
    source: 'cadvisor',
    where: { label: 'failure_type', value: 'pgmajfault' },
    query: 'container',
  },
  kubeMemory('kube_pod_container_resource_limits', 'kubeLimit', 'container'),
  kubeMemory('kube_pod_container_resource_requests', 'request', 'container'),
  ...rows('kube-state-metrics', 'container', [
    ['kube_pod_container_status_restarts_total', 'restarts'],
    ['kube_pod_container_status_last_terminated_reason', 'terminatedReason'],
  ]),
  // The scheduler's own (/metrics/resources), of whole pods.
  kubeMemory('kube_pod_resource_limit', 'kubeLimit'),
  kubeMemory('kube_pod_resource_request', 'request'),
  // Sidecars that Kubernetes starts before the other containers count as init containers.
  kubeMemory('kube_pod_init_container_resource_limits', 'kubeLimit'),
  kubeMemory('kube_pod_init_container_resource_requests', 'request'),
  ...rows('kube-state-metrics', undefined, [
    ['kube_pod_container_resource_limits_memory_bytes', 'kubeLimit'],
    ['kube_pod_container_status_terminated_reason', 'terminatedReason'],
    ['kube_pod_init_container_status_restarts_total', 'restarts'],
    ['kube_pod_init_container_status_last_terminated_reason', 'terminatedReason'],
  ]),
  ...rows('client_golang', 'go', [
    ['go_memstats_heap_alloc_bytes', 'heapAlloc'],
    ['go_memstats_heap_inuse_bytes', 'heapInuse'],
    ['go_memstats_heap_idle_bytes', 'heapIdle'],
    ['go_memstats_heap_released_bytes', 'heapReleased'],
    ['go_memstats_heap_sys_bytes', 'heapSys'],
    ['go_memstats_stack_inuse_bytes', 'stackInuse'],
    ['go_memstats_stack_sys_bytes', 'stackSys'],
    ['go_memstats_sys_bytes', 'sys'],
    ['go_memstats_next_gc_bytes', 'nextGc'],
    ['go_goroutines', 'goroutines'],
    ['go_info', 'goVersion'],
    ['go_gc_gomemlimit_bytes', 'goMemLimit'],
    ['go_gc_duration_seconds_count', 'gcCount'],
    ['go_cpu_classes_gc_total_cpu_seconds_total', 'gcCpu'],
    ['go_cpu_classes_total_cpu_seconds_total', 'goCpu'],
    ['process_resident_memory_bytes', 'processRss'],
    ['process_start_time_seconds', 'processStart'],
  ]),
  ...rows('client_golang', undefined, [
    ['go_memstats_alloc_bytes', 'heapAlloc'],
    ['go_memstats_heap_released_bytes_total', 'heapReleased'],
    ['go_memstats_mspan_inuse_bytes', 'mspanInuse'],
    ['go_memstats_mspan_sys_bytes', 'mspanSys'],
    ['go_memstats_mcache_inuse_bytes', 'mcacheInuse'],
    ['go_memstats_mcache_sys_bytes', 'mcacheSys'],
    ['go_memstats_buck_hash_sys_bytes', 'buckHashSys'],
    ['go_memstats_gc_sys_bytes', 'gcSys'],
    ['go_memstats_other_sys_bytes', 'otherSys'],
  ]),
  ...rows('other', undefined, [
    ['process_resident_memory_anon_bytes', 'processAnon'],
    ['process_resident_memory_file_bytes', 'processFile'],
    ['process_resident_memory_shared_bytes', 'processShared'],
    ['sys_cgo_totalbytes', 'cgoTotal'],
    ['sys_cgo_allocbytes', 'cgoTotal'],
  ]),
  ...rows('runtime/metrics', undefined, [
    ['go_gc_cycles_total_gc_cycles_total', 'gcCount'],
    ['go_memory_classes_heap_objects_bytes', 'heapAlloc'],
    ['go_memory_classes_heap_unused_bytes', 'heapUnused'],
    ['go_memory_classes_heap_free_bytes', 'heapFree'],
    ['go_memory_classes_heap_released_bytes', 'heapReleased'],
    ['go_memory_classes_heap_stacks_bytes', 'stackInuse'],
    ['go_memory_classes_os_stacks_bytes', 'osStacks'],
    ['go_memory_classes_metadata_mspan_inuse_bytes', 'mspanInuse'],
    ['go_memory_classes_metadata_mspan_free_bytes', 'mspanFree'],
    ['go_memory_classes_metadata_mcache_inuse_bytes', 'mcacheInuse'],
    ['go_memory_classes_metadata_mcache_free_bytes', 'mcacheFree'],
    ['go_memory_classes_metadata_other_bytes', 'gcSys'],
    ['go_memory_classes_other_bytes', 'otherSys'],
    ['go_memory_classes_profiling_buckets_bytes', 'buckHashSys'],
    ['go_memory_classes_total_bytes', 'sys'],
    ['go_gc_heap_live_bytes', 'heapLive'],
    ['go_gc_heap_goal_bytes', 'nextGc'],
    ['go_sched_goroutines_goroutines', 'goroutines'],
  ]),
  ...['go_memory_used_bytes', 'go_memory_used'].flatMap((name): MetricRow[] =>
    ['go_memory_type', 'go.memory.type'].flatMap((label): MetricRow[] => [
      { name, role: 'otelStack', source: 'opentelemetry', where: { label, value: 'stack' } },
      { name, role: 'otelOther', source: 'opentelemetry', where: { label, value: 'other' } },
    ])
  ),
  ...rows('opentelemetry', undefined, [
    ['go_memory_limit_bytes', 'goMemLimit'],
    ['go_memory_limit', 'goMemLimit'],
    ['go_memory_gc_goal_bytes', 'nextGc'],
    ['go_memory_gc_goal', 'nextGc'],
    ['go_goroutine_count', 'goroutines'],
    ...(['', 'process_'] as const).flatMap((prefix): Array<[string, Role]> =>
      (['_bytes', ''] as const).flatMap((unit): Array<[string, Role]> => [
        [`${prefix}runtime_go_mem_heap_alloc${unit}`, 'heapAlloc'],
        [`${prefix}runtime_go_mem_heap_idle${unit}`, 'heapIdle'],
        [`${prefix}runtime_go_mem_heap_inuse${unit}`, 'heapInuse'],
        [`${prefix}runtime_go_mem_heap_released${unit}`, 'heapReleased'],
        [`${prefix}runtime_go_mem_heap_sys${unit}`, 'heapSys'],
      ])
    ),
    ['process_runtime_go_goroutines', 'goroutines'],
    ['runtime_go_goroutines', 'goroutines'],
    ['k8s_container_memory_limit_bytes', 'kubeLimit'],
    ['k8s_container_memory_limit', 'kubeLimit'],
    ['k8s_container_memory_request_bytes', 'request'],
    ['k8s_container_memory_request', 'request'],
    ['k8s_container_restarts', 'restarts'],
    ['container_memory_rss_bytes', 'rss'],
    ['container_memory_usage', 'usage'],
    // Docker's own number, which leaves inactive file cache out, as working set does.
    ['container_memory_usage_total', 'workingSet'],
    ['container_memory_usage_total_bytes', 'workingSet'],
    ['container_memory_working_set', 'workingSet'],
    // kubeletstats receiver; those of a pod count where its containers are not there.
    ...(['_bytes', ''] as const).flatMap((unit): Array<[string, Role]> => [
      [`k8s_pod_memory_usage${unit}`, 'usage'],
      [`k8s_pod_memory_working_set${unit}`, 'workingSet'],
      [`k8s_pod_memory_rss${unit}`, 'rss'],
      // Host metrics receiver and semantic conventions: physical memory in use.
      [`process_memory_usage${unit}`, 'processRss'],
    ]),
    ['otelcol_process_memory_rss', 'processRss'],
    ['otelcol_process_runtime_heap_alloc_bytes', 'heapAlloc'],
    ['otelcol_process_runtime_total_sys_memory_bytes', 'sys'],
  ]),
  ...rows('other', undefined, [
    ['go_memlimit_bytes', 'goMemLimit'],
    ['sys_rss', 'processRss'],
    ['sys_go_allocbytes', 'heapAlloc'],
    ['sys_go_totalbytes', 'retained'],
    ['sys_goroutines', 'goroutines'],
    ['container_memory_usage_usage_bytes', 'usage'],
    ['container_memory_usage_limit_bytes', 'limit'],
    ['container_memory_cache_bytes', 'cache'],
    ['container_memory_anon_bytes', 'rss'],
    ['container_memory_file_bytes', 'cache'],
    ['container_memory_inactive_file_bytes', 'inactiveFile'],
    ['container_memory_active_file_bytes', 'activeFile'],
    ['container_resources_memory_rss_bytes', 'rss'],
    ['container_resources_memory_cache_bytes', 'cache'],
    ['kubernetes_pod_container_memory_usage_bytes', 'usage'],
    ['kubernetes_pod_container_memory_working_set_bytes', 'workingSet'],
    ['kubernetes_pod_container_memory_rss_bytes', 'rss'],
    ['kubernetes_pod_container_resource_limits_memory_bytes', 'kubeLimit'],
    ['kubernetes_pod_container_resource_requests_memory_bytes', 'request'],
    ['nomad_client_allocs_memory_usage', 'usage'],
    ['nomad_client_allocs_memory_rss', 'rss'],
    ['nomad_client_allocs_memory_cache', 'cache'],
    ['nomad_client_allocs_memory_swap', 'swap'],
    ['nomad_client_allocs_memory_mapped_file', 'mappedFile'],
    ['nomad_client_allocs_memory_kernel_usage', 'kernelUsage'],
    ['nomad_client_allocs_memory_allocated', 'limit'],
    // As `docker stats` shows it: inactive file cache is left out.
    ['docker_container_mem_usage', 'workingSet'],
    ['docker_container_mem_limit', 'limit'],
    ['docker_container_mem_total_rss', 'rss'],
    ['docker_container_mem_total_cache', 'cache'],
    ['docker_container_mem_total_inactive_file', 'inactiveFile'],
    ['docker_container_mem_total_active_file', 'activeFile'],
    // With cgroup v2 the names are those of memory.stat.
    ['docker_container_mem_inactive_file', 'inactiveFile'],
    ['docker_container_mem_active_file', 'activeFile'],
  ]),
  // System metrics of Google's clusters, which the name `kubernetes_io:container_memory_used_bytes` leads to. What
  // cannot be evicted is the working set, and what can is the inactive file cache that working set leaves out.
  {
    name: 'container_memory_used_bytes',
    role: 'workingSet',
    source: 'other',
    where: { label: 'memory_type', value: 'non-evictable' },
  },
  {
    name: 'container_memory_used_bytes',
    role: 'inactiveFile',
    source: 'other',
    where: { label: 'memory_type', value: 'evictable' },
  },
  ...rows('other', undefined, [
    ['container_memory_limit_bytes', 'kubeLimit'],
    ['container_memory_request_bytes', 'request'],
    ['container_restart_count', 'restarts'],
  ]),
  {
    name: 'namedprocess_namegroup_memory_bytes',
    role: 'processRss',
    source: 'other',
    where: { label: 'memtype', value: 'resident' },
  },
];

/** Names that domain.md §1 lists and that carry no role here, with the reason. */
export const ignoredMetrics: Readonly<Record<string, string>> = {
  container_memory_file_dirty_bytes: 'part of cache',
  container_memory_file_writeback_bytes: 'part of cache',
  container_memory_pgscan_total: 'reclaim activity',
  container_memory_pgsteal_total: 'reclaim activity',
  container_memory_workingset_refault_file_total: 'reclaim activity',
  container_memory_workingset_refault_anon_total: 'reclaim activity',
  container_pressure_memory_stalled_seconds_total: 'pressure, not size',
  container_spec_memory_swap_limit_bytes: 'a limit on swap',
  container_spec_memory_reservation_limit_bytes: 'a soft limit that kills nobody',
  container_hugetlb_usage_bytes: 'outside usage',
  container_referenced_bytes: 'off by default, intrusive',
  machine_memory_bytes: 'the node, not the container',
  container_memory_available_bytes: 'derived from limit and working set',
  kube_pod_status_reason: 'not about memory',
  container_memory_max_usage_bytes: 'a high-water mark',
  container_memory_failcnt: 'a count of reclaims at the limit',
  go_memstats_heap_objects: 'a count of objects',
  go_gc_heap_objects_objects: 'a count of objects',
  process_runtime_go_mem_heap_objects: 'a count of objects',
  go_memstats_last_gc_time_seconds: 'a time',
  go_memstats_alloc_bytes_total: 'bytes allocated since the start: work, not size',
  go_memory_allocated_bytes_total: 'bytes allocated since the start: work, not size',
  go_memory_allocated: 'bytes allocated since the start: work, not size',
  process_virtual_memory_bytes: 'addresses, not memory',
  go_gc_gogc_percent: 'the goal of the garbage collector says what it does',
  go_config_gogc_percent: 'the goal of the garbage collector says what it does',
  go_config_gogc: 'the goal of the garbage collector says what it does',
  kube_pod_container_info: 'not about memory',
  kube_pod_container_status_last_terminated_exitcode: 'an exit code: 137 is SIGKILL, whoever sent it',
  go_memstats_mallocs_total: 'a count of objects',
  go_memstats_frees_total: 'a count of objects',
  go_memstats_lookups_total: 'a count',
  go_memstats_gc_cpu_fraction: 'CPU',
  go_threads: 'a count',
  go_gc_duration_seconds: 'time',
  go_sched_gomaxprocs_threads: 'a count',
  go_memory_allocations_total: 'a count of objects',
  go_processor_limit: 'a count',
  process_virtual_memory_max_bytes: 'a limit on addresses',
  process_resident_memory_peak_bytes: 'a high-water mark',
  process_virtual_memory_peak_bytes: 'a high-water mark',
  process_runtime_go_mem_live_objects: 'a count of objects',
  process_runtime_go_mem_lookups: 'a count',
  otelcol_process_runtime_total_alloc_bytes: 'a counter',
  node_memory_AnonPages_bytes: 'the node, not the container',
};

const byName = new Map<string, MetricRow[]>();
for (const row of metricTable) {
  byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
}

/** OpenTelemetry names keep their dots under UTF-8 translation; the table holds the escaped form. */
const normaliseName = (name: string): string => (name.includes('.') ? name.replaceAll('.', '_') : name);

/** True for a name of the table, escaped or dotted, whatever the labels. */
export const isKnownMetric = (name: string): boolean => byName.has(normaliseName(name));

/** True for a name that is known to carry no role; summaries and histograms count under their base name. */
export const isIgnoredMetric = (name: string): boolean =>
  Object.hasOwn(ignoredMetrics, normaliseName(name).replace(/_(count|sum|bucket)$/, '')) ||
  metricTable.some((row) => row.where && row.name === normaliseName(name));

/**
 * The role that a metric name carries for a series with these labels, or null: unknown name, or a name that needs a
 * label value that the series does not have (for example `resource="memory"`).
 */
export function roleOfMetric(name: string, labels: Record<string, string>): Role | null {
  for (const row of byName.get(normaliseName(name)) ?? []) {
    if (!row.where || labels[row.where.label] === row.where.value) {
      return row.role;
    }
  }
  return null;
}

/** Metric names that carry a role, first the one that the recommended queries ask for. */
export const namesOfRole = (role: Role): string[] =>
  metricTable
    .filter((row) => row.role === role)
    .sort((a, b) => Number(Boolean(b.query)) - Number(Boolean(a.query)))
    .map((row) => row.name);

/** Names that PromQL takes as they are; others (with dots) stand in quotes. */
export const isPlainName = (name: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);

/**
 * The label matcher that a name needs to mean a role, such as `resource="memory"`; empty where the name is enough.
 * Recorded names need it as well: a rule leaves the labels of what it records.
 */
export function matcherOf(name: string, role: Role): string {
  const names = normaliseName(name).split(':');
  const where = metricTable.find((row) => row.role === role && names.includes(row.name))?.where;
  return where ? labelMatcher(where.label, where.value) : '';
}
