import {
  base,
  between,
  bursty,
  constant,
  eager,
  fixed,
  frameOf,
  growing,
  lazyVersions,
  pick,
  rising,
  scene,
  type Cause,
  type Random,
} from './building';
import { MiB } from '../../../src/metrics/units';
import { dailyScenes } from './daily';
import { healthyScenes } from './healthy';
import type { Course, Run } from './world';

export type { Cause };

/** Runs of equal load one after or beside the other: `same` makes one more of it. */
const ofEqualLoad =
  (runs: (same: () => Run, random: Random) => Run[]): Cause['build'] =>
  (random) => {
    const frame = frameOf(random);
    const seed = random();
    return scene(
      random,
      runs(() => bursty(fixed(seed), {}, frame), random),
      frame
    );
  };

/** THE list of causes. */
export const causes: readonly Cause[] = [
  {
    name: 'lazily freed',
    expected: ['lazily-freed'],
    allowed: ['working-set-understated'],
    build: (random) => {
      const frame = frameOf(random);
      return scene(random, [bursty(random, { version: pick(random, lazyVersions), lazy: true }, frame)], frame);
    },
  },
  {
    name: 'lazily freed beside tmpfs',
    expected: ['lazily-freed'],
    allowed: ['working-set-understated', 'shared-memory-growth'],
    build: (random) => {
      const frame = frameOf(random);
      const run = bursty(
        random,
        { version: pick(random, lazyVersions), lazy: true, shared: constant(between(random, 10, 60) * MiB) },
        frame
      );
      return scene(random, [run], frame);
    },
  },
  {
    name: 'jemalloc without Go',
    expected: ['lazily-freed'],
    allowed: [],
    build: (random) => {
      const frame = frameOf(random);
      return scene(random, [bursty(random, { version: null, lazy: true }, frame)], { ...frame, noGo: true });
    },
  },
  {
    name: 'upgrade to lazy release',
    expected: ['lazily-freed'],
    allowed: ['working-set-understated'],
    build: (random) => {
      const frame = frameOf(random);
      const at = between(random, 0.3, 0.45);
      return scene(
        random,
        [
          bursty(random, { version: 'go1.11.13', to: at }, frame),
          bursty(random, { version: pick(random, lazyVersions), lazy: true, from: at }, frame),
        ],
        frame
      );
    },
  },
  {
    name: 'freed pages used again',
    expected: ['lazily-freed', 'working-set-understated'],
    allowed: ['heap-growth'],
    build: (random) => {
      const high = between(random, 800, 2000) * MiB;
      const live: Course = (t, span) => (t < 0.08 * span ? high : rising(0.08 * high, 0.8 * high, 0.3)(t, span));
      return scene(random, [base(random, { version: pick(random, lazyVersions), lazy: true, live, gogc: 0.4 })]);
    },
  },
  {
    name: 'correction in place',
    expected: ['lazily-freed', 'accounting-correction'],
    allowed: ['working-set-understated'],
    build: ofEqualLoad((same, random) => [
      { ...same(), version: pick(random, lazyVersions), lazy: true, to: 0.5 },
      { ...same(), version: pick(random, eager), from: 0.5 },
    ]),
  },
  {
    name: 'correction in a rolling upgrade',
    expected: ['lazily-freed', 'accounting-correction'],
    allowed: ['working-set-understated'],
    build: ofEqualLoad((same, random) => {
      const old = { version: pick(random, lazyVersions), lazy: true };
      const next = { version: pick(random, eager) };
      return [
        { ...same(), ...old, pod: 'app-5c6d7f8b9-aaa11', to: 0.48 },
        { ...same(), ...old, pod: 'app-5c6d7f8b9-bbb22', to: 0.52 },
        { ...same(), ...next, pod: 'app-7f9d8c6b5-ccc33', from: 0.46 },
        { ...same(), ...next, pod: 'app-7f9d8c6b5-ddd44', from: 0.5 },
      ];
    }),
  },
  {
    name: 'resident regression of Go 1.24',
    expected: ['resident-regression'],
    allowed: [],
    build: (random) => {
      const live = constant(between(random, 400, 2000) * MiB);
      const cycle = between(random, 10, 60);
      const untouched = between(random, 0.15, 0.3);
      return scene(random, [
        base(random, { version: 'go1.23.4', live, cycle, gogc: 1, untouched, to: 0.5 }),
        base(random, {
          version: pick(random, ['go1.24', 'go1.24.3', 'go1.24.5']),
          live,
          cycle,
          gogc: 1,
          untouched: 0.01,
          from: 0.5,
        }),
      ]);
    },
  },
  {
    name: 'huge page bloat',
    expected: ['huge-page-bloat'],
    allowed: [],
    build: (random) => {
      const frame = frameOf(random);
      const version = pick(random, ['go1.21.3', 'go1.22.4', 'go1.23.1', 'go1.25.1']);
      return scene(random, [bursty(random, { version, bloat: true }, frame)], frame);
    },
  },
  {
    name: 'heap leak',
    expected: ['heap-growth'],
    allowed: [],
    build: (random) => {
      const low = between(random, 60, 300) * MiB;
      return scene(random, [
        base(random, {
          live: rising(low, low + growing(random), pick(random, [0, 0.2, 0.4]), between(random, 0.8, 1.3)),
        }),
      ]);
    },
  },
  {
    name: 'idle heap',
    expected: ['idle-heap'],
    allowed: [],
    build: (random) =>
      scene(random, [
        base(random, {
          live: constant(between(random, 40, 90) * MiB),
          goal: between(random, 900, 2000) * MiB,
          cycle: between(random, 100, 400),
        }),
      ]),
  },
  {
    name: 'fragmentation',
    expected: ['fragmentation'],
    allowed: [],
    build: (random) => {
      const free = between(random, 400, 900) * MiB;
      return scene(random, [
        base(random, {
          live: constant(between(random, 60, 120) * MiB),
          fragmented: (t, span) => (t > 0.2 * span ? free : 0),
        }),
      ]);
    },
  },
  {
    name: 'goroutine leak',
    expected: ['stack-growth'],
    allowed: [],
    build: (random) => {
      const bytes = growing(random);
      return scene(random, [
        base(random, { stacks: rising(MiB, bytes, 0.1), goroutines: rising(20, bytes / 4096, 0.1) }),
      ]);
    },
  },
  {
    name: 'off-heap leak',
    expected: ['off-heap-growth'],
    allowed: [],
    build: (random) => {
      const frame = frameOf(random);
      const offHeap = rising(0, growing(random), pick(random, [0, 0.2]));
      const run =
        random() < 0.5 ? base(random, { offHeap }) : bursty(random, { offHeap, version: pick(random, eager) }, frame);
      return scene(random, [run], frame);
    },
  },
  {
    name: 'page cache',
    expected: ['page-cache-growth'],
    allowed: [],
    build: (random) => scene(random, [base(random, { inactiveFile: rising(0, growing(random), 0.1) })]),
  },
  {
    name: 'page cache read again',
    expected: ['page-cache-growth'],
    allowed: [],
    build: (random) => {
      const bytes = growing(random);
      const written: Course = (t, span) => bytes * Math.min(1, t / span / 0.5);
      const active: Course = (t, span) => bytes * Math.max(0, Math.min(1, (t / span - 0.6) / 0.3));
      return scene(random, [
        base(random, { inactiveFile: (t, span) => written(t, span) - active(t, span), activeFile: active }),
      ]);
    },
  },
  {
    name: 'tmpfs beside the file lists',
    expected: ['shared-memory-growth'],
    allowed: [],
    build: (random) => scene(random, [base(random, { shared: rising(0, growing(random), 0.1) })], { lists: true }),
  },
  {
    name: 'tmpfs without the file lists, which active file cache looks like',
    expected: ['cache-growth'],
    allowed: [],
    unsaid: ['shared-memory-growth'],
    build: (random) => scene(random, [base(random, { shared: rising(0, growing(random), 0.1) })], { lists: false }),
  },
  {
    name: 'kernel memory',
    expected: ['kernel-memory-growth'],
    allowed: [],
    build: (random) => scene(random, [base(random, { kernel: rising(4 * MiB, growing(random) / 2, 0.1) })]),
  },
  {
    name: 'OOM kill by a leak',
    expected: ['oom-killed', 'oom-risk'],
    allowed: ['heap-growth'],
    build: (random) => {
      const limit = between(random, 600, 2000) * MiB;
      const live = rising(0.1 * limit, 0.72 * limit);
      const run = (from: number, to: number, ended?: string) =>
        base(fixed(0.3), { live, gogc: 0.3, inactiveFile: constant(0), from, to, ended });
      const frame = frameOf(random);
      return scene(random, [run(0, 0.5, 'OOMKilled'), run(0.5, 1)], { ...frame, limit, gaps: [] });
    },
  },
  {
    name: 'need close to the limit',
    expected: ['oom-risk'],
    allowed: [],
    build: (random) => {
      const live = between(random, 200, 1500) * MiB;
      const need = live * 1.55 + 15 * MiB;
      return scene(
        random,
        [base(random, { live: constant(live), gogc: 0.5, inactiveFile: constant(0), kernel: constant(2 * MiB) })],
        { limit: need * 1.05, gaps: [] }
      );
    },
  },
  ...healthyScenes,
  ...dailyScenes,
];
