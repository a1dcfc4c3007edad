import { recognise } from '../metrics/recognise';
import { composed, expectExact, layersAt, regrown } from '../../tests/fixtures/composition';
import { container, frame, metricOf, seeded, store } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import { gather } from '../workloads/gather';
import { compose } from './compose';
import { layerById, layerTable } from './layers';

it('knows the memory request of kube-state-metrics', () => {
  const request = frame('kube_pod_container_resource_requests', [300, 300], { ...store, resource: 'memory' });
  const { request: line } = composed([...container([regrown, regrown]), request]);
  expect([...line]).toEqual([300, 300]);
});

it('makes layers when they are first asked for, and once', () => {
  const composition = composed(container([regrown]));
  const { layers } = composition;
  expect(composition.layers).toBe(layers);
  expect(composition.most.outside).toBeGreaterThanOrEqual(layersAt(composition, 0)['off-heap'] ?? 0);
});

describe('the layer table', () => {
  it('goes from needed over undecided to reclaimable', () => {
    const classes = layerTable.map((row) => row.class);
    expect([...classes].sort((a, b) => order(a) - order(b))).toEqual(classes);
  });
  const order = (name: string) => ['needed', 'undecided', 'reclaimable'].indexOf(name);
});

describe('compose', () => {
  it('splits a container with reused lazily freed memory, and corrects its working set', () => {
    const composition = composed(container([regrown, regrown]));
    const lazy = 840 - (356 + 32 + 1 + 9);
    expect(layersAt(composition, 0)).toEqual({
      'heap-objects': 355 * MiB,
      'heap-fragmented': MiB,
      'heap-idle': 32 * MiB,
      stacks: MiB,
      runtime: 9 * MiB,
      kernel: 2 * MiB,
      'lazily-freed': lazy * MiB,
    });
    expect(composition.correctedWorkingSet[0]).toBe((842 - lazy) * MiB);
    expect(composition.instances[0].mode).toBe('full');
    expectExact(composition);
  });

  it('ends the undecided layers exactly at the corrected working set', () => {
    const composition = composed(
      container([{ ...regrown, cache: 100 * MiB, usage: 950 * MiB, workingSet: 600 * MiB }])
    );
    const below = composition.layers
      .filter(({ id }) => layerById.get(id)?.class !== 'reclaimable')
      .reduce((sum, { values }) => sum + values[0], 0);
    expect(below).toBe(composition.correctedWorkingSet[0]);
    expect(composition.need.low[0]).toBeLessThanOrEqual(composition.need.high[0]);
  });

  it('takes what is not resident out of runtime, idle, fragmentation, objects and stacks, in this order', () => {
    const composition = composed(container([{ ...regrown, usage: 330 * MiB, workingSet: 330 * MiB, rss: 328 * MiB }]));
    expect(layersAt(composition, 0)).toMatchObject({ 'heap-objects': 327 * MiB, stacks: MiB });
    expect(layersAt(composition, 0).runtime).toBeUndefined();
    expect(composition.notResident[0]).toBe((398 - 328) * MiB);
    expectExact(composition);
  });

  it('splits cache in the working set where active file is known', () => {
    const frames = container([
      { ...regrown, cache: 300 * MiB, usage: 700 * MiB, rss: 398 * MiB, workingSet: 600 * MiB },
    ]);
    const active = frame('container_memory_total_active_file_bytes', [50 * MiB], { ...store, id: '/kubepods/a/1' });
    const inactive = frame('container_memory_total_inactive_file_bytes', [100 * MiB], {
      ...store,
      id: '/kubepods/a/1',
    });
    expect(layersAt(composed([...frames, active, inactive]), 0)).toMatchObject({
      'active-page-cache': 50 * MiB,
      'shared-memory': 150 * MiB,
      'page-cache': 100 * MiB,
    });
  });

  it('has one reclaimable layer without rss and cache', () => {
    const frames = container([regrown]).filter((one) => !/rss|cache/.test(metricOf(one)));
    const composition = composed(frames);
    expect(composition.instances[0].mode).toBe('minimal');
    expect(layersAt(composition, 0)['cache-or-lazily-freed']).toBe((842 - 398) * MiB);
    expect(composition.lazilyFreed.estimate[0]).toBeNaN();
    expect(composition.lazilyFreed.ceiling[0]).toBe(452 * MiB);
    expectExact(composition);
  });

  it('takes all of the excess for lazily freed without Go series', () => {
    const composition = composed(container([{ usage: 842, workingSet: 88, rss: 840, cache: 0 }]));
    expect(composition.instances[0].mode).toBe('no-go');
    expect(layersAt(composition, 0)).toEqual({ anonymous: 86, kernel: 2, 'lazily-freed': 754 });
  });

  it('refuses the excess of a cAdvisor that cannot read cgroup v2', () => {
    const composition = composed(
      container([
        { ...regrown, rss: 0, cache: 0 },
        { ...regrown, rss: 0, cache: 0 },
      ])
    );
    expect(composition.instances[0]).toMatchObject({ mode: 'minimal', isUnread: true });
    expect(composition.lazilyFreed.estimate[0]).toBeNaN();
    expectExact(composition);
  });

  it('believes cache without an inactive file page: tmpfs, or file pages that another container touched first', () => {
    const sample = (cache: number) => ({ usage: 500 * MiB, workingSet: 500 * MiB, rss: 300 * MiB, cache });
    const isUnread = (cache: number) => composed(container([sample(cache), sample(cache)])).instances[0].isUnread;
    expect(isUnread(150 * MiB)).toBe(false);
    expect(isUnread(3 * MiB)).toBe(false);
  });

  it('composes process RSS where there is no container', () => {
    const composition = composed([
      frame('process_resident_memory_bytes', [500], { job: 'a', instance: 'b' }),
      frame('go_memstats_heap_inuse_bytes', [100], { job: 'a', instance: 'b' }),
      frame('go_memstats_heap_released_bytes', [50], { job: 'a', instance: 'b' }),
      frame('go_memstats_sys_bytes', [250], { job: 'a', instance: 'b' }),
    ]);
    expect(composition.instances[0].mode).toBe('process');
    expect(layersAt(composition, 0)).toEqual({ 'heap-objects': 100, runtime: 100, other: 300 });
  });

  it('composes OpenTelemetry alone', () => {
    const composition = composed([
      frame('go_memory_used_bytes', [30], { job: 'a', go_memory_type: 'stack' }),
      frame('go_memory_used_bytes', [70], { job: 'a', go_memory_type: 'other' }),
    ]);
    expect(composition.instances[0].mode).toBe('otel');
    expect(layersAt(composition, 0)).toEqual({ stacks: 30, 'go-other': 70 });
  });

  it('knows no limit of 0, 2^63 or MaxInt64', () => {
    const limit = (bytes: number) => composed(container([regrown], { limit: bytes })).limit[0];
    expect(limit(0)).toBeNaN();
    expect(limit(2 ** 63)).toBeNaN();
    expect(limit(9223372036854771712)).toBeNaN();
    expect(limit(1000)).toBe(1000);
  });

  it('knows no limit that usage is far above all the time', () => {
    const limited = (limit: number) =>
      composed(
        container(
          Array.from({ length: 5 }, () => regrown),
          { limit }
        )
      );
    expect(limited(regrown.usage)).toMatchObject({ isLimitRefused: false });
    expect(limited(regrown.usage).limit[4]).toBe(regrown.usage);
    expect(limited(regrown.usage / 1.2)).toMatchObject({ isLimitRefused: true });
    expect(limited(regrown.usage / 2 ** 20)).toMatchObject({ isLimitRefused: true });
    expect(limited(regrown.usage / 2 ** 20).limit.every(Number.isNaN)).toBe(true);
  });

  it('knows no limit in samples that are above it, which an exporter that lags behind tells', () => {
    const grown = Array.from({ length: 9 }, (_, i) => ({ ...regrown, usage: regrown.usage * (i < 6 ? 1 : 1.4) }));
    const { limit } = composed(container(grown, { limit: 1.1 * regrown.usage }));
    expect(Array.from(limit, Number.isNaN)).toEqual(grown.map((_, i) => i >= 6));
  });

  it('adds up exactly whatever the series say', () => {
    const random = seeded(7);
    const any = () => Math.floor(random() * 2 ** 33);
    const samples = Array.from({ length: 400 }, () => ({
      usage: any() + 1,
      workingSet: any(),
      rss: any(),
      cache: any(),
      heapAlloc: any(),
      heapInuse: any(),
      heapReleased: any(),
      heapIdle: any(),
      stacks: any(),
      runtime: any(),
    }));
    const composition = composed(container(samples));
    expect(composition.samples).toBe(400);
    expectExact(composition);
    composition.time.forEach((_, i) => {
      expect(composition.lazilyFreed.floor[i]).toBeLessThanOrEqual(composition.fileListExcess[i] + 1);
      expect(composition.lazilyFreed.estimate[i]).toBeLessThanOrEqual(composition.lazilyFreed.ceiling[i]);
    });
  });

  it('draws no usage of 2^62 or more, and no layer from such numbers', () => {
    const values = [2 ** 62, 2 ** 64, 842 * MiB, 842 * MiB];
    const usage = composed(
      container([regrown, regrown, regrown, regrown].map((one, i) => ({ ...one, usage: values[i] })))
    );
    expect([...usage.drawn]).toEqual([0, 0, 1, 1]);
    expectExact(usage);
    for (const part of ['workingSet', 'rss', 'cache', 'heapAlloc', 'heapReleased', 'heapIdle', 'stacks'] as const) {
      const composition = composed(container([regrown, { ...regrown, [part]: 2 ** 64 }]));
      expect([...composition.drawn]).toEqual([1, 1]);
      expectExact(composition);
    }
  });

  it('doubts rss beside what Go counts where Go never touched part of it', () => {
    const untouched = { ...regrown, runtime: 900 * MiB };
    const composition = composed(container([untouched, untouched, untouched]));
    expect(composition.instances[0].untouchedBallast).toBe(true);
    expect(composition.lazilyFreed.estimate[0]).toBe(452 * MiB);
    expect(composed(container([untouched, untouched])).instances[0].untouchedBallast).toBe(false);
  });

  it('calls no more memory of the kernel than the kernel uses', () => {
    const id = '/kubepods/a/1';
    const rest = { ...regrown, usage: 900 * MiB, workingSet: 146 * MiB };
    const kernel = frame('container_memory_kernel_usage', [5 * MiB], { ...store, id });
    expect(layersAt(composed(container([rest])), 0)).toMatchObject({ kernel: 60 * MiB });
    const layers = layersAt(composed([...container([rest]), kernel]), 0);
    expect(layers).toMatchObject({ kernel: 5 * MiB, other: 55 * MiB });
  });

  it('knows more of lazily freed memory where both file lists are told', () => {
    const id = '/kubepods/a/1';
    const lists = (inactive: number) => [
      ...container([{ ...regrown, cache: 200 * MiB, usage: 1042 * MiB, workingSet: 400 * MiB }]),
      frame('container_memory_total_inactive_file_bytes', [inactive], { ...store, id }),
      frame('container_memory_total_active_file_bytes', [0], { ...store, id }),
    ];
    expect(composed(lists(642 * MiB)).fileListExcess[0]).toBe(442 * MiB);
    expect(composed(lists(700 * MiB)).fileListExcess[0]).toBe(500 * MiB);
    expect(composed(lists(2000 * MiB)).fileListExcess[0]).toBe(642 * MiB);
  });

  it('takes OpenTelemetry beside resident memory for a process', () => {
    const otel = (part: string, bytes: number) =>
      frame('go_memory_used_bytes', [bytes], { job: 'a', go_memory_type: part });
    const composition = composed([
      otel('stack', 30),
      otel('other', 70),
      frame('process_resident_memory_bytes', [150], { job: 'a' }),
    ]);
    expect(composition.instances[0].mode).toBe('process');
    expect(layersAt(composition, 0)).toEqual({ stacks: 30, 'go-other': 70, other: 50 });
  });

  it('never changes the workload', () => {
    const [workload] = gather(recognise(container([regrown])).series).workloads;
    const before = JSON.stringify(workload);
    compose(workload);
    expect(JSON.stringify(workload)).toBe(before);
  });
});
