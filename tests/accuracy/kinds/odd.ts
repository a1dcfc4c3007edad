import { base, between, constant, hour, pick, rising, type Random } from '../synthetic/building';
import { MiB } from '../../../src/metrics/units';
import { labelsOf, nameOf, relabel, revalue } from '../series';
import type { Course, Run, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { container, go, leak, old, sceneOf, steady } from './scenes';

const GiB = 1024 * MiB;
const growths = ['heap-growth', 'off-heap-growth', 'anonymous-growth', 'stack-growth'];

const scene = (random: Random, runs: Run[], over?: Partial<Scene>): Scene =>
  sceneOf(random, old(runs), { span: pick(random, [6, 12, 24]) * hour, step: 60 }, over);

const is = (pattern: RegExp) => (frame: Parameters<typeof nameOf>[0]) => pattern.test(nameOf(frame));

/** Odd data that real clusters have. */
export const oddKinds: readonly Kind[] = [
  {
    number: 3,
    name: 'rss and cache are zero (cAdvisor before 0.39 on cgroup v2)',
    truth: { must: ['heap-growth'], never: ['lazily-freed', 'working-set-understated', 'page-cache-growth'] },
    allowed: ['heap-growth', 'oom-risk'],
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) => revalue(frames, /^container_memory_(rss|cache)$/, () => 0),
  },
  ...[0, 2 ** 63 - 4096].map((none): Kind => ({
    number: 3,
    name: `no limit, exported as ${none === 0 ? 0 : 'the largest page'}`,
    truth: { never: ['oom-risk', 'oom-killed'], calm: growths },
    needs: container,
    build: (random) => scene(random, [steady(random)], { limit: GiB }),
    dress: (frames) =>
      revalue(
        frames.filter((frame) => !is(/^kube_pod_container_resource_limits$/)(frame)),
        /^container_spec_memory_limit_bytes$/,
        () => none
      ),
  })),
  {
    number: 13,
    name: 'the limit was raised in time',
    truth: { calm: ['oom-risk', ...growths], never: ['oom-killed'] },
    needs: [...container, ...go, 'limit'],
    build: (random) => {
      const live = constant(between(random, 400, 900) * MiB);
      return scene(random, [base(random, { live, gogc: 0.5, inactiveFile: constant(0) })], {
        limit: live(0, 1) * 4,
      });
    },
    dress: (frames) => {
      const half = Number(frames[0].fields[0].values[frames[0].fields[0].values.length >> 1]);
      return revalue(frames, /limits$|limit_bytes$/, (value, time) => (time < half ? 0.6 * value : value));
    },
  },
  {
    number: 11,
    name: 'cron jobs: every run fills and ends',
    truth: { calm: [...growths, 'oom-killed', 'oom-risk'], never: ['oom-killed'] },
    needs: [...container, ...go],
    build: (random) => {
      const high = between(random, 200, 800) * MiB;
      const runs = Array.from({ length: 6 }, (_, k) =>
        base(random, {
          live: rising(20 * MiB, high, 0),
          pod: `report-2841${k}0-x${k}abc`,
          from: k / 6,
          to: (k + 0.4) / 6,
          older: 0,
        })
      );
      return scene(random, runs, { span: 6 * hour, limit: 4 * GiB });
    },
  },
  {
    number: 8,
    name: 'the pod of a stateful set moved to another node',
    truth: { calm: growths, never: ['oom-killed'], workloads: 1 },
    needs: [...container, ...go],
    keeps: ['id'],
    build: (random) =>
      scene(random, [steady(random, { to: 0.5 }), steady(random, { from: 0.51, older: 0 })], { limit: 4 * GiB }),
    dress: (frames) =>
      relabel(frames, (labels) => ({ ...labels, node: labels.id?.endsWith('/1') ? 'node-b' : 'node-a' })),
  },
  {
    number: 9,
    name: 'labels of Kubernetes before 1.14',
    truth: { alarm: ['heap-growth'], workloads: 1 },
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) =>
      relabel(frames, (labels) => {
        const { pod, container: own, ...rest } = labels;
        return labels.__name__.startsWith('container_') ? { ...rest, pod_name: pod, container_name: own } : labels;
      }),
  },
  {
    number: 8,
    name: 'two tenants of one store',
    truth: { says: 'tenant', orWorkloads: 2 },
    allowed: ['heap-growth'],
    needs: [...container, ...go],
    build: (random) =>
      scene(random, [
        leak(random, { labels: { __tenant_id__: '17' } }),
        steady(random, { labels: { __tenant_id__: '29' } }),
      ]),
  },
  {
    number: 8,
    name: 'the same series from two replicas of Prometheus',
    truth: { alarm: ['heap-growth'], workloads: 1 },
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) =>
      ['prometheus-k8s-0', 'prometheus-k8s-1'].flatMap((replica) =>
        relabel(frames, (labels) => ({ ...labels, prometheus_replica: replica }))
      ),
  },
  {
    number: 10,
    name: 'NaN and infinite samples between good ones',
    truth: { alarm: ['heap-growth'], workloads: 1 },
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) => {
      let k = 0;
      return revalue(frames, /^(container_memory|go_memstats)/, (value) => {
        k += 1;
        return k % 37 === 0 ? NaN : k % 101 === 0 ? Infinity : value;
      });
    },
  },
  {
    number: 3,
    name: 'swap takes what the limit does not hold',
    truth: {
      must: ['heap-growth'],
      notCritical: ['oom-risk'],
      never: ['lazily-freed', 'working-set-understated', 'huge-page-bloat'],
      says: 'to swap',
    },
    allowed: ['heap-growth', 'oom-risk'],
    needs: [...container, ...go, 'limit'],
    build: (random) => {
      const limit = between(random, 500, 1500) * MiB;
      const live = rising(0.2 * limit, 1.1 * limit);
      return scene(random, [base(random, { live, gogc: 0.3, inactiveFile: constant(0) })], { limit });
    },
    dress: (frames) => {
      const limit = Number(frames.find(is(/limit_bytes$/))?.fields[1].values[0] ?? Infinity);
      const swapped: Course = (bytes) => Math.max(0, bytes - 0.97 * limit);
      const usage = frames.filter(is(/^container_memory_usage_bytes$/));
      const swap = relabel(usage, (labels) => ({ ...labels, __name__: 'container_memory_swap' }));
      return [
        ...revalue(frames, /^container_memory_(usage|working_set)_bytes$/, (value) =>
          Math.min(value, 0.97 * limit)
        ).map((frame) => (nameOf(frame) === 'container_memory_rss' ? lessBy(frame, usage, swapped) : frame)),
        ...revalue(swap, /./, (value) => swapped(value, 0)),
      ];
    },
  },
  {
    number: 8,
    name: 'an init container before the app',
    truth: { alarm: ['heap-growth'], calm: ['oom-risk'], never: ['oom-killed'] },
    needs: [...container, ...go],
    keeps: ['instance', 'id'],
    build: (random) =>
      scene(
        random,
        [
          steady(random, { version: null, labels: { container: 'migrate' }, to: 0.03, older: 0 }),
          leak(random, { from: 0.03, older: 0 }),
        ],
        { span: 12 * hour, limit: 8 * GiB }
      ),
  },
  {
    number: 3,
    name: 'memory that is locked: rss stays where the heap has been',
    truth: { never: ['off-heap-growth', 'lazily-freed'], calm: growths },
    allowed: ['idle-heap', 'huge-page-bloat'],
    needs: [...container, ...go],
    build: (random) => {
      const [low, most] = [between(random, 60, 200) * MiB, between(random, 600, 1800) * MiB];
      const period = between(random, 0.6, 1.5) * hour;
      // Snapshots that hold more each time.
      const live: Course = (t, span) =>
        low + (t % period < 0.15 * period ? most * (0.3 + (0.7 * Math.floor(t / period) * period) / span) : 0);
      const version = pick(random, ['go1.16.15', 'go1.18.10', 'go1.19.8', 'go1.20']);
      return scene(random, [base(random, { version, live, bloat: true, cycle: 30, older: 0 })], { span: 12 * hour });
    },
  },
];

/** A frame less what another one says at the same time. */
function lessBy(
  frame: Parameters<typeof nameOf>[0],
  usage: ReadonlyArray<Parameters<typeof nameOf>[0]>,
  taken: Course
): Parameters<typeof nameOf>[0] {
  const whole = usage.find((one) => labelsOf(one).id === labelsOf(frame).id) ?? usage[0];
  const [less] = whole
    ? revalue([frame], /./, (value, time) => {
        const row = Array.from(whole.fields[0].values, Number).indexOf(time);
        return Math.max(0, value - taken(Number(whole.fields[1].values[row] ?? 0), 0));
      })
    : [frame];
  return less;
}
