import {
  base,
  between,
  constant,
  eager,
  fixed,
  hour,
  lazyVersions,
  pick,
  rising,
  type Random,
} from '../synthetic/building';
import { MiB } from '../../../src/metrics/units';
import { merged, nameOf, relabel } from '../series';
import type { Course, Run, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { container as groups, go, sceneOf } from './scenes';

const container = [...groups, 'limit', 'restarts'] as const;

/** A run that has little of anything; what it is about is in `over`. */
export const quiet = (over: Partial<Run>): Run => ({
  version: 'go1.22.4',
  live: constant(6 * MiB),
  gogc: 0.5,
  cycle: 60,
  kernel: constant(MiB),
  ...over,
});

/** The same life again and again, each ended by the kernel, the last under way. */
export const lives = (count: number, life: (k: number) => Run, pause = 0.002): Run[] =>
  Array.from({ length: count }, (_, k) => ({
    ...life(k),
    from: k / count,
    to: (k + 1) / count - (k + 1 < count ? pause : 0),
    ended: k + 1 < count ? 'OOMKilled' : undefined,
  }));

const scene = (random: Random, runs: Run[], over: Partial<Scene>): Scene =>
  sceneOf(random, runs, { span: 6 * hour, step: 60 }, over);

/** Quiet until `seconds` before the end of the life, then up to `high`. */
const filling =
  (low: number, high: number, seconds: number): Course =>
  (t, span) =>
    low + (high - low) * Math.max(0, Math.min(1, (t - (span - seconds)) / seconds));

/** As `max by (namespace, pod, container)` leaves it: no ids and no start times, the lives one after the other. */
const aggregated: Kind['dress'] = (frames) =>
  merged(
    relabel(
      frames.filter((frame) => nameOf(frame) !== 'container_start_time_seconds'),
      ({ id: _id, ...labels }) => labels
    )
  );

/** Kills as evidence, and what killed. */
export const killKinds: readonly Kind[] = [
  {
    number: 1,
    name: 'lazily freed, used again until killed',
    truth: { alarm: ['oom-killed'], must: ['working-set-understated'], silent: 'no action is needed' },
    allowed: ['oom-risk', 'heap-growth', 'lazily-freed'],
    needs: [...container, ...go],
    build: (random) => {
      const high = between(random, 400, 1500) * MiB;
      const live: Course = (t, span) => (t < 0.1 * span ? high : rising(0.1 * high, high, 0.3)(t, span));
      const life = () => base(random, { version: pick(random, lazyVersions), lazy: true, live, gogc: 0.3 });
      const runs = lives(2, (k) => (k === 0 ? { ...life(), inactiveFile: constant(0) } : quiet({})));
      return scene(random, runs, { limit: high * 1.5 + 24 * MiB });
    },
  },
  {
    number: 1,
    name: 'lazily freed by another allocator, killed, no Go',
    truth: {
      alarm: ['oom-killed', 'working-set-understated'],
      must: ['anonymous-growth|off-heap-growth'],
      silent: 'no action is needed',
    },
    allowed: ['oom-risk', 'lazily-freed'],
    needs: container,
    build: (random) => {
      const limit = between(random, 256, 1024) * MiB;
      const life = () =>
        quiet({
          version: null,
          offHeap: constant(0.05 * limit),
          lazyOffHeap: rising(0.05 * limit, 0.92 * limit, 0.05),
        });
      return scene(random, lives(pick(random, [3, 4, 5]), life), { limit, noGo: true });
    },
  },
  {
    number: 1,
    name: 'tmpfs kills',
    truth: {
      alarm: ['oom-killed', 'shared-memory-growth'],
      never: ['page-cache-growth'],
      calm: ['anonymous-growth', 'heap-growth', 'off-heap-growth'],
    },
    allowed: ['oom-risk'],
    needs: container,
    build: (random) => {
      const limit = between(random, 512, 4096) * MiB;
      const life = () => quiet({ shared: rising(0, limit - 24 * MiB, 0.05) });
      return scene(random, lives(pick(random, [2, 3, 4]), life), { limit });
    },
  },
  {
    number: 1,
    name: 'kernel memory kills',
    truth: {
      alarm: ['oom-killed'],
      must: ['kernel-memory-growth'],
      calm: ['anonymous-growth', 'heap-growth', 'off-heap-growth'],
      says: 'kernel',
    },
    allowed: ['oom-risk', 'kernel-memory-growth'],
    needs: container,
    build: (random) => {
      const limit = between(random, 512, 2048) * MiB;
      const life = () => quiet({ kernel: rising(4 * MiB, limit - 24 * MiB, 0.05) });
      return scene(random, lives(pick(random, [2, 3]), life), { limit });
    },
  },
  {
    number: 1,
    name: 'killed before the range, full of freed memory',
    truth: { silent: 'no action is needed', calm: ['heap-growth', 'off-heap-growth', 'anonymous-growth'] },
    allowed: ['oom-killed', 'oom-risk', 'working-set-understated'],
    needs: [...container, ...go],
    build: (random) => {
      const peak = between(random, 400, 1500) * MiB;
      const live: Course = (t, span) => (t < 0.1 * span ? peak : 0.3 * peak);
      const before = { restarts: pick(random, [1, 3, 7]), reason: 'OOMKilled' };
      const run = quiet({ version: pick(random, lazyVersions), lazy: true, live, gogc: 0.3, older: 1800, before });
      return scene(random, [run], { limit: peak * 1.5 + 24 * MiB });
    },
  },
  {
    number: 2,
    name: 'fast fill outside of the heap',
    truth: { alarm: ['oom-killed'], says: 'off-heap|outside|anonymous', silent: 'lower GOGC' },
    allowed: ['oom-risk', 'off-heap-growth', 'anonymous-growth'],
    needs: [...container],
    isFine: true,
    build: (random) => {
      const life = () => quiet({ offHeap: filling(6 * MiB, 490 * MiB, between(random, 40, 90)) });
      return scene(random, lives(4, life), { limit: 512 * MiB, span: 3600, step: 15 });
    },
  },
  {
    number: 2,
    name: 'small limit, leak before each kill',
    truth: { alarm: ['oom-killed'], must: ['heap-growth'] },
    allowed: ['oom-risk', 'heap-growth'],
    needs: [...container, ...go],
    build: (random) => {
      const life = () =>
        quiet({ live: rising(9 * MiB, 36 * MiB, 0.05), gogc: 0.3, version: pick(random, eager), untouched: 0.02 });
      return scene(random, lives(3, life), { limit: 64 * MiB, span: 12 * 3600 });
    },
  },
  {
    number: 2,
    name: 'killed without a limit',
    truth: { alarm: ['oom-killed'], must: ['heap-growth'] },
    allowed: ['heap-growth'],
    needs: ['restarts', ...go],
    build: (random) => {
      const life = () => quiet({ live: rising(200 * MiB, between(random, 4000, 9000) * MiB) });
      return scene(random, lives(2, life, 0.001), {});
    },
  },
  {
    number: 2,
    name: 'killed, seen by restart counter and reason only',
    truth: { alarm: ['oom-killed'] },
    allowed: ['oom-risk', 'anonymous-growth', 'heap-growth', 'off-heap-growth'],
    needs: container,
    build: (random) => {
      const limit = between(random, 256, 2048) * MiB;
      const life = () => quiet({ offHeap: rising(0.5 * limit, limit - 26 * MiB, 0.3) });
      return scene(random, lives(2, life), { limit, noGo: true });
    },
    dress: aggregated,
  },
  {
    number: 2,
    name: 'off-heap grows while the kernel takes freed pages at the limit',
    truth: { must: ['off-heap-growth'], silent: 'no action is needed' },
    allowed: ['oom-risk', 'off-heap-growth', 'oom-killed', 'working-set-understated'],
    needs: [...container, ...go],
    build: (random) => {
      const peak = between(random, 400, 900) * MiB;
      const taken = rising(0, 0.85 * peak, 0.15);
      const live: Course = (t, span) => (t < 0.06 * span ? peak : 0.08 * peak);
      const run = quiet({ version: pick(random, lazyVersions), lazy: true, live, gogc: 0.3, taken, offHeap: taken });
      return scene(random, [run], { limit: peak * 1.5 + 24 * MiB });
    },
  },
  {
    number: 2,
    name: 'heap leak of a Go version without GOMEMLIMIT',
    truth: { alarm: ['oom-risk', 'heap-growth'], silent: '(?<!go_gc_)GOMEMLIMIT(?!_bytes)' },
    needs: [...container, ...go],
    build: (random) => {
      const limit = between(random, 600, 2000) * MiB;
      const version = pick(random, ['go1.16.15', 'go1.17.13', 'go1.18.10']);
      return scene(random, [quiet({ version, live: rising(0.2 * limit, 0.66 * limit), gogc: 0.3 })], { limit });
    },
  },
  {
    number: 11,
    name: 'crash loop after an upgrade that keeps more resident',
    truth: { alarm: ['oom-killed'], must: ['resident-regression'], calm: ['heap-growth', 'off-heap-growth'] },
    allowed: ['oom-risk', 'resident-regression'],
    needs: [...container, ...go],
    isFine: true,
    build: (random) => {
      const live = constant(between(random, 500, 1500) * MiB);
      const common = { live, gogc: 1, cycle: 20, inactiveFile: constant(0) };
      const before = base(fixed(0.4), { ...common, version: 'go1.23.7', untouched: 0.35, to: 0.5, ended: 'Completed' });
      const after = Array.from({ length: 12 }, (_, k) =>
        base(fixed(0.4), {
          ...common,
          version: 'go1.24.2',
          untouched: 0.01,
          from: 0.5 + k / 24,
          to: 0.5 + (k + 1) / 24 - 0.004,
          ended: 'OOMKilled',
        })
      );
      return scene(random, [before, ...after], { limit: live(0, 1) * 2.15, span: 3600, step: 15 });
    },
  },
  {
    number: 11,
    name: 'planned stop before an upgrade, a kill later',
    truth: { alarm: ['oom-killed'], silent: '2 (kills|times|lives)|killed 2' },
    allowed: ['oom-risk', 'heap-growth'],
    needs: [...container, ...go],
    build: (random) => {
      const limit = between(random, 600, 1500) * MiB;
      const calm = { live: constant(0.2 * limit), gogc: 0.3 };
      const runs = [
        quiet({ ...calm, version: 'go1.22.4', to: 0.3, ended: 'Completed' }),
        quiet({ version: 'go1.23.1', live: rising(0.2 * limit, 0.67 * limit), gogc: 0.3, from: 0.3, to: 0.8 }),
        quiet({ ...calm, version: 'go1.23.1', from: 0.8 }),
      ];
      runs[1].ended = 'OOMKilled';
      return scene(random, runs, { limit });
    },
  },
  {
    number: 11,
    name: 'killed at the limit of the pod, below its own',
    truth: { alarm: ['oom-killed'], silent: 'OOM-killed at its (own )?memory limit', says: 'pod|node' },
    allowed: ['shared-memory-growth', 'oom-risk'],
    needs: container,
    build: (random) => {
      const limit = between(random, 1000, 3000) * MiB;
      const app = lives(2, () => quiet({ live: constant(0.12 * limit), gogc: 0.3, inactiveFile: constant(0) }));
      return scene(random, app, { limit });
    },
  },
  {
    number: 11,
    name: 'crash loop without growth',
    truth: { calm: ['heap-growth', 'off-heap-growth', 'anonymous-growth', 'oom-killed', 'oom-risk'] },
    needs: ['restarts'],
    build: (random) => {
      const life = quiet({ live: constant(between(random, 50, 300) * MiB), gogc: 1 });
      const runs = lives(pick(random, [5, 8, 12]), () => life, 0.01).map((run) => ({
        ...run,
        ended: run.ended && 'Error',
      }));
      return scene(random, runs, { limit: 4096 * MiB, span: 2 * 3600, step: 30 });
    },
  },
];
