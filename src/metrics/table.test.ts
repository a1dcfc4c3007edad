import { fallbacks, withFallbacks } from './fallbacks';
import { recommendedQueries } from './queries';
import { allRoles } from './roles';
import { ignoredMetrics, isKnownMetric, matcherOf, metricTable, namesOfRole, roleOfMetric } from './table';

describe('metric table', () => {
  it('has no name twice with the same condition', () => {
    const keys = metricTable.map(({ name, where }) => `${name}|${where?.label}|${where?.value}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('ignores no name that it knows', () => {
    expect([...ignoredMetrics].filter(isKnownMetric)).toEqual([]);
  });

  it.each([
    ['container_memory_usage_bytes', {}, 'usage'],
    ['container_memory_rss_bytes', {}, 'rss'],
    ['kube_pod_container_resource_limits', { resource: 'memory' }, 'kubeLimit'],
    ['kube_pod_container_resource_limits', { resource: 'cpu' }, null],
    ['go_memstats_alloc_bytes', {}, 'heapAlloc'],
    ['go_memory_classes_heap_unused_bytes', {}, 'heapUnused'],
    ['go_memory_used_bytes', { go_memory_type: 'stack' }, 'otelStack'],
    ['go.memory.used', { 'go.memory.type': 'other' }, 'otelOther'],
    ['go_memory_used_bytes', {}, null],
    ['process.runtime.go.mem.heap_released', {}, 'heapReleased'],
    ['process_runtime_go_mem_heap_released_bytes', {}, 'heapReleased'],
    ['runtime_go_mem_heap_sys_bytes', {}, 'heapSys'],
    ['go_memlimit_bytes', {}, 'goMemLimit'],
    ['namedprocess_namegroup_memory_bytes', { memtype: 'resident' }, 'processRss'],
    ['namedprocess_namegroup_memory_bytes', { memtype: 'virtual' }, null],
    ['container_memory_used_bytes', { memory_type: 'non-evictable' }, 'workingSet'],
    ['container_memory_used_bytes', { memory_type: 'evictable' }, 'inactiveFile'],
    ['nomad_client_allocs_memory_allocated', {}, 'limit'],
    ['constructor', {}, null],
  ])('%s %j means %s', (name, labels: Record<string, string>, role) => {
    expect(roleOfMetric(name, labels)).toBe(role);
  });

  it('tells two meanings of one recorded name apart', () => {
    const name = 'kubernetes_io:container_memory_used_bytes';
    expect(matcherOf(name, 'workingSet')).toBe('memory_type="non-evictable"');
    expect(matcherOf(name, 'inactiveFile')).toBe('memory_type="evictable"');
    expect(matcherOf('pod:container_memory_rss:sum', 'rss')).toBe('');
  });

  it('names at least one metric for every role', () => {
    expect(allRoles.filter((role) => namesOfRole(role).length === 0)).toEqual([]);
  });
});

describe('recommended queries', () => {
  it('ask for every series that the composition cannot do without', () => {
    const { container, go } = recommendedQueries('pod="a"');
    for (const role of ['usage', 'workingSet', 'rss', 'cache', 'limit', 'containerStart'] as const) {
      expect(container).toContain(namesOfRole(role)[0]);
    }
    for (const role of ['heapAlloc', 'heapReleased', 'sys', 'goVersion', 'processStart'] as const) {
      expect(go).toContain(namesOfRole(role)[0]);
    }
    expect(container).toMatch(/^\{__name__=~"[a-z_|]+", pod="a"\}$/);
    expect(recommendedQueries('').go).toMatch(/^\{__name__=~"[a-z_|]+"\}$/);
  });
});

describe('fallbacks', () => {
  it('make usage of working set and of the inactive file cache that it leaves out', () => {
    const [workingSet, inactiveFile] = [[30], [12]].map((values) => new Float64Array(values));
    expect(withFallbacks({ workingSet, inactiveFile }).usage).toEqual(new Float64Array([42]));
    expect(withFallbacks({ workingSet, inactiveFile, usage: workingSet }).usage).toBe(workingSet);
  });

  it('make working set of usage in the same way, which is never negative', () => {
    const [usage, inactiveFile] = [
      [42, 10],
      [12, 11],
    ].map((values) => new Float64Array(values));
    expect(withFallbacks({ usage, inactiveFile }).workingSet).toEqual(new Float64Array([30, 0]));
  });

  it('sum what runtime/metrics splits, and leave what exists alone', () => {
    const one = (x: number) => new Float64Array([x]);
    const all = withFallbacks({
      heapAlloc: one(10),
      heapUnused: one(2),
      heapReleased: one(5),
      heapFree: one(3),
      stackInuse: one(4),
      osStacks: one(1),
      heapSys: one(99),
    });
    expect(all.heapInuse?.[0]).toBe(12);
    expect(all.heapIdle?.[0]).toBe(8);
    expect(all.stackSys?.[0]).toBe(5);
    expect(all.heapSys?.[0]).toBe(99);
    expect(all.sys).toBeUndefined();
  });

  it('take what is in use for what was obtained only after the exact sum', () => {
    const stack = fallbacks.filter(({ role }) => role === 'stackSys').map(({ is }) => typeof is);
    expect(stack).toEqual(['object', 'string', 'string']);
  });
});
