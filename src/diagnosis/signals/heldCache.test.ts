import { columns, inMiB, type Sizes } from '../../../tests/fixtures/columns';
import { over } from '../../../tests/fixtures/diagnosis';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { max, min, minus, plus, clampMin } from '../../metrics/expression';
import {
  cacheBesideLists,
  heldCacheFormula,
  heldCacheGrowth,
  heldCacheSignal,
  offHeapFormula,
  offHeapSignal,
  residentOf,
  tellsCache,
} from './heldCache';

const count = 121;
const minute = 60_000;

/** MiB at a share of two hours. */
type Course = number | ((share: number) => number);

interface Given {
  cache?: Course;
  /** Of cache, what working set leaves out. */
  inactive?: Course;
  rss?: Course;
  kernel?: Course;
  retained?: Course;
  estimate?: Course;
  processRss?: Course;
  released?: Course;
  series?: Partial<Record<Role, Course>>;
  version?: string | null;
  without?: Role[];
}

const sizes = (course: Course): Sizes => (typeof course === 'number' ? course : over(count, course));
const valueAt = (course: Course, share: number) => (typeof course === 'number' ? course : course(share));

/** A run of two hours with a sample a minute. */
function runOf(given: Given) {
  const { cache = 0, inactive = 0, rss = 200, kernel = 10, retained = 150, estimate = NaN, processRss = NaN } = given;
  const { released, series: more = {}, version = 'go1.22.1', without = [] } = given;
  const usage: Course = (share) => valueAt(rss, share) + valueAt(cache, share) + valueAt(kernel, share);
  const workingSet: Course = (share) => usage(share) - valueAt(inactive, share);
  const roles = { usage, workingSet, rss, cache, heapReleased: released, ...more };
  const given_ = Object.entries(roles).filter(
    ([role, course]) => course !== undefined && !without.includes(role as Role)
  ) as Array<[Role, Course]>;
  const series = columns<Role>(count, Object.fromEntries(given_.map(([role, course]) => [role, sizes(course)])));
  const all = { usage, workingSet, rss, retained, processRss, limit: NaN, fileListExcess: NaN };
  const instance = { start: 0, end: count, from: 0, to: (count - 1) * minute, startedAt: -1e9, goVersion: version };
  const composition = {
    ...columns(count, Object.fromEntries(Object.entries(all).map(([name, course]) => [name, sizes(course)]))),
    lazilyFreed: columns(count, { estimate: sizes(estimate) }),
    time: Float64Array.from({ length: count }, (_, i) => i * minute),
    goMissing: new Uint8Array(count),
    instances: [instance],
    workload: { series },
  };
  const context = { composition, series, settings: settingsOf(), kills: [null], gap: 5 * minute, step: minute };
  return { context: context as never as Context, instance: instance as never as CompositionInstance };
}

const last = (values: ArrayLike<number>) => inMiB(values)[count - 1];
const grows: Course = (share) => 20 + 600 * share;

describe('tellsCache', () => {
  it('needs working set or a series of files', () => {
    const one = new Float64Array(1);
    for (const role of ['workingSet', 'activeFile', 'inactiveFile', 'shmem', 'mappedFile'] as const) {
      expect(tellsCache({ [role]: one })).toBe(true);
    }
    expect(tellsCache({ usage: one, rss: one, cache: one })).toBe(false);
  });
});

describe('heldCacheSignal', () => {
  const held = (given: Given) => {
    const { context, instance } = runOf(given);
    return last(heldCacheSignal(context, instance));
  };

  it('is cache in working set, less what is beside memory of the program there', () => {
    expect(held({ cache: 300, inactive: 100, kernel: 0 })).toBe(200);
    expect(held({ cache: 300, inactive: 350, kernel: 0 })).toBe(0);
    expect(held({ cache: 300, without: ['cache'] })).toBe(NaN);
  });

  it('is with what was freed lazily, by the account of Go, where a run may be lazy', () => {
    const lazy = { cache: 300, inactive: 100, version: 'go1.15.15', retained: 150 };
    expect(held({ ...lazy, released: 40 })).toBe(240);
    // rss has 50 beyond what Go keeps.
    expect(held({ ...lazy, released: 400 })).toBe(250);
    expect(held({ ...lazy, released: 400, retained: 250 })).toBe(200);
    expect(held(lazy)).toBe(200);
    expect(held({ ...lazy, released: NaN })).toBe(200);
    expect(held({ ...lazy, released: 40, version: 'go1.22.1' })).toBe(200);
    // There is no more than all cache.
    expect(held({ ...lazy, inactive: 10, released: 400 })).toBe(300);
  });
});

