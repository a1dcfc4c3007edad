import { over } from '../../../tests/fixtures/diagnosis';
import { MiB } from '../../metrics/units';
import type { Composition, CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import { isSplitByRssOnly, largestRise, reachesNewGround, type KillRise } from './killRise';

const minute = 60_000;

/** MiB at each sample; a number is the same at all of them. */
type Course = number | readonly number[];

interface Life {
  usage?: Course;
  rss?: Course;
  /** What Go keeps. */
  kept?: Course;
  /** Lazily freed by Go. */
  freed?: Course;
  stacks?: Course;
  cache?: Course;
  workingSet?: Course;
  /** When Go was scraped anew: each value is of another scrape. */
  alloc?: Course;
  other?: Course;
}

/** What grew most in a life of one sample a minute. */
function rise(count: number, life: Life): KillRise {
  const column = (course: Course | undefined) =>
    Float64Array.from({ length: count }, (_, i) =>
      course === undefined ? NaN : (typeof course === 'number' ? course : course[i]) * MiB
    );
  const roles: Partial<Record<Role, Course>> = {
    usage: life.usage,
    rss: life.rss,
    stackSys: life.stacks,
    cache: life.cache,
    workingSet: life.workingSet,
    heapAlloc: life.alloc,
  };
  const given = Object.entries(roles).filter(([, course]) => course !== undefined);
  const run = { start: 0, end: count, from: 0, to: (count - 1) * minute } as CompositionInstance;
  const composition = {
    usage: column(life.usage),
    rss: column(life.rss),
    retained: column(life.kept),
    lazilyFreed: { estimate: column(life.freed) },
    workingSet: column(life.workingSet),
    time: Float64Array.from({ length: count }, (_, i) => i * minute),
    instances: [run],
    layers: life.other === undefined ? [] : [{ id: 'other', values: column(life.other) }],
    workload: { series: Object.fromEntries(given.map(([role, course]) => [role, column(course)])) },
  } as never as Composition;
  return largestRise(composition, run);
}

const grows = over(21, (share) => 100 + 400 * share);

describe('largestRise', () => {
  it('is the part that grew by most, from and to where, and since when it was low', () => {
    const found = rise(21, { usage: grows.map((x) => x + 20), rss: grows, cache: 20, kept: grows, alloc: grows });
    expect(found).toMatchObject({ part: 'go', low: 100 * MiB, high: 500 * MiB, early: 280 * MiB, life: 20 * minute });
    // It leaves its lowest tenth, 140 MiB, after the second minute.
    expect(found).toMatchObject({ from: 2 * minute, to: 20 * minute, takesCache: false, isUnsplit: false });
  });

  it('counts Go without its stacks, and no more of it than is charged', () => {
    const stacks = over(21, (share) => 10 + 350 * share);
    expect(rise(21, { usage: 600, kept: stacks.map((x) => x + 100), stacks })).toMatchObject({
      part: 'stacks',
      low: 10 * MiB,
    });
    expect(rise(21, { usage: 300, kept: grows, stacks: 0 })).toMatchObject({ part: 'go', high: 300 * MiB });
  });

  it('tells memory outside of Go, where Go was scraped anew meanwhile', () => {
    const scraped = over(21, (share) => 90 + share);
    const found = rise(21, {
      usage: grows.map((x) => x + 110),
      rss: grows.map((x) => x + 100),
      kept: 100,
      alloc: scraped,
    });
    expect(found).toMatchObject({ part: 'off-heap', low: 100 * MiB, high: 500 * MiB });
  });

  it('leaves out of what is outside of Go what Go freed lazily', () => {
    const freed = over(21, (share) => 400 * (1 - share));
    const leak = over(21, (share) => 700 * share);
    const rss = leak.map((bytes, i) => bytes + 100 + freed[i]);
    const found = rise(21, { usage: rss.map((x) => x + 5), rss, kept: 100, freed, alloc: grows });
    expect(found).toMatchObject({ part: 'off-heap', low: 0, high: 700 * MiB });
  });

  it('is anonymous memory where nothing of Go is known', () => {
    expect(rise(21, { usage: grows, rss: grows })).toMatchObject({
      part: 'anonymous',
      low: 100 * MiB,
      high: 500 * MiB,
    });
    expect(rise(21, { usage: grows.map((x) => x + 5), rss: grows, kept: 90 }).part).not.toBe('anonymous');
  });

  it('is the kernel where neither rss nor cache holds it', () => {
    expect(rise(21, { usage: grows, rss: 80, cache: 10 })).toMatchObject({
      part: 'kernel',
      low: 10 * MiB,
      high: 410 * MiB,
    });
    expect(rise(21, { usage: grows, rss: 80 }).part).not.toBe('kernel');
  });

  it('is what working set holds beside rss where that is all that is known', () => {
    const found = rise(21, { workingSet: grows, rss: 80 });
    expect(found).toMatchObject({ part: 'beside-rss', low: 20 * MiB, high: 420 * MiB });
    const series = { workingSet: new Float64Array(1), rss: new Float64Array(1) };
    expect(isSplitByRssOnly(series)).toBe(true);
    expect(isSplitByRssOnly({ ...series, usage: series.rss })).toBe(false);
    expect(isSplitByRssOnly({ ...series, cache: series.rss })).toBe(false);
    expect(isSplitByRssOnly({ rss: series.rss })).toBe(false);
    expect(isSplitByRssOnly({ workingSet: series.rss })).toBe(false);
  });

  it('is not split where only the rest is known', () => {
    expect(rise(21, { usage: grows, other: grows })).toMatchObject({
      part: 'unknown',
      low: 100 * MiB,
      high: 500 * MiB,
    });
    expect(rise(21, { usage: grows, other: grows, rss: 50 }).part).not.toBe('unknown');
  });

  it('is of the end: what filled at the start is not what filled the container', () => {
    const filled = over(21, (share) => (share < 0.1 ? 100 : 420));
    const late = over(21, (share) => (share < 0.6 ? 20 : 20 + 500 * (share - 0.6)));
    const found = rise(21, { usage: filled.map((x, i) => x + late[i]), rss: filled, cache: late });
    expect(found).toMatchObject({ part: 'cache', low: 20 * MiB, high: 220 * MiB });
  });

  it('is what rose most where little rose at the end', () => {
    const filled = over(21, (share) => (share < 0.1 ? 100 : 420));
    const late = over(21, (share) => (share < 0.6 ? 20 : 20 + 150 * (share - 0.6)));
    expect(rise(21, { usage: filled.map((x, i) => x + late[i]), rss: filled, cache: late })).toMatchObject({
      part: 'anonymous',
    });
  });

  it('is none where no series tells a part', () => {
    const found = rise(21, { usage: grows });
    expect(found).toMatchObject({ part: 'unknown', from: 0, to: 20 * minute });
    expect([found.low, found.high, found.early]).toEqual([NaN, NaN, NaN]);
  });

  it('looks for a lost last sample among the second half', () => {
    const lost = [...grows.slice(0, 15), NaN, NaN, NaN, NaN, NaN, NaN];
    expect(rise(21, { usage: grows, rss: lost })).toMatchObject({ part: 'anonymous', high: 380 * MiB });
  });

  describe('of cache that the kernel takes', () => {
    const taken = (cache: readonly number[], rss: readonly number[]) =>
      rise(21, { usage: cache.map((x, i) => x + rss[i]), rss, cache });
    const start = over(18, () => 0);

    it('is what is left of it, where what rose took its place', () => {
      const cache = [...start.map((_, i) => 100 + 17 * i), 400, 300, 200];
      const rss = [...start.map(() => 50), 50, 160, 260];
      expect(taken(cache, rss)).toMatchObject({ takesCache: true });
      // Of 200 MiB that were taken, 99 went to another part.
      expect(taken(cache, [...start.map(() => 50), 50, 90, 149])).toMatchObject({ takesCache: false });
      expect(taken(cache, [...start.map(() => 50), 50, 90, 150])).toMatchObject({ takesCache: true });
    });

    it('is the most of it else', () => {
      const cache = [...start.map((_, i) => 100 + 17 * i), 400, 420, 410];
      expect(
        taken(
          cache,
          over(21, () => 50)
        )
      ).toMatchObject({ part: 'cache', high: 420 * MiB, takesCache: false });
    });

    it('is what rss leaves where its sample is lost', () => {
      const cache = [...start.map((_, i) => 100 + 17 * i), NaN, NaN, NaN];
      const usage = [...start.map((_, i) => 150 + 17 * i), 460, 470, 480];
      expect(rise(21, { usage, rss: 50, cache })).toMatchObject({ part: 'cache', high: 430 * MiB });
    });
  });

  describe('of memory outside of Go that may be of Go, scraped late', () => {
    // Go's account stays at its last scrape, while rss rises.
    const rss = over(21, (share) => 110 + 400 * Math.max(0, share - 0.8) * 5);
    const kept = over(21, (share) => (share < 0.3 ? 20 : 100));

    it('is not split, where what Go keeps ranged as wide', () => {
      const wide = over(21, (share) => (share < 0.3 ? 20 : 430));
      const above = wide.map((x, i) => x + rss[i]);
      const found = rise(21, { usage: above.map((x) => x + 10), rss: above, kept: wide, alloc: wide });
      expect(found).toMatchObject({ isUnsplit: true });
      expect(found.part).not.toBe('off-heap');
    });

    it('is outside of Go, where Go ranged less', () =>
      expect(rise(21, { usage: rss.map((x) => x + 10), rss, kept, alloc: kept })).toMatchObject({
        part: 'off-heap',
        isUnsplit: false,
      }));

    it('is outside of Go, where Go was scraped twice while it was high', () => {
      const wide = over(21, (share) => (share < 0.3 ? 20 : 430));
      const above = wide.map((x, i) => x + rss[i]);
      const told = (scrapes: readonly number[]) => {
        const alloc = [...over(21 - scrapes.length, () => 1), ...scrapes];
        return rise(21, { usage: above.map((x) => x + 10), rss: above, kept: wide, alloc });
      };
      expect(told([2, 3, 4])).toMatchObject({ part: 'off-heap', isUnsplit: false });
      expect(told([2, 2, 2])).toMatchObject({ isUnsplit: true });
      expect(told([3, 3, 4])).toMatchObject({ isUnsplit: true });
    });

    it('tells nothing in a life of three samples', () => {
      const short = { usage: [100, 300, 500], rss: [95, 295, 495], kept: [90, 90, 90], alloc: [1, 2, 3] };
      expect(rise(3, short).part).toBe('go');
    });
  });
});

describe('reachesNewGround', () => {
  it('is an end at a fifth above the first half at least', () => {
    const ends = (high: number) => reachesNewGround({ high, early: 100 } as KillRise);
    expect([ends(119), ends(120), ends(121)]).toEqual([false, true, true]);
    expect(reachesNewGround({ high: 100, early: -Infinity } as KillRise)).toBe(true);
  });
});
