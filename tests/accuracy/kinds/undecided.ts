import { base, between, constant, day, pick, rising, type Random } from '../synthetic/building';
import { MiB } from '../../../src/metrics/units';
import type { InputFrame } from '../../../src/metrics/types';
import { nameOf, relabel, revalue } from '../series';
import type { Course, Run, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { container, go, scene } from './scenes';

const steady = (random: Random, over: Partial<Run> = {}): Run =>
  base(random, { live: constant(between(random, 100, 400) * MiB), ...over });

/** A database whose mapped files fill the cache and are read all the time. */
const mapped = (random: Random, over: Partial<Scene> = {}): Scene => {
  const bytes = between(random, 2000, 9000) * MiB;
  const [activeFile, inactiveFile] = [rising(0.1 * bytes, bytes), rising(0.02 * bytes, 0.15 * bytes)];
  const files: Course = (t, span) => 0.9 * activeFile(t, span);
  return scene(random, steady(random, { activeFile, inactiveFile, mapped: files }), {
    limit: bytes * 1.35 + 900 * MiB,
    ...over,
  });
};

const without =
  (...names: RegExp[]): Kind['dress'] =>
  (frames) =>
    frames.filter((frame) => !names.some((one) => one.test(frame.fields[1].labels?.__name__ ?? '')));

/** Cache of the container at a time where a process has it mapped, else a little. */
function partOf(frames: readonly InputFrame[], isAll: boolean): (value: number, time: number) => number {
  const cache = frames.find((frame) => nameOf(frame) === 'container_memory_cache');
  const at = new Map(
    cache ? Array.from(cache.fields[0].values, (t, i) => [Number(t), Number(cache.fields[1].values[i])]) : []
  );
  return (_value, time) => (isAll ? (at.get(time) ?? NaN) : 4 * MiB);
}

/** Beside flat rss there is nothing that Go gave back. */
const gaveBack = 'is parts of huge pages that';
const notGrowing = ['heap-growth', 'off-heap-growth', 'anonymous-growth', 'oom-risk'];

/** High until a tenth of the range, then low: Go gives the difference back. */
const burst =
  (peak: number): Course =>
  (t, span) =>
    t < 0.1 * span ? peak : 0.06 * peak;

/** What the series cannot decide, and what they can. */
export const undecidedKinds: readonly Kind[] = [
  {
    number: 5,
    name: 'unmapped parts of huge pages: rss falls, usage stays',
    truth: { calm: ['kernel-memory-growth', ...notGrowing], says: 'huge page' },
    needs: container,
    build: (random) => {
      const bytes = between(random, 800, 2500) * MiB;
      const share: Course = (t, span) => Math.max(0, Math.min(1, (t / span - 0.2) / 0.1));
      const run = steady(random, {
        offHeap: (t, span) => bytes * (1 - share(t, span)),
        kernel: (t, span) => 2 * MiB + bytes * share(t, span),
      });
      return scene(random, run, { limit: bytes + 3000 * MiB });
    },
  },
  {
    number: 5,
    name: 'dentries beside flat rss',
    truth: {
      must: ['kernel-memory-growth'],
      calm: ['kernel-memory-growth', ...notGrowing],
      says: 'reclaim',
      silent: gaveBack,
    },
    needs: container,
    build: (random) => {
      const bytes = between(random, 500, 1500) * MiB;
      const limit = bytes + 1400 * MiB;
      return scene(random, steady(random, { kernel: rising(8 * MiB, bytes) }), { limit });
    },
  },
  {
    number: 5,
    name: 'mapped database, active file known',
    truth: { must: ['page-cache-growth'], never: ['shared-memory-growth'], calm: notGrowing },
    needs: [...container, 'file lists'],
    build: (random) => mapped(random, { lists: true }),
  },
  {
    number: 5,
    name: 'mapped database, no file list',
    truth: { must: ['page-cache-growth|cache-growth'], never: ['shared-memory-growth'], calm: notGrowing },
    allowed: ['cache-growth'],
    needs: container,
    build: (random) => mapped(random),
    dress: without(/mapped_file/, /^process_resident/),
  },
  {
    number: 5,
    name: 'files that are read twice: as much leaves the inactive list as enters',
    truth: { must: ['page-cache-growth|cache-growth'], never: ['shared-memory-growth'], calm: notGrowing },
    allowed: ['cache-growth'],
    needs: container,
    build: (random) => {
      const bytes = between(random, 800, 4000) * MiB;
      const [begins, waiting] = [between(random, 0.05, 0.3), between(random, 0.03, 0.2) * bytes];
      const read: Course = (t, span) => Math.max(0, t / span - begins) / (1 - begins);
      const run = steady(random, {
        activeFile: (t, span) => bytes * read(t, span),
        inactiveFile: (t, span) => 4 * MiB + Math.min(waiting, bytes * read(t, span)),
        mapped: constant(2 * MiB),
      });
      return scene(random, run, { limit: 2 * bytes + 2000 * MiB });
    },
  },
  {
    number: 5,
    name: 'a log on disk whose followers read each page at once',
    truth: {
      must: ['page-cache-growth|cache-growth|shared-memory-growth'],
      calm: ['shared-memory-growth', ...notGrowing],
    },
    allowed: ['cache-growth'],
    needs: container,
    build: (random) => {
      const bytes = between(random, 800, 4000) * MiB;
      const run = steady(random, { activeFile: rising(0.05 * bytes, bytes), mapped: constant(2 * MiB) });
      return scene(random, run, { limit: 2 * bytes + 2000 * MiB });
    },
  },
  {
    number: 5,
    name: 'mapped database, process RSS above the rss of the container',
    truth: { must: ['page-cache-growth'], never: ['shared-memory-growth'], calm: notGrowing },
    needs: [...container, 'process'],
    build: (random) => mapped(random),
    dress: without(/mapped_file/),
  },
  {
    number: 5,
    name: 'mapped database, mapped file known',
    truth: { must: ['page-cache-growth'], never: ['shared-memory-growth'], calm: notGrowing },
    needs: [...container, 'file lists'],
    build: (random) => mapped(random),
    dress: without(/^process_resident/),
  },
  ...(['file', 'shared'] as const).map((kind): Kind => ({
    number: 5,
    name: `cache in working set grows, the process tells it is ${kind}`,
    truth: {
      must: [kind === 'file' ? 'page-cache-growth' : 'shared-memory-growth'],
      never: [kind === 'file' ? 'shared-memory-growth' : 'page-cache-growth'],
    },
    allowed: ['shared-memory-growth', 'oom-risk'],
    needs: [...container, 'process'],
    build: (random) => {
      const bytes = between(random, 800, 3000) * MiB;
      const grows = rising(0.1 * bytes, bytes);
      return scene(random, steady(random, kind === 'file' ? { activeFile: grows } : { shared: grows }));
    },
    dress: (frames) => [
      ...frames.filter((frame) => nameOf(frame) !== 'container_memory_mapped_file'),
      ...(['file', 'shared'] as const).flatMap((part) =>
        revalue(
          relabel(
            frames.filter((frame) => nameOf(frame) === 'process_resident_memory_bytes'),
            (labels) => ({ ...labels, __name__: `process_resident_memory_${part}_bytes` })
          ),
          /./,
          partOf(frames, part === kind)
        )
      ),
    ],
  })),
  {
    number: 5,
    name: 'kernel memory known to be small beside much that is neither rss nor cache',
    truth: { calm: ['kernel-memory-growth', ...notGrowing], never: ['oom-killed'] },
    needs: container,
    build: (random) => {
      const bytes = between(random, 600, 1500) * MiB;
      return scene(random, steady(random, { kernel: constant(bytes) }), { limit: 6 * bytes });
    },
    dress: (frames) => [
      ...frames,
      ...revalue(
        relabel(
          frames.filter((frame) => nameOf(frame) === 'container_memory_usage_bytes'),
          (labels) => ({ ...labels, __name__: 'container_memory_kernel_usage' })
        ),
        /./,
        () => 12 * MiB
      ),
    ],
  },
  {
    number: 5,
    name: 'tmpfs, active file known',
    truth: { must: ['shared-memory-growth'], never: ['page-cache-growth'] },
    allowed: ['oom-risk'],
    needs: [...container, 'file lists'],
    build: (random) =>
      scene(random, steady(random, { shared: rising(0, between(random, 500, 2000) * MiB) }), { lists: true }),
  },
  {
    number: 5,
    name: 'tmpfs, no file list',
    truth: { must: ['shared-memory-growth|cache-growth'], never: ['page-cache-growth'] },
    allowed: ['oom-risk'],
    needs: container,
    build: (random) => scene(random, steady(random, { shared: rising(0, between(random, 500, 2000) * MiB) })),
  },
  ...[true, false].map((lists): Kind => ({
    number: 5,
    name: `working set twice rss, steady, active file ${lists ? 'known' : 'not known'}`,
    truth: {
      must: ['page-cache-growth|cache-growth|insufficient-data'],
      calm: ['oom-risk', 'page-cache-growth', 'cache-growth', 'shared-memory-growth'],
      says: 'active|in use',
    },
    needs: [...container, ...(lists ? (['file lists'] as const) : [])],
    build: (random) => {
      const live = constant(between(random, 500, 3000) * MiB);
      const activeFile = constant(live(0, 1) * 3.2);
      return scene(random, base(random, { live, activeFile }), { lists, limit: live(0, 1) * 7 });
    },
  })),
  {
    number: 6,
    name: 'huge pages refill what a burst left',
    truth: { must: ['huge-page-bloat'], calm: notGrowing },
    allowed: ['huge-page-bloat'],
    needs: [...container, ...go],
    build: (random) => {
      const live = burst(between(random, 800, 2500) * MiB);
      const refill: Course = (t, span) => 0.8 * Math.max(0, Math.min(1, (t / span - 0.25) / 0.3));
      return scene(random, base(random, { version: pick(random, ['go1.21.3', 'go1.22.4', 'go1.23.1']), live, refill }));
    },
  },
  {
    number: 6,
    name: 'new nodes: the same program needs more resident memory',
    truth: { must: ['huge-page-bloat'], calm: notGrowing },
    allowed: ['huge-page-bloat'],
    needs: [...container, ...go],
    build: (random) => {
      const peak = between(random, 800, 2500) * MiB;
      const live: Course = (t, span) => ((t / span) % 0.2 < 0.03 ? peak : 0.1 * peak);
      const run = (over: Partial<Run>) => base(random, { version: 'go1.22.4', live, gogc: 0.5, ...over });
      const one = scene(random, run({}));
      const runs = [
        run({ pod: 'app-5c6d7f8b9-aaa11', to: 0.49, older: day }),
        run({ pod: 'app-5c6d7f8b9-bbb22', to: 0.5, older: day }),
        run({ pod: 'app-5c6d7f8b9-ccc33', from: 0.48, bloat: true }),
        run({ pod: 'app-5c6d7f8b9-ddd44', from: 0.5, bloat: true }),
      ];
      return { ...one, runs };
    },
    dress: (frames) =>
      relabel(frames, (labels) => ({ ...labels, node: /aaa|bbb/.test(labels.pod ?? '') ? 'old-1' : 'new-1' })),
  },
  {
    number: 6,
    name: 'off-heap leak beside little released heap',
    truth: { must: ['off-heap-growth'], never: ['huge-page-bloat'] },
    allowed: ['off-heap-growth'],
    needs: [...container, ...go],
    build: (random) => scene(random, steady(random, { offHeap: rising(0, between(random, 500, 2500) * MiB) })),
  },
];
