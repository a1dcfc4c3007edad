import type { InputFrame } from '../../../src/metrics/types';
import { MiB } from '../../../src/metrics/units';
import { nameOf, relabel, resample, revalue } from '../series';
import { base, between, constant, hour, pick, rising } from '../synthetic/building';
import type { Course } from '../synthetic/world';
import type { Kind } from './kind';
import { container, go, leak, old, scene, sceneOf, steady } from './scenes';

const named = (frames: readonly InputFrame[], name: string): InputFrame[] =>
  frames.filter((frame) => nameOf(frame) === name);

/** A series with the labels and times of another one. */
const beside = (frames: readonly InputFrame[], like: string, name: string, value: (time: number) => number) =>
  revalue(
    relabel(named(frames, like), (labels) => ({ ...labels, __name__: name })),
    /./,
    (_value, time) => value(time)
  );

const endOf = (frames: readonly InputFrame[]): number =>
  Math.max(...frames.flatMap(({ fields: [time] }) => Array.from(time.values, Number)));
const beginOf = (frames: readonly InputFrame[]): number =>
  Math.min(...frames.flatMap(({ fields: [time] }) => Array.from(time.values, Number)));

/** What ends in the range, and how that is told. */
export const endKinds: readonly Kind[] = [
  {
    number: 2,
    name: 'a worker is killed again and again, the container goes on',
    truth: { alarm: ['oom-killed'], workloads: 1, silent: 'the container was OOM-killed|Kubernetes reports' },
    allowed: ['oom-risk', 'anonymous-growth'],
    needs: [...container, 'limit'],
    build: (random) => {
      const limit = between(random, 400, 1500) * MiB;
      const times = pick(random, [3, 5, 8]);
      const offHeap: Course = (t, span) =>
        limit * (0.3 + 0.65 * ((t / span) * times - Math.floor((t / span) * times)) ** 3);
      return scene(random, base(random, { live: constant(6 * MiB), offHeap, inactiveFile: constant(0) }), {
        limit,
        noGo: true,
      });
    },
    dress: (frames) => {
      const [from, to] = [beginOf(frames), endOf(frames)];
      const count = (time: number) => Math.floor(((time - from) / (to - from)) * 4);
      return [...frames, ...beside(frames, 'container_spec_memory_limit_bytes', 'container_oom_events_total', count)];
    },
  },
  ...(['last_terminated_reason', 'terminated_reason'] as const).map((name): Kind => ({
    number: 2,
    name: `killed at the end, no run follows, told by ${name}`,
    truth: { alarm: ['oom-killed'], must: ['heap-growth'], silent: 'keeps growing' },
    allowed: ['oom-risk', 'heap-growth'],
    needs: [...container, ...go, 'limit', 'restarts'],
    isFine: true,
    build: (random) => {
      const limit = between(random, 600, 2000) * MiB;
      const run = base(random, { live: rising(0.15 * limit, 0.68 * limit), gogc: 0.4, inactiveFile: constant(0) });
      return scene(random, run, { limit });
    },
    dress: (frames) => {
      const [from, to] = [beginOf(frames), endOf(frames)];
      const ended = from + 0.95 * (to - from);
      const reasons = relabel(named(frames, 'kube_pod_container_status_restarts_total'), (labels) => ({
        ...labels,
        __name__: `kube_pod_container_status_${name}`,
        reason: 'OOMKilled',
      }));
      return [
        ...resample(frames, (time, frame) => nameOf(frame).startsWith('kube_') || time <= ended),
        ...revalue(
          resample(reasons, (time) => time > ended),
          /./,
          () => 1
        ),
      ];
    },
  })),
  {
    number: 13,
    name: 'the leak of a pod that a deployment has ended',
    truth: { must: ['heap-growth'], silent: 'keeps growing|kill is near', never: ['oom-killed'], workloads: 2 },
    allowed: ['heap-growth', 'oom-risk'],
    needs: [...container, ...go],
    build: (random) => {
      const runs = [
        leak(random, { pod: 'app-5c6d7f8b9-aaa11', to: 0.5 }),
        steady(random, { pod: 'app-7d8c9b6f5-bbb22', from: 0.5, older: 0 }),
      ];
      return sceneOf(random, old(runs), { span: pick(random, [24, 48]) * hour, step: 60 }, {});
    },
  },
  {
    number: 7,
    name: 'GOMEMLIMIT at the limit leaves no room for the rest',
    truth: { alarm: ['oom-risk'], notCritical: ['oom-risk'], calm: ['heap-growth'], says: 'outside of what Go counts' },
    allowed: ['oom-risk', 'gc-thrash'],
    needs: [...container, ...go, 'limit'],
    build: (random) => {
      const limit = between(random, 500, 2000) * MiB;
      const run = base(random, {
        version: pick(random, ['go1.19.8', 'go1.22.4', 'go1.25.1']),
        live: constant(between(random, 0.2, 0.4) * limit),
        goal: 0.8 * limit,
        memLimit: limit,
        offHeap: constant(between(random, 0.06, 0.09) * limit),
        cycle: between(random, 60, 300),
        inactiveFile: constant(0),
      });
      return scene(random, run, { limit });
    },
    dress: (frames) => {
      const limit = Number(named(frames, 'container_spec_memory_limit_bytes')[0]?.fields[1].values[0] ?? Infinity);
      return revalue(frames, /^container_memory_(usage|working_set)_bytes$/, (value) => Math.min(value, limit));
    },
  },
  {
    number: 10,
    name: 'queries of another quantity beside the right ones',
    truth: {
      alarm: ['heap-growth'],
      calm: ['oom-risk'],
      never: ['oom-killed', 'lazily-freed'],
      says: 'another quantity',
    },
    needs: [...container, ...go],
    allowed: ['heap-growth'],
    build: (random) => scene(random, leak(random), { limit: 8192 * MiB }),
    dress: (frames, random) => {
      const [expression, factor] = pick(random, [
        ['container_memory_working_set_bytes{pod="app-0"} offset 1w', 0.2],
        ['container_memory_working_set_bytes / 1024 / 1024', 2 ** -20],
        ['container_memory_working_set_bytes / on (node) group_left () machine_memory_bytes', 2 ** -35],
        ['predict_linear(container_memory_working_set_bytes[1h], 4 * 3600)', 1.5],
      ] as const);
      const others = revalue(named(frames, 'container_memory_working_set_bytes'), /./, (value) => factor * value);
      return [
        ...others.map((frame) => ({ ...frame, meta: { executedQueryString: `Expr: ${expression}` } })),
        ...frames,
      ];
    },
  },
];
