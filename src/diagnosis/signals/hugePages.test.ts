import { columns, type Sizes } from '../../../tests/fixtures/columns';
import { over } from '../../../tests/fixtures/diagnosis';
import type { CompositionInstance } from '../../composition/types';
import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { bloatOf, hugePagesExplain, isShown, mayBeHugePages, mayBeLocked, unsplitHugePagesOf } from './hugePages';

const count = 61;
const minute = 60_000;

interface Pod {
  rss?: Sizes;
  retained?: Sizes;
  released?: Sizes;
  usage?: Sizes;
  cache?: Sizes;
  alloc?: Sizes;
  excess?: Sizes;
  goMissing?: (i: number) => boolean;
  version?: string | null;
}

const whole = (at: (share: number) => number) => over(count, at);

function podOf(pod: Pod) {
  const { rss = 600, retained = 300, released = 700, usage = 700, cache = 5, alloc = 250, excess = 0 } = pod;
  const { goMissing = () => false, version = 'go1.22.1' } = pod;
  const to = (count - 1) * minute;
  const instance = { start: 0, end: count, from: 0, to, goVersion: version } as CompositionInstance;
  const series = columns(count, { rss, usage, cache, heapReleased: released, heapAlloc: alloc });
  const composition = {
    ...columns(count, { rss, retained, usage, fileListExcess: excess }),
    time: Float64Array.from({ length: count }, (_, i) => i * minute),
    goMissing: Uint8Array.from({ length: count }, (_, i) => Number(goMissing(i))),
    workload: { series },
  };
  return { instance, composition, series };
}

function runOf(pod: Pod, others: readonly Pod[] = []) {
  const own = podOf(pod);
  const runs = [own, ...others.map(podOf)];
  const owner = { runsOfVersion: new Map([['go1.22.1', runs]]) };
  const context = { ...own, owner, settings: settingsOf(), gap: 5 * minute } as never as Context;
  return { context, instance: own.instance };
}

const by = (pod: Pod, others?: readonly Pod[]) => {
  const { context, instance } = runOf(pod, others);
  return bloatOf(context, instance)?.by;
};

describe('mayBeLocked', () => {
  const falls = whole((share) => (share < 0.5 ? 900 : 300));
  const isLocked = (rss: Sizes, sys = 1000, retained: Sizes = falls, more: Pod = {}) => {
    const { context, instance } = runOf({ rss, retained, ...more });
    return mayBeLocked({ ...context, series: { ...context.series, ...columns(count, { sys }) } }, instance);
  };

  it('holds where rss does not fall with Go, and is within what Go has mapped', () => {
    expect(isLocked(950)).toBe(true);
    expect(isLocked(whole((share) => (share < 0.5 ? 950 : 925)))).toBe(true);
    expect(isLocked(whole((share) => (share < 0.5 ? 950 : 915)))).toBe(false);
    expect([isLocked(1030), isLocked(1040)]).toEqual([true, false]);
  });

  it('is told by the file lists where Go frees lazily', () => {
    const lazy = (excess: Sizes) => isLocked(950, 1000, falls, { version: 'go1.13.8', excess });
    expect([lazy(0), lazy(34), lazy(36), lazy(NaN)]).toEqual([true, true, false, false]);
    expect(isLocked(950, 1000, falls, { excess: 36 })).toBe(true);
  });

  it('is not known where Go gives nothing back, or nothing tells what it has mapped', () => {
    expect(isLocked(950, 1000, 900)).toBe(false);
    const { context, instance } = runOf({ rss: 950, retained: falls });
    expect(mayBeLocked(context, instance)).toBe(false);
  });
});

