import { labelMatcher } from './promql';
import type { Role } from './roles';

/** One metric name and what it means. `where` narrows it to series that carry this label value. */
export interface MetricRow {
  name: string;
  role: Role;
  where?: { label: string; value: string };
  /** Which of the two recommended queries asks for it. */
  query?: 'container' | 'go';
}

const rows = (query: MetricRow['query'], list: Array<[string, Role]>): MetricRow[] =>
  list.map(([name, role]) => ({ name, role, query }));

/** What kube-state-metrics tells of a resource, of which memory is one. */
const kubeMemory = (name: string, role: Role, query?: MetricRow['query']): MetricRow => ({
  name,
  role,
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
  // cAdvisor.
  ...rows('container', [
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
  // cAdvisor.
  ...rows(undefined, [
    ['container_memory_shmem_bytes', 'shmem'],
    ['container_memory_shmem', 'shmem'],
    // The kubelet's own endpoint of resources; a pod counts where its containers are not there.
    ['pod_memory_working_set_bytes', 'workingSet'],
  ]),
  {
    name: 'container_memory_failures_total',
    role: 'majorFaults',
    where: { label: 'failure_type', value: 'pgmajfault' },
    query: 'container',
  },
  kubeMemory('kube_pod_container_resource_limits', 'kubeLimit', 'container'),
  kubeMemory('kube_pod_container_resource_requests', 'request', 'container'),
  // kube-state-metrics.
  ...rows('container', [
    ['kube_pod_container_status_restarts_total', 'restarts'],
    ['kube_pod_container_status_last_terminated_reason', 'terminatedReason'],
  ]),
  // The scheduler's own (/metrics/resources), of whole pods.
  kubeMemory('kube_pod_resource_limit', 'kubeLimit'),
  kubeMemory('kube_pod_resource_request', 'request'),
  // Sidecars that Kubernetes starts before the other containers count as init containers.
  kubeMemory('kube_pod_init_container_resource_limits', 'kubeLimit'),
  kubeMemory('kube_pod_init_container_resource_requests', 'request'),
  // kube-state-metrics.
  ...rows(undefined, [
    ['kube_pod_container_resource_limits_memory_bytes', 'kubeLimit'],
    ['kube_pod_container_status_terminated_reason', 'terminatedReason'],
    ['kube_pod_init_container_status_restarts_total', 'restarts'],
    ['kube_pod_init_container_status_last_terminated_reason', 'terminatedReason'],
  ]),
  // client_golang.
  ...rows('go', [
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
  // client_golang.
  ...rows(undefined, [
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
  // Others.
  ...rows(undefined, [
    ['process_resident_memory_anon_bytes', 'processAnon'],
    ['process_resident_memory_file_bytes', 'processFile'],
    ['process_resident_memory_shared_bytes', 'processShared'],
    ['sys_cgo_totalbytes', 'cgoTotal'],
    ['sys_cgo_allocbytes', 'cgoTotal'],
  ]),
  // client_golang, of runtime/metrics.
  ...rows(undefined, [
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
      { name, role: 'otelStack', where: { label, value: 'stack' } },
      { name, role: 'otelOther', where: { label, value: 'other' } },
    ])
  ),
  // OpenTelemetry.
  ...rows(undefined, [
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
  // Others.
  ...rows(undefined, [
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
    where: { label: 'memory_type', value: 'non-evictable' },
  },
  {
    name: 'container_memory_used_bytes',
    role: 'inactiveFile',
    where: { label: 'memory_type', value: 'evictable' },
  },
  // Others.
  ...rows(undefined, [
    ['container_memory_limit_bytes', 'kubeLimit'],
    ['container_memory_request_bytes', 'request'],
    ['container_restart_count', 'restarts'],
  ]),
  {
    name: 'namedprocess_namegroup_memory_bytes',
    role: 'processRss',
    where: { label: 'memtype', value: 'resident' },
  },
];

/** Names that domain.md §1 lists and that carry no role here, by the reason. */
export const ignoredMetrics: ReadonlySet<string> = new Set([
  // Part of cache.
  'container_memory_file_dirty_bytes',
  'container_memory_file_writeback_bytes',
  // Reclaim activity.
  'container_memory_pgscan_total',
  'container_memory_pgsteal_total',
  'container_memory_workingset_refault_file_total',
  'container_memory_workingset_refault_anon_total',
  // Pressure, not size.
  'container_pressure_memory_stalled_seconds_total',
  // A limit on swap.
  'container_spec_memory_swap_limit_bytes',
  // A soft limit that kills nobody.
  'container_spec_memory_reservation_limit_bytes',
  // Outside usage.
  'container_hugetlb_usage_bytes',
  // Off by default, intrusive.
  'container_referenced_bytes',
  // The node, not the container.
  'machine_memory_bytes',
  'node_memory_AnonPages_bytes',
  // Derived from limit and working set.
  'container_memory_available_bytes',
  // Not about memory.
  'kube_pod_status_reason',
  'kube_pod_container_info',
  // A high-water mark.
  'container_memory_max_usage_bytes',
  'process_resident_memory_peak_bytes',
  'process_virtual_memory_peak_bytes',
  // A count of reclaims at the limit.
  'container_memory_failcnt',
  // A count of objects.
  'go_memstats_heap_objects',
  'go_gc_heap_objects_objects',
  'process_runtime_go_mem_heap_objects',
  'go_memstats_mallocs_total',
  'go_memstats_frees_total',
  'go_memory_allocations_total',
  'process_runtime_go_mem_live_objects',
  // A time.
  'go_memstats_last_gc_time_seconds',
  // Bytes allocated since the start: work, not size.
  'go_memstats_alloc_bytes_total',
  'go_memory_allocated_bytes_total',
  'go_memory_allocated',
  // Addresses, not memory.
  'process_virtual_memory_bytes',
  // The goal of the garbage collector says what it does.
  'go_gc_gogc_percent',
  'go_config_gogc_percent',
  'go_config_gogc',
  // An exit code: 137 is SIGKILL, whoever sent it.
  'kube_pod_container_status_last_terminated_exitcode',
  // A count.
  'go_memstats_lookups_total',
  'go_threads',
  'go_sched_gomaxprocs_threads',
  'go_processor_limit',
  'process_runtime_go_mem_lookups',
  // CPU.
  'go_memstats_gc_cpu_fraction',
  // Time.
  'go_gc_duration_seconds',
  // A limit on addresses.
  'process_virtual_memory_max_bytes',
  // A counter.
  'otelcol_process_runtime_total_alloc_bytes',
]);

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
  ignoredMetrics.has(normaliseName(name).replace(/_(count|sum|bucket)$/, '')) ||
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
