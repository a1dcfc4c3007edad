import { base, between, constant, pick, rising, type Random } from '../synthetic/building';
import { MiB } from '../../../src/metrics/units';
import { without } from '../series';
import type { Course, Run, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { container, go, scene } from './scenes';

const modern = ['go1.19.8', 'go1.21.3', 'go1.22.4', 'go1.23.1', 'go1.25.1'];
const none = constant(0);

/** GOMEMLIMIT at 90 % of the limit; `live` is a share of it. */
function atMemLimit(random: Random, live: Course, over: Partial<Run> = {}): Scene {
  const limit = between(random, 400, 3000) * MiB;
  const memLimit = 0.9 * limit;
  const run = base(random, {
    version: pick(random, modern),
    live: (t, span) => memLimit * live(t, span),
    goal: 0.94 * memLimit,
    memLimit,
    inactiveFile: none,
    kernel: constant(3 * MiB),
    untouched: 0.01,
    ...over,
  });
  return scene(random, run, { limit });
}

/** Rises in the first `share` of the range and holds. */
const ended =
  (low: number, high: number, share: number): Course =>
  (t, span) =>
    low + (high - low) * Math.min(1, t / span / share);

const endedKind = (name: string, id: string, run: (course: Course) => Partial<Run>): Kind => ({
  number: 13,
  name: `${name}, ended`,
  truth: { must: [id], calm: ['oom-risk'], never: ['huge-page-bloat'], first: 'stayed|stays|holds|held|ended|stopped' },
  allowed: [id],
  needs: [...container, ...go, ...(/cache|shared/.test(id) ? (['file lists'] as const) : [])],
  build: (random) => {
    const course = ended(10 * MiB, between(random, 600, 1800) * MiB, between(random, 0.3, 0.6));
    return scene(random, base(random, { live: constant(150 * MiB), ...run(course) }), { lists: true });
  },
});

/** When to warn, and in which tense. */
export const alarmKinds: readonly Kind[] = [
  {
    number: 7,
    name: 'GOMEMLIMIT: parked at nine tenths by design',
    truth: { calm: ['oom-risk', 'heap-growth', 'idle-heap'], never: ['gc-thrash'] },
    needs: [...container, ...go, 'limit'],
    build: (random) => atMemLimit(random, constant(between(random, 0.2, 0.45)), { cycle: between(random, 60, 300) }),
  },
  {
    number: 7,
    name: 'GOMEMLIMIT: live heap fills it, the collector runs all the time',
    truth: { must: ['gc-thrash'], alarm: ['oom-risk|gc-thrash'], silent: '(?<!a )lower GOGC' },
    allowed: ['oom-risk', 'heap-growth', 'gc-thrash'],
    needs: [...container, ...go, 'limit', 'process'],
    build: (random) => {
      const live: Course = (t, span) => 0.3 + 0.63 * Math.min(1, t / span / 0.7);
      return atMemLimit(random, live, { pace: (t, span) => Math.max(0.4, 30 * (0.95 - live(t, span))), cycle: 20 });
    },
  },
  {
    number: 7,
    name: 'a burst that ended',
    truth: { notCritical: ['oom-risk'], calm: ['heap-growth', 'off-heap-growth', 'anonymous-growth'] },
    allowed: ['oom-risk', 'idle-heap'],
    needs: [...container, ...go, 'limit'],
    build: (random) => {
      const limit = between(random, 600, 2000) * MiB;
      const live: Course = (t, span) => (t > 0.3 * span && t < 0.4 * span ? 0.68 * limit : 0.15 * limit);
      return scene(random, base(random, { live, gogc: 0.25, inactiveFile: none, version: pick(random, modern) }), {
        limit,
      });
    },
  },
  {
    number: 7,
    name: 'nine tenths outside of the heap, steady, near the limit',
    truth: { must: ['oom-risk'], says: 'off-heap|outside', silent: 'lower GOGC' },
    allowed: ['oom-risk'],
    needs: [...container, ...go, 'limit'],
    build: (random) => {
      const limit = between(random, 300, 1500) * MiB;
      const run = base(random, { live: constant(8 * MiB), offHeap: constant(0.85 * limit), inactiveFile: none });
      return scene(random, run, { limit });
    },
  },
  {
    number: 7,
    name: 'nine tenths outside of the heap, steady, far from the limit',
    truth: { must: ['insufficient-data|oom-risk'], calm: ['oom-risk', 'off-heap-growth'], says: 'off-heap|outside' },
    needs: [...container, ...go],
    build: (random) => {
      const bytes = between(random, 300, 1500) * MiB;
      return scene(random, base(random, { live: constant(8 * MiB), offHeap: constant(bytes) }), { limit: 4 * bytes });
    },
  },
  {
    number: 7,
    name: 'nine tenths outside of the heap, steady, Go and process metrics only',
    truth: { calm: ['off-heap-growth'], never: ['lazily-freed'], says: 'off-heap memory' },
    needs: [...go, 'process'],
    build: (random) =>
      scene(random, base(random, { live: constant(8 * MiB), offHeap: constant(between(random, 300, 1500) * MiB) })),
    dress: (frames) => without(frames, ['usage', 'working set', 'rss and cache', 'file lists', 'limit', 'restarts']),
  },
  ...[true, false].map((isKnown): Kind => ({
    number: 12,
    name: `flat goal, GOMEMLIMIT ${isKnown ? 'known' : 'not known'}: the lowest values of the heap rise`,
    truth: { must: ['heap-growth'] },
    allowed: ['heap-growth', 'oom-risk', 'gc-thrash'],
    needs: [...container, ...go],
    build: (random) => {
      const goal = between(random, 900, 2500) * MiB;
      const live = rising(0.15 * goal, 0.7 * goal);
      const cycle = between(random, 100, 300);
      const memLimit = isKnown ? 1.07 * goal : undefined;
      return scene(random, base(random, { version: pick(random, modern), live, goal, memLimit, cycle }));
    },
  })),
  endedKind('kernel memory', 'kernel-memory-growth', (kernel) => ({ kernel })),
  endedKind('off-heap memory', 'off-heap-growth', (offHeap) => ({ offHeap })),
  endedKind('page cache', 'page-cache-growth', (activeFile) => ({ activeFile })),
  endedKind('shared memory', 'shared-memory-growth', (shared) => ({ shared })),
];
