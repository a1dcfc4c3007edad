import fc from 'fast-check';
import { find, flat, over, textOf } from '../../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

/** Kubernetes' report of the kill, from `start`, s, on. */
const reasonFrom = (start: number) =>
  frame(
    'kube_pod_container_status_last_terminated_reason',
    Array(40).fill(1),
    { ...store, reason: 'OOMKilled' },
    Array.from({ length: 40 }, (_, k) => start + 15 * k)
  );

describe('what filled a container until it was OOM-killed', () => {
  /** A download fills the container with cache, then a burst within the last two samples takes its place. */
  const download = (burst: number, wasInUse: number) => {
    const cacheOf = (share: number) => (40 + 760 * share) * MiB;
    const full = over(57, (share) => ({
      ...flat,
      heapAlloc: undefined,
      usage: 150 * MiB + cacheOf(share),
      workingSet: 150 * MiB + wasInUse * cacheOf(share),
      rss: 140 * MiB,
      cache: cacheOf(share),
    }));
    const ends = [0, 0.4, 1].map((share) => {
      const rss = (140 + (burst - 140) * share) * MiB;
      const cache = Math.min(800 * MiB, 990 * MiB - rss);
      return { ...full[56], usage: rss + cache + 10 * MiB, workingSet: rss + 10 * MiB + wasInUse * cache, rss, cache };
    });
    return [
      ...container([...full, ...ends], { id: '/kubepods/a/1', limit: 1000 * MiB }),
      ...container(full.slice(0, 20), { start: 930, id: '/kubepods/a/2', limit: 1000 * MiB }),
      reasonFrom(930),
    ].filter((one) => !/^(go|process)_/.test(metricOf(one)));
  };

  it('names what rose while the kernel took the cache, and not the cache', () => {
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 980 }), fc.double({ min: 0, max: 0.5, noNaN: true }), (burst, inUse) => {
        const frames = download(burst, inUse);
        expect(textOf(find(frames, 'oom-killed'))).toMatch(/anonymous memory rose from 140 MiB/);
        expect(textOf(find(frames, 'oom-risk')) ?? '').not.toMatch(/looked as if it could be taken back was needed/);
      }),
      { numRuns: 30 }
    );
  });
  it('calls cache that nothing uses by its name', () => {
    expect(textOf(find(download(141, 0.05), 'oom-killed'))).toMatch(
      /inactive file cache rose from 40.0 MiB to 800 MiB/
    );
    expect(textOf(find(download(141, 0.9), 'oom-killed'))).toMatch(/files in memory \(tmpfs\) or cache in use rose/);
  });

  /** One part fills a life when it starts and stays; another takes the rest of the limit of 1000 MiB at its end. */
  const filling = (large: 'anonymous' | 'tmpfs' | 'kernel', rising: typeof large, low: number, samples: number) => {
    const count = 200;
    const life = over(count, (share) => {
      const i = Math.round(share * (count - 1));
      const begun = Math.min(1, i / 20);
      const end = Math.max(0, (i - (count - 1 - samples)) / samples);
      const bytes = { anonymous: 60, tmpfs: 20, kernel: 10 };
      bytes[large] += low * begun;
      bytes[rising] += (985 - 90 - low) * end;
      const usage = (bytes.anonymous + bytes.tmpfs + bytes.kernel) * MiB;
      return {
        ...flat,
        heapAlloc: undefined,
        usage,
        workingSet: usage,
        rss: bytes.anonymous * MiB,
        cache: bytes.tmpfs * MiB,
      };
    });
    return [
      ...container(life, { id: '/kubepods/a/1', limit: 1000 * MiB }),
      ...container(life.slice(0, 40), { start: 15 * count + 30, id: '/kubepods/a/2', limit: 1000 * MiB }),
      reasonFrom(15 * count + 30),
    ].filter((one) => !/^(go|process)_/.test(metricOf(one)));
  };
  const words = { anonymous: 'anonymous memory', tmpfs: 'files in memory', kernel: 'kernel memory' };
  const part = fc.constantFrom('anonymous' as const, 'tmpfs' as const, 'kernel' as const);

  it('names the part that rose until the kill, and not the larger one that rose at the start', () => {
    fc.assert(
      fc.property(part, part, fc.integer({ min: 420, max: 620 }), fc.integer({ min: 4, max: 60 }), (a, b, low, n) => {
        fc.pre(a !== b);
        expect(textOf(find(filling(a, b, low, n), 'oom-killed'))).toContain(`${words[b]}`);
        expect(textOf(find(filling(a, b, low, n), 'oom-killed'))).not.toContain(`${words[a]} rose`);
      }),
      { numRuns: 60 }
    );
  });
});
