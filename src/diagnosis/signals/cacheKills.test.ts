import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { isMostlyInactive, killsByCache } from './cacheKills';
import type { Part } from './killRise';

interface Life {
  /** What rose until the end, and from and to what, MiB. */
  part?: Part;
  low?: number;
  high?: number;
  /** In the last sample, MiB. */
  usage?: number;
  rss?: number;
  workingSet?: number;
  cache?: number;
  /** MiB; else that of most lives. */
  of?: number;
  atLimit?: boolean;
}

/** Which of the lives, each of one sample, end in a kill by cache; null is a life that goes on. */
function byCache(lives: ReadonlyArray<Life | null>): number[] {
  const last = (pick: (life: Life) => number) => Float64Array.from(lives, (life) => pick(life ?? {}) * MiB);
  const composition = {
    usage: last(({ usage = 980 }) => usage),
    workingSet: last(({ usage = 980, workingSet = usage }) => workingSet),
    rss: last(({ rss = 300 }) => rss),
    workload: { series: { cache: last(({ high = 600, cache = high }) => cache) } },
  };
  const kills = lives.map(
    (life, run) =>
      life && {
        run,
        end: run + 1,
        limit: (life.of ?? 1000) * MiB,
        usage: (life.usage ?? 980) * MiB,
        atLimit: life.atLimit ?? true,
        rise: { part: life.part ?? 'cache', low: (life.low ?? 50) * MiB, high: (life.high ?? 600) * MiB },
      }
  );
  return killsByCache({ kills, composition } as never as Context).map(({ run }) => run);
}

describe('killsByCache', () => {
  it('takes a kill at the limit of which half was cache at the end, and half not memory of the program', () => {
    expect(byCache([{ high: 500 }])).toEqual([0]);
    expect(byCache([{ high: 499 }])).toEqual([]);
    expect(byCache([{ rss: 499 }])).toEqual([0]);
    expect(byCache([{ rss: 500 }])).toEqual([]);
  });

  it('looks at each kill by itself, at its own limit and its own last sample', () => {
    expect(byCache([null, { rss: 600, usage: 900 }, { high: 200 }, {}, { of: 1300 }])).toEqual([3]);
    expect(byCache([{ high: 500, rss: 400 }, null, { high: 500, rss: 400, of: 1100 }])).toEqual([0]);
  });

  it('takes none of another part, below the limit, or of files that nothing uses', () => {
    expect(byCache([{ part: 'anonymous' }, { part: 'kernel' }])).toEqual([]);
    expect(byCache([{ atLimit: false }])).toEqual([]);
    expect(byCache([{ workingSet: 400 }])).toEqual([]);
  });

  it('takes a quarter of the limit for enough where two kills are alike in a full container', () => {
    const small = { high: 250, rss: 700 };
    expect(byCache([small])).toEqual([]);
    expect(byCache([small, small])).toEqual([0, 1]);
    expect(byCache([small, {}])).toEqual([0, 1]);
    expect(byCache([small, null, small, { ...small, part: 'anonymous' }])).toEqual([0, 2]);
    expect(byCache([small, { ...small, high: 249 }])).toEqual([]);
    expect(byCache([{ ...small, usage: 950 }, small])).toEqual([0, 1]);
    expect(byCache([{ ...small, usage: 949 }, small])).toEqual([]);
    // A third that is not alike is none of them.
    expect(byCache([small, { ...small, usage: 900 }, small])).toEqual([0, 2]);
    expect(byCache([small, { ...small, high: 240 }, small])).toEqual([0, 2]);
  });

  it('wants a clear rise for that: cache that was there before filled nothing', () => {
    const small = { high: 260, rss: 700 };
    expect(byCache([{ ...small, low: 200 }, small])).toEqual([0, 1]);
    expect(byCache([{ ...small, low: 201 }, small])).toEqual([]);
    expect(
      byCache([
        { ...small, low: 255 },
        { ...small, low: 255 },
      ])
    ).toEqual([]);
  });
});

describe('isMostlyInactive', () => {
  const at = (usage: number, workingSet: number, cache?: number) =>
    isMostlyInactive(
      {
        usage: [NaN, usage],
        workingSet: [NaN, workingSet],
        workload: { series: cache === undefined ? {} : { cache: [NaN, cache] } },
      } as never as Context['composition'],
      1
    );

  it('is more than two fifths of the cache outside of working set, and less than three tenths in it', () => {
    expect(at(1000, 400, 600)).toBe(true);
    expect(at(1000, 400, 850)).toBe(true);
    expect(at(1000, 400, 860)).toBe(false);
    expect(at(1000, 960, 40)).toBe(true);
    expect(at(1000, 961, 100)).toBe(false);
    expect(at(1000, 761, 600)).toBe(false);
    expect(at(1000, 1000, 600)).toBe(false);
  });

  it('is nothing that can be said without cache', () => expect(at(1000, 400)).toBe(false));

  it('is not where much is inactive that is no cache', () => expect(at(1000, 990, 20)).toBe(false));
});
