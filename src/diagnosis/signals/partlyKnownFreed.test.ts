import { columns, inMiB, type Sizes } from '../../../tests/fixtures/columns';
import type { Base } from '../../composition/bases';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { partlyKnownFreed } from './partlyKnownFreed';

interface Given {
  base?: Base;
  usage?: Sizes;
  workingSet?: Sizes;
  rss?: Sizes;
  processRss?: Sizes;
  retained?: Sizes;
  estimate?: Sizes;
  cache?: number;
  released?: number;
  version?: string;
  isUnread?: boolean;
}

/** What is proven, and what Go says, MiB. */
function freed({ base = 'usage', version = 'go1.15.15', isUnread = false, cache, released, ...sizes }: Given) {
  const { usage = 1000, workingSet = 300, rss, processRss, retained = 200, estimate } = sizes;
  const instance = { start: 0, end: 2, goVersion: version, isUnread } as CompositionInstance;
  const composition = {
    base,
    ...columns(2, { usage, workingSet, rss: rss ?? NaN, processRss: processRss ?? NaN, retained }),
    lazilyFreed: columns(2, { estimate: estimate ?? NaN }),
  };
  const series = columns(2, { cache, heapReleased: released, rss });
  const found = partlyKnownFreed({ composition, series } as never as Context, instance);
  return found && [inMiB(found.proven)[1], inMiB(found.byGo)[1]];
}

describe('partlyKnownFreed', () => {
  it('is proven by usage beyond working set and cache, or rss beyond working set: the larger of them', () => {
    expect(freed({ cache: 100 })?.[0]).toBe(600);
    expect(freed({ rss: 700 })?.[0]).toBe(400);
    expect(freed({ cache: 100, rss: 950 })?.[0]).toBe(650);
    expect(freed({ cache: 100, rss: 850 })?.[0]).toBe(600);
    expect(freed({})?.[0]).toBe(NaN);
  });

  it('is proven by nothing that is no series of the container', () => {
    expect(freed({ base: 'process-rss', cache: 100, rss: 700 })?.[0]).toBe(NaN);
    expect(freed({ base: 'working-set', cache: 100, rss: 700 })?.[0]).toBe(400);
  });

  it('is by Go what is resident beyond what Go keeps, up to what it released', () => {
    expect(freed({ processRss: 700, released: 600 })?.[1]).toBe(500);
    expect(freed({ processRss: 700, released: 400 })?.[1]).toBe(400);
    expect(freed({ rss: 500, processRss: 700, released: 600 })?.[1]).toBe(300);
    expect(freed({ cache: 300, released: 600 })?.[1]).toBe(400);
  });

  it('is no more than is on the file lists', () => {
    expect(freed({ processRss: 700, released: 600, workingSet: 550 })?.[1]).toBe(450);
    expect(freed({ base: 'working-set', processRss: 700, released: 600, workingSet: 550 })?.[1]).toBe(500);
  });

  it('is by Go nothing where it frees eagerly, or does not tell what it released', () => {
    expect(freed({ processRss: 700, released: 600, version: 'go1.22.1' })?.[1]).toBe(NaN);
    expect(freed({ processRss: 700 })?.[1]).toBe(NaN);
  });

  it('is not looked for where there is an estimate, an account was not read, or nothing tells what is resident', () => {
    expect(freed({ cache: 100, estimate: [NaN, 0] })).toBeNull();
    expect(freed({ cache: 100, isUnread: true })).toBeNull();
    expect(freed({ cache: 100, base: 'retained' })).toBeNull();
    expect(freed({ cache: 100, base: 'heap' })).toBeNull();
  });
});
