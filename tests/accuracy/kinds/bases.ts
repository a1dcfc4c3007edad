import { base, between, constant, day, pick, rising, type Random } from '../synthetic/building';
import { MiB } from '../../../src/metrics/units';
import type { InputFrame } from '../../../src/metrics/types';
import { nameOf, relabel, revalue, without, type Group } from '../series';
import type { Course, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { go, scene } from './scenes';

const containerGroups: Group[] = ['usage', 'working set', 'rss and cache', 'file lists', 'limit', 'restarts'];
const goGroups: Group[] = ['Go heap', 'Go sys', 'go_info', 'process'];

/** A heap leak that reaches the limit at the end of the range. */
const leakToLimit = (random: Random): Scene => {
  const limit = between(random, 600, 3000) * MiB;
  const live = rising(0.15 * limit, 0.66 * limit, 0.05);
  return scene(random, base(random, { live, gogc: 0.3, inactiveFile: constant(0) }), { limit });
};

const offHeapLeak = (random: Random, over: Partial<Scene> = {}): Scene =>
  scene(
    random,
    base(random, {
      live: constant(between(random, 60, 200) * MiB),
      offHeap: rising(0, between(random, 500, 2500) * MiB),
    }),
    over
  );

const rules = 'node_namespace_pod_container:container_memory_';

/** The names of the recording rules of kubernetes-mixin. */
const asRecordingRules: Kind['dress'] = (frames) =>
  relabel(without(frames, ['usage', 'file lists']), (labels) => {
    const known = /^container_memory_(working_set_bytes|rss|cache)$/.exec(labels.__name__);
    const { id: _id, ...rest } = labels;
    return known ? { ...rest, __name__: rules + known[1], node: 'node-a', cluster: 'prod-1' } : labels;
  });

/** Names of OpenTelemetry's kubelet receiver and Go runtime instrumentation; all others are dropped. */
const openTelemetry: Readonly<Record<string, string>> = {
  container_memory_usage_bytes: 'container.memory.usage',
  container_memory_working_set_bytes: 'container.memory.working_set',
  container_memory_rss: 'container.memory.rss',
  kube_pod_container_resource_limits: 'k8s.container.memory_limit',
  go_memstats_sys_bytes: 'go.memory.used',
  go_memstats_stack_sys_bytes: 'go.memory.used',
  go_memstats_next_gc_bytes: 'go.memory.gc.goal',
  go_goroutines: 'go.goroutine.count',
};

const otelLabels: Readonly<Record<string, string>> = {
  namespace: 'k8s.namespace.name',
  pod: 'k8s.pod.name',
  container: 'k8s.container.name',
};

/** What Go keeps beside stacks, in place of all that it ever had. */
function withoutReleased(frames: readonly InputFrame[]): InputFrame[] {
  const at = (metric: string) => {
    const frame = frames.find((one) => nameOf(one) === metric);
    return new Map(
      frame ? Array.from(frame.fields[0].values, (t, i) => [Number(t), Number(frame.fields[1].values[i])]) : []
    );
  };
  const [released, stacks] = [at('go_memstats_heap_released_bytes'), at('go_memstats_stack_sys_bytes')];
  return revalue(
    frames,
    /^go_memstats_sys_bytes$/,
    (value, time) => value - (released.get(time) ?? 0) - (stacks.get(time) ?? 0)
  );
}

const asOpenTelemetry =
  (escaped: boolean): Kind['dress'] =>
  (frames) => {
    const text = (name: string) => (escaped ? name.replace(/\./g, '_') : name);
    const unit = (name: string) => (escaped && !name.includes('count') ? `${text(name)}_bytes` : text(name));
    const known = withoutReleased(frames).filter((frame) => (frame.fields[1].labels?.__name__ ?? '') in openTelemetry);
    return relabel(known, ({ __name__, namespace, pod, container }) => ({
      __name__: unit(openTelemetry[__name__]),
      [text(otelLabels.namespace)]: namespace,
      [text(otelLabels.pod)]: pod,
      [text(otelLabels.container)]: container,
      ...(__name__ === 'go_memstats_sys_bytes' && { [text('go.memory.type')]: 'other' }),
      ...(__name__ === 'go_memstats_stack_sys_bytes' && { [text('go.memory.type')]: 'stack' }),
    }));
  };

/** Names of a database that reports its own memory: what C code holds is known. */
const asCockroach: Kind['dress'] = (frames) => {
  const named = (metric: string, name: string) =>
    relabel(
      frames.filter((frame) => frame.fields[1].labels?.__name__ === metric),
      ({ instance }) => ({ __name__: name, job: 'cockroachdb', instance })
    );
  const rss = named('process_resident_memory_bytes', 'sys_rss');
  const total = named('go_memstats_sys_bytes', 'sys_go_totalbytes');
  const cgo = rss.map((frame, k) => ({
    ...frame,
    fields: [
      frame.fields[0],
      {
        ...frame.fields[1],
        labels: { ...frame.fields[1].labels, __name__: 'sys_cgo_totalbytes' },
        values: Array.from(frame.fields[1].values, (value, i) =>
          Math.max(0, Number(value) - Number(total[k]?.fields[1].values[i] ?? value))
        ),
      },
    ],
  }));
  return [...rss, ...total, ...cgo, ...named('go_memstats_heap_alloc_bytes', 'sys_go_allocbytes')];
};

const only =
  (...kept: RegExp[]): Kind['dress'] =>
  (frames) =>
    frames.filter((frame) => kept.some((one) => one.test(frame.fields[1].labels?.__name__ ?? '')));

const limits = /limits$|limit_bytes$/;

/** Series that are missing altogether, and what can be told all the same. */
export const baseKinds: readonly Kind[] = [
  {
    number: 3,
    name: 'recording rules without usage',
    truth: { alarm: ['heap-growth', 'oom-risk'], silent: 'container series are missing' },
    needs: ['working set', 'rss and cache', 'limit', ...go],
    build: leakToLimit,
    dress: asRecordingRules,
  },
  {
    number: 3,
    name: 'recording rules without usage, all of the cache in use',
    truth: { alarm: ['heap-growth', 'oom-risk'], silent: 'valid rss|container series are missing' },
    needs: ['working set', 'rss and cache', 'limit', ...go],
    build: (random) => {
      const limit = between(random, 1000, 3000) * MiB;
      const live = rising(0.15 * limit, 0.62 * limit, 0.05);
      const run = { live, gogc: 0.3, activeFile: constant(between(random, 40, 60) * MiB), inactiveFile: constant(0) };
      return scene(random, base(random, { ...run, kernel: constant(12 * MiB) }), { limit });
    },
    dress: asRecordingRules,
  },
  {
    number: 3,
    name: 'working set and limit only',
    truth: { alarm: ['oom-risk'] },
    allowed: ['anonymous-growth'],
    needs: ['working set', 'limit'],
    build: leakToLimit,
    dress: only(/working_set/, limits),
  },
  {
    number: 3,
    name: 'rss and limit only',
    truth: { alarm: ['oom-risk'], must: ['anonymous-growth'] },
    allowed: ['anonymous-growth'],
    needs: ['rss and cache', 'limit'],
    build: leakToLimit,
    dress: only(/memory_rss/, limits),
  },
  {
    number: 3,
    name: 'usage and limit only, steady and far from it',
    truth: { calm: ['oom-risk'] },
    needs: ['usage', 'limit'],
    build: (random) => {
      const live = constant(between(random, 100, 900) * MiB);
      return scene(random, base(random, { live }), { limit: live(0, 1) * 6 + 200 * MiB });
    },
    dress: only(/usage_bytes/, limits),
  },
  {
    number: 3,
    name: 'working set and Go only',
    truth: { alarm: ['heap-growth', 'oom-risk'], silent: 'container series are missing' },
    needs: ['working set', 'limit', ...go],
    build: leakToLimit,
    dress: only(/working_set/, limits, /^go_/, /^process_start/),
  },
  ...[true, false].map((escaped): Kind => ({
    number: 3,
    name: `OpenTelemetry, ${escaped ? 'escaped names' : 'names with dots'}`,
    truth: { must: ['heap-growth'], alarm: ['oom-risk'] },
    allowed: ['heap-growth'],
    needs: ['usage', 'working set', 'rss and cache', 'limit', ...go],
    build: leakToLimit,
    dress: asOpenTelemetry(escaped),
  })),
  {
    number: 4,
    name: 'anonymous leak, container series only',
    truth: { alarm: ['anonymous-growth'], never: ['page-cache-growth', 'shared-memory-growth'] },
    needs: ['rss and cache'],
    build: (random) => offHeapLeak(random, { noGo: true }),
    dress: (frames) => without(frames, goGroups),
  },
  {
    number: 4,
    name: 'anonymous leak, process metrics only',
    truth: { must: ['anonymous-growth'], silent: '100 % of the samples' },
    allowed: ['anonymous-growth'],
    needs: ['process'],
    build: (random) => offHeapLeak(random),
    dress: only(/^process_/),
  },
  {
    number: 4,
    name: 'lazily freed, Go and process metrics only',
    truth: { must: ['lazily-freed'], calm: ['heap-growth', 'off-heap-growth', 'anonymous-growth'] },
    needs: [...go, 'process'],
    build: (random) => {
      const peak = between(random, 400, 1500) * MiB;
      const live: Course = (t, span) => (t < 0.15 * span ? peak : 0.05 * peak);
      const version = pick(random, ['go1.12.9', 'go1.13.4', 'go1.14.2', 'go1.15.15']);
      return scene(random, base(random, { version, lazy: true, live, gogc: 0.4 }));
    },
    dress: (frames) => without(frames, containerGroups),
  },
  {
    number: 4,
    name: 'off-heap leak, Go and process metrics only',
    truth: { must: ['off-heap-growth'], calm: ['heap-growth'] },
    allowed: ['off-heap-growth'],
    needs: [...go, 'process'],
    build: (random) => offHeapLeak(random),
    dress: (frames) => without(frames, containerGroups),
  },
  {
    number: 4,
    name: 'cgo leak, known as such by names of its own',
    truth: { must: ['off-heap-growth'], calm: ['heap-growth'] },
    allowed: ['off-heap-growth'],
    needs: [...go, 'process'],
    keeps: ['instance'],
    build: (random) => offHeapLeak(random),
    dress: asCockroach,
  },
  {
    number: 4,
    name: 'resident regression, Go and process metrics only',
    truth: { must: ['resident-regression'], calm: ['heap-growth', 'off-heap-growth'] },
    allowed: ['resident-regression'],
    needs: [...go, 'process'],
    build: (random) => {
      const live = constant(between(random, 400, 2000) * MiB);
      const common = { live, cycle: between(random, 10, 60), gogc: 1 };
      return {
        ...scene(random, base(random, common)),
        runs: [
          base(random, {
            ...common,
            version: 'go1.23.7',
            untouched: between(random, 0.2, 0.4),
            to: 0.5,
            older: day,
          }),
          base(random, { ...common, version: 'go1.24.1', untouched: 0.01, from: 0.5 }),
        ],
      };
    },
    dress: (frames) => without(frames, containerGroups),
  },
  ...['go1.12', 'go1.12.1', 'go1.12.4'].map((version): Kind => ({
    number: 4,
    name: `allocator regression of ${version}`,
    truth: {
      must: ['idle-heap|resident-regression'],
      says: version.replace(/\./g, '\\.'),
      silent: '(?<!go_gc_)GOMEMLIMIT(?!_bytes)',
      calm: ['heap-growth', 'off-heap-growth'],
    },
    allowed: ['idle-heap', 'resident-regression'],
    needs: [...go, 'process'],
    build: (random) => {
      const live = constant(between(random, 200, 800) * MiB);
      const kept = rising(0, between(random, 1500, 4000) * MiB);
      return {
        ...scene(random, base(random), { span: 48 * 3600, step: 300 }),
        runs: [
          base(random, { version: 'go1.11.4', live, to: 0.3, older: day }),
          base(random, { version, live, kept, from: 0.3 }),
        ],
      };
    },
    dress: (frames) => without(frames, containerGroups),
  })),
];