describe('bloatOf', () => {
  it('is as large as in the median of where it is seen', () => {
    const { context, instance } = runOf({ rss: whole((share) => (share < 0.5 ? 600 : 620)) });
    expect(bloatOf(context, instance)).toMatchObject({ span: { first: 0, last: 60 }, size: 320 * MiB, by: null });
    expect(isShown(bloatOf(context, instance))).toBe(false);
    expect(hugePagesExplain(context, instance)).toBe(false);
  });

  it('says nothing of samples without Go, nor while Go uses what it released', () => {
    const { context, instance } = runOf({ goMissing: (i) => i < 30, rss: whole((share) => (share < 0.5 ? 310 : 600)) });
    expect(bloatOf(context, instance)?.span).toEqual({ first: 30, last: 60 });
    const used = runOf({ released: whole((share) => (share < 0.5 ? 700 : 209)), rss: 400 });
    expect(bloatOf(used.context, used.instance)?.span).toEqual({ first: 0, last: 29 });
  });

  it('is shown by resident memory that rose from its lowest while usage stayed', () => {
    const valley = whole((share) => 500 + 400 * Math.abs(share - 0.5));
    expect(by({ rss: valley })).toBe('refilled');
    expect(by({ rss: valley, usage: whole((share) => 700 + 400 * Math.abs(share - 0.5)) })).toBeNull();
    expect(by({ rss: whole((share) => 500 + 20 * share) })).toBeNull();
    const { context, instance } = runOf({ rss: valley });
    expect(hugePagesExplain(context, instance)).toBe(true);
  });

  describe('beside other pods of the version', () => {
    it('is shown by one that has less outside of Go', () => {
      expect(by({}, [{ rss: 440 }])).toBe('owner');
      expect(by({}, [{ rss: 460 }])).toBeNull();
      expect(by({}, [])).toBeNull();
      expect(by({}, [{ rss: 590 }, { rss: 400 }])).toBe('owner');
      const { context, instance } = runOf({}, [{ rss: 440 }]);
      expect(isShown(bloatOf(context, instance))).toBe(false);
    });

    it('compares equal numbers of Go alone', () => {
      expect(by({}, [{ rss: 400, retained: 256 }])).toBe('owner');
      expect(by({}, [{ rss: 400, retained: 254 }])).toBeNull();
      expect(by({}, [{ rss: 400, retained: 346 }])).toBeNull();
      // By half of the bloat, 150 MiB, or by 15 % of the heap.
      expect(by({}, [{ rss: 400, alloc: 101 }])).toBe('owner');
      expect(by({}, [{ rss: 400, alloc: 99 }])).toBeNull();
      expect(by({ alloc: 2000 }, [{ rss: 400, alloc: 2290 }])).toBe('owner');
      expect(by({ alloc: 2000 }, [{ rss: 400, alloc: 2310 }])).toBeNull();
    });
  });
});

describe('mayBeHugePages', () => {
  const may = (pod: Pod) => {
    const { context, instance } = runOf(pod);
    return mayBeHugePages(context, instance, 3);
  };

  it('is no more outside of Go than Go released, since Go 1.21', () => {
    expect(may({ released: 301 })).toBe(true);
    expect(may({ released: 299 })).toBe(false);
    expect(may({ released: 301, version: 'go1.20.1' })).toBe(false);
    expect(may({ released: 301, version: null })).toBe(false);
    const { context, instance } = runOf({});
    expect(mayBeHugePages({ ...context, series: {} }, instance, 3)).toBe(false);
    expect(mayBeHugePages({ ...runOf({ rss: 250 }).context, series: {} }, instance, 3)).toBe(true);
  });
});

describe('unsplitHugePagesOf', () => {
  /** rss falls by 300 of 700 MiB within some minutes; so much of it stays in usage. */
  const falls = (stays: number, minutes = 1) => {
    const rss = Array.from({ length: count }, (_, i) => 700 - 300 * Math.min(1, Math.max(0, i - 20) / minutes));
    const { context, instance } = runOf({ rss, usage: rss.map((mib) => mib + 15 + ((700 - mib) * stays) / 300) });
    return unsplitHugePagesOf(context, instance);
  };

  it('is what left rss and stays charged, from when it had fallen', () => {
    expect(falls(200)).toEqual({ size: 210 * MiB, from: 21 * minute, to: 60 * minute });
    expect(falls(149)).toBeNull();
    expect(falls(449)?.size).toBe(300 * MiB);
    expect(falls(451)).toBeNull();
  });

  it('fell within a quarter of the run, from near its peak to near its low', () => {
    // Between a fifth and four fifths of the fall.
    expect(falls(200, 23)).not.toBeNull();
    expect(falls(200, 24)).toBeNull();
  });
});