describe('cacheBesideLists', () => {
  it('is cache on neither list', () => {
    const lists = columns(1, { cache: 300, activeFile: 50, inactiveFile: 100 });
    expect(inMiB(cacheBesideLists(lists) ?? [])).toEqual([150]);
    expect(inMiB(cacheBesideLists({ ...lists, ...columns(1, { cache: 100 }) }) ?? [])).toEqual([0]);
    expect(cacheBesideLists({ ...lists, inactiveFile: undefined })).toBeUndefined();
    expect(cacheBesideLists({ ...lists, activeFile: undefined })).toBeUndefined();
    expect(cacheBesideLists({ ...lists, cache: undefined })).toBeUndefined();
  });
});

describe('heldCacheGrowth', () => {
  const growth = (given: Given) => {
    const { context, instance } = runOf({ cache: grows, ...given });
    const found = heldCacheGrowth(context, instance);
    return found && { kind: found.kind, by: found.by, mayBeFreed: found.mayBeFreed, beside: found.isBesideLists };
  };

  it('is nothing without cache, with little of it, or where cache stays', () => {
    expect(growth({ without: ['cache'] })).toBeNull();
    expect(growth({ cache: (share) => 30 * share })).toBeNull();
    expect(growth({ cache: 600 })).toBeNull();
    // What is read again moves into working set while cache stays.
    expect(growth({ cache: 600, inactive: (share) => 600 - 600 * share })).toBeNull();
  });

  it('is what Go keeps where that grows as much and rss does not', () => {
    const go = (kept: number, rss: number) =>
      growth({ retained: (share) => 300 + kept * share, rss: (share) => 200 + rss * share });
    expect(go(600, 0)).toMatchObject({ kind: 'go', by: null });
    expect(go(300, 0)).not.toMatchObject({ kind: 'go' });
    // Memory of Go is in rss, and the cache is something else.
    expect(go(600, 600)).not.toMatchObject({ kind: 'go' });
  });

  it('is tmpfs or files by the series of shared memory, between which nothing is said', () => {
    const shmem = (share: number) => growth({ series: { shmem: (at) => 20 + share * 600 * at } });
    expect(shmem(0.65)).toMatchObject({ kind: 'tmpfs', by: 'shmem' });
    expect(shmem(0.25)).toMatchObject({ kind: 'file', by: 'shmem' });
    expect(shmem(0.45)).toMatchObject({ by: null });
  });

  it('is files or tmpfs by the active list', () => {
    const active = (share: number) => growth({ series: { activeFile: (at) => 20 + share * 600 * at } });
    expect(active(1)).toMatchObject({ kind: 'file', by: 'active' });
    expect(active(0)).toMatchObject({ kind: 'tmpfs', by: 'active' });
    // What grows beside the active list is tmpfs, however much of it is files.
    expect(active(0.8)).toMatchObject({ kind: 'tmpfs', by: 'active' });
  });

  it('is tmpfs where it is on neither list of files', () => {
    const lists = { activeFile: 30, inactiveFile: 10 };
    expect(growth({ series: lists })).toMatchObject({ kind: 'tmpfs', by: 'active', beside: true });
    // At a full limit it takes the place of files, and cache stays.
    const inPlace: Given = { cache: 700, series: { activeFile: 5, inactiveFile: (share) => 650 - 600 * share } };
    expect(growth(inPlace)).toMatchObject({ kind: 'tmpfs', beside: true });
    expect(growth({ ...inPlace, version: 'go1.15.15' })).toBeNull();
  });

  it('is by the process, which counts shared memory and files apart', () => {
    expect(growth({ series: { processShared: grows } })).toMatchObject({ kind: 'tmpfs', by: 'process' });
    expect(growth({ series: { processFile: grows } })).toMatchObject({ kind: 'file', by: 'process' });
    expect(growth({ series: { processFile: (share) => 300 * share } })).toMatchObject({ by: null });
  });

  it('is tmpfs where nothing inactive came with it, and no file is mapped', () => {
    const none = { series: { mappedFile: 0 } };
    expect(growth(none)).toMatchObject({ kind: 'tmpfs', by: 'inactive' });
    expect(growth({ ...none, inactive: (share) => 190 * share })).toMatchObject({ kind: 'undecided', by: null });
    // Files that are read twice pass through the inactive list.
    expect(growth({ ...none, inactive: (share) => (share > 0.1 ? 30 : 0) })).toMatchObject({ kind: 'undecided' });
    expect(growth({ series: { mappedFile: (share) => 200 * share } })).toMatchObject({ kind: 'undecided' });
    expect(growth({ series: { mappedFile: (share) => 150 * share } })).toMatchObject({ by: 'inactive' });
    // Inodes come with directories of a disk.
    expect(growth({ ...none, kernel: (share) => 10 + 650 * share })).toMatchObject({ kind: 'undecided' });
  });

  it('takes what the process has resident beside rss for mapped files, where no series counts them', () => {
    expect(growth({ processRss: 200 })).toMatchObject({ by: 'inactive' });
    expect(growth({ processRss: (share) => 200 + 200 * share })).toMatchObject({ kind: 'undecided' });
    expect(growth({})).toMatchObject({ kind: 'undecided', by: null });
    expect(growth({ processRss: 200, inactive: 7 })).toMatchObject({ kind: 'undecided' });
  });

  it('may be what was freed lazily and is used again, beside inactive cache', () => {
    // Working set holds 300 of rss less: they were freed, and cache in use grows beside them.
    const hidden: Given = {
      version: 'go1.15.15',
      rss: 700,
      cache: (share) => 20 + 250 * share,
      inactive: 400,
    };
    expect(growth(hidden)).toMatchObject({ kind: 'undecided', by: null, mayBeFreed: true });
    expect(growth({ ...hidden, released: 300 })?.mayBeFreed).toBeUndefined();
    expect(growth({ ...hidden, version: 'go1.22.1' })).toBeNull();
    expect(growth({ ...hidden, rss: (share) => 700 + 100 * share })).toBeNull();
  });
});

