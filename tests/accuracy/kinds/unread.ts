import { MiB } from '../../../src/metrics/units';
import { base, between, constant, hour, pick, rising, type Random } from '../synthetic/building';
import { revalue } from '../series';
import type { Kind } from './kind';
import { lives, quiet } from './kills';
import { scene, sceneOf } from './scenes';

const needs = ['usage', 'rss and cache'] as const;
const kernel = 'kernel-memory-growth';

/** rss as what looks for keys of another version of cgroups reads it, and cache as it may do so, too. */
const unread =
  (names: RegExp): Kind['dress'] =>
  (frames) =>
    revalue(frames, names, () => 0);

const accounts = [
  { of: 'rss is', dress: unread(/^container_memory_rss$/) },
  { of: 'rss and cache are', dress: unread(/^container_memory_(rss|cache)$/) },
];

const files = (random: Random) => constant(between(random, 20, 300) * MiB);

/** A program of which rss says that it has no memory of its own. */
export const unreadKinds: readonly Kind[] = accounts.flatMap(({ of, dress }): Kind[] => [
  {
    number: 14,
    name: `${of} 0 throughout, the program leaks until it is killed`,
    truth: { alarm: ['oom-killed'], never: [kernel], silent: 'kernel memory rose' },
    allowed: ['oom-risk', 'anonymous-growth'],
    needs: [...needs, 'limit', 'restarts'],
    isFine: true,
    build: (random) => {
      const limit = between(random, 256, 2048) * MiB;
      const leaks = {
        version: null,
        offHeap: rising(0.2 * limit, limit - 21 * MiB, 0.01),
        inactiveFile: constant(MiB),
      };
      const runs = lives(2, () => quiet(leaks), 0.001);
      return sceneOf(random, runs, { span: pick(random, [6, 12]) * hour, step: 30 }, { limit, noGo: true });
    },
    dress,
  },
  {
    number: 14,
    name: `${of} 0 throughout, the program leaks`,
    truth: { must: ['anonymous-growth'], never: [kernel] },
    allowed: ['anonymous-growth'],
    needs: [...needs, 'working set'],
    build: (random) => {
      const rise = rising(100 * MiB, between(random, 900, 2000) * MiB, 0.02);
      return scene(random, base(random, { live: constant(0), offHeap: rise, inactiveFile: files(random) }), {
        noGo: true,
      });
    },
    dress,
  },
  {
    number: 14,
    name: `${of} 0 throughout, the heap leaks`,
    truth: { must: ['heap-growth'], never: [kernel] },
    allowed: ['heap-growth'],
    needs: [...needs, 'Go heap'],
    build: (random) => scene(random, base(random, { live: rising(120 * MiB, between(random, 600, 1800) * MiB, 0.05) })),
    dress,
  },
]);
