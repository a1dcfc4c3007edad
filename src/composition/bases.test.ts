import type { Role } from '../metrics/roles';
import { baseColumn, baseOf, isOfContainer, isOfGo, type Base } from './bases';
import { columnsOf } from './columns';

const seriesOf = (bytes: Partial<Record<Role, number>>) =>
  Object.fromEntries(Object.entries(bytes).map(([role, value]) => [role, Float64Array.of(value)])) as Partial<
    Record<Role, Float64Array>
  >;

/** The base that these series allow, and its only value. */
function of(bytes: Partial<Record<Role, number>>): [Base, number] {
  const series = seriesOf(bytes);
  const base = baseOf(series);
  return [base, baseColumn(base, columnsOf(series, 1), 1)[0]];
}

describe('the base', () => {
  const all = { usage: 100, workingSet: 60, rss: 50, cache: 40, processRss: 45, sys: 30, heapReleased: 10 };

  it('is the first in the table whose series exist', () => {
    expect(of(all)).toEqual(['usage', 100]);
    const known = (roles: Role[]) => of(Object.fromEntries(roles.map((role) => [role, all[role as keyof typeof all]])));
    expect(known(['rss', 'cache', 'processRss'])).toEqual(['rss-and-cache', 90]);
    expect(known(['workingSet', 'cache', 'processRss'])).toEqual(['working-set', 60]);
    expect(known(['rss', 'processRss'])).toEqual(['rss', 50]);
    expect(known(['cache', 'processRss', 'sys'])).toEqual(['process-rss', 45]);
  });

  it('is never below what else is charged', () => {
    expect(of({ rss: 50, cache: 40, workingSet: 95 })).toEqual(['rss-and-cache', 95]);
    expect(of({ rss: 50, cache: 40, workingSet: 85 })).toEqual(['rss-and-cache', 90]);
    expect(of({ rss: 70, workingSet: 60 })).toEqual(['working-set', 70]);
    expect(of({ rss: NaN, workingSet: 60 })).toEqual(['working-set', 60]);
  });

  it('is what Go keeps where nothing is of a container or a process', () => {
    for (const bytes of [{ sys: 3, heapReleased: 1 }, { retained: 2 }, { otelStack: 1, otelOther: 1 }]) {
      expect(baseOf(seriesOf(bytes))).toBe('retained');
    }
    for (const bytes of [{ sys: 3 }, { heapReleased: 1 }, { otelStack: 1 }, { otelOther: 1 }, {}]) {
      expect(baseOf(seriesOf(bytes))).toBe('heap');
    }
  });

  it('is of the heap as much as series tell', () => {
    const heap = { heapSys: 100, heapReleased: 30, heapInuse: 60, heapAlloc: 50, stackSys: 7 };
    expect(of(heap)).toEqual(['heap', 77]);
    expect(of({ ...heap, heapReleased: NaN })).toEqual(['heap', 67]);
    expect(of({ ...heap, heapSys: NaN })).toEqual(['heap', 67]);
    expect(of({ heapAlloc: 50, stackSys: 7 })).toEqual(['heap', 57]);
    expect(of({ heapAlloc: 50 })).toEqual(['heap', 50]);
    expect(of({ stackSys: 7 })).toEqual(['heap', 7]);
  });

  it('is of the container, of the process, or of Go', () => {
    const bases: Base[] = ['usage', 'rss-and-cache', 'working-set', 'rss', 'process-rss', 'retained', 'heap'];
    expect(bases.filter(isOfContainer)).toEqual(bases.slice(0, 4));
    expect(bases.filter(isOfGo)).toEqual(['retained', 'heap']);
  });

  it('shares the column of usage', () => {
    const series = seriesOf({ usage: 1 });
    expect(baseColumn('usage', columnsOf(series, 1), 1)).toBe(series.usage);
  });
});