describe('offHeapSignal', () => {
  const outside = (given: Given) => {
    const { context, instance } = runOf({ rss: 500, retained: 150, ...given });
    return last(offHeapSignal(context, instance));
  };

  it('is rss beyond what Go keeps and what is freed lazily', () => {
    expect(outside({ estimate: 0 })).toBe(350);
    expect(outside({ estimate: 100 })).toBe(250);
    expect(outside({ estimate: 400 })).toBe(0);
  });

  it('leaves out all that may be freed where a run is lazy', () => {
    const lazy = { version: 'go1.15.15', estimate: 50, inactive: 120 };
    expect(outside({ ...lazy, released: 200 })).toBe(230);
    expect(outside({ ...lazy, released: 80 })).toBe(270);
    expect(outside({ ...lazy, released: 20 })).toBe(300);
    expect(outside(lazy)).toBe(300);
  });

  it('leaves out what Go released where there is no estimate, unless its version gives it back at once', () => {
    expect(outside({ released: 100 })).toBe(350);
    expect(outside({ released: 100, version: 'go1.15.15' })).toBe(250);
    expect(outside({ released: 100, version: null })).toBe(250);
    const ofProcess: Given = { processRss: 450, without: ['rss'], released: 100 };
    expect(outside(ofProcess)).toBe(300);
    expect(outside({ ...ofProcess, version: null })).toBe(300);
    expect(outside({ ...ofProcess, version: 'go1.15.15' })).toBe(200);
  });

  it('leaves out what working set shows to be inactive of rss', () => {
    expect(outside({ inactive: 130 })).toBe(230);
    expect(outside({ inactive: 130, released: 200, version: null })).toBe(150);
  });
});

describe('the formulas of both signals', () => {
  const retained = { quantity: 'retained' } as const;
  const lazy = { version: 'go1.15.15' };
  const offHeap = (given: Given) => {
    const { context, instance } = runOf(given);
    return offHeapFormula(context, instance);
  };

  it('leave out of rss what is estimated, or may be freed', () => {
    const estimate = { quantity: 'lazilyFreed' } as const;
    expect(offHeap({ estimate: 0 })).toEqual(clampMin(minus('rss', retained, estimate)));
    expect(offHeap({ estimate: 0, ...lazy })).toEqual(
      clampMin(
        minus('rss', retained, max(estimate, min('heapReleased', minus({ quantity: 'base' } as const, 'workingSet'))))
      )
    );
  });

  it('leave out what Go released, and what is inactive, where there is no estimate', () => {
    const inactive = clampMin(minus('rss', 'workingSet'));
    const outside = minus('rss', retained);
    expect(offHeap({})).toEqual(clampMin(minus(outside, max(inactive))));
    expect(offHeap(lazy)).toEqual(clampMin(minus(outside, max('heapReleased', inactive))));
    expect(offHeap({ without: ['workingSet'] })).toEqual(clampMin(outside));
    const ofProcess = minus('processRss', retained);
    expect(offHeap({ without: ['rss'] })).toEqual(clampMin(ofProcess));
    expect(offHeap({ ...lazy, without: ['rss'] })).toEqual(clampMin(minus(ofProcess, max('heapReleased'))));
  });

  it('take cache in working set, with what was freed where a run may be lazy', () => {
    const held = (given: Given, isBesideLists?: true) => {
      const { context, instance } = runOf(given);
      return heldCacheFormula(context, instance, { isBesideLists });
    };
    const plain = minus(plus('workingSet', 'cache'), { quantity: 'base' } as const);
    const released = clampMin(min('heapReleased', { quantity: 'outsideGo' } as const));
    expect(held({})).toEqual(clampMin(plain));
    expect(held(lazy)).toEqual(clampMin(plus(plain, released)));
    expect(held({}, true)).toEqual(clampMin(minus('cache', 'activeFile', 'inactiveFile')));
  });
});

describe('residentOf', () => {
  it('is rss, else what the process has', () => {
    expect(last(residentOf(runOf({ processRss: 450 }).context))).toBe(200);
    expect(last(residentOf(runOf({ processRss: 450, without: ['rss'] }).context))).toBe(450);
  });
});
