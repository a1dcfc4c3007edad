import { MiB } from '../metrics/units';
import { countsUntouched, lazilyFreed, normalise, unknownAccounts, unknownFreed } from './bounds';

describe('normalise', () => {
  const a = { usage: 100, workingSet: 40, rss: 70, cache: 20, inactiveFile: NaN, activeFile: NaN };
  it('keeps rss, cache and kernel within usage', () => {
    expect(normalise(a)).toMatchObject({ rss: 70, cache: 20, kernel: 10, excess: 40 });
    expect(normalise({ ...a, rss: 130, cache: 50 })).toMatchObject({ rss: 100, cache: 0, kernel: 0 });
    expect(normalise({ ...a, rss: 90, cache: 50 })).toMatchObject({ rss: 90, cache: 10, kernel: 0 });
  });
  it('uses the tighter file lists where both exist', () => {
    expect(normalise({ ...a, workingSet: 60, inactiveFile: 40, activeFile: 15 }).excess).toBe(35);
  });
  it('does not trust a working set of 0, which is a clamp', () => {
    expect(normalise({ ...a, workingSet: 0 }).excess).toBeNaN();
  });
});

describe('lazilyFreed', () => {
  const n = normalise({ usage: 842, workingSet: 88, rss: 840, cache: 0, inactiveFile: NaN, activeFile: NaN });
  it('is the least of excess, rss - retained and released heap', () => {
    expect(lazilyFreed(n, { retained: 398, heapReleased: 452 }, false)).toEqual({
      estimate: 442,
      floor: 356,
      ceiling: 452,
    });
    expect(lazilyFreed(n, { retained: 398, heapReleased: 100 }, false).estimate).toBe(100);
  });
  it('leaves rss - retained out for an untouched ballast', () => {
    expect(lazilyFreed(n, { retained: 1500, heapReleased: 452 }, false).estimate).toBe(0);
    expect(lazilyFreed(n, { retained: 1500, heapReleased: 452 }, true).estimate).toBe(452);
  });
  it('is the excess without Go, and nothing without working set', () => {
    expect(lazilyFreed(n, { retained: NaN, heapReleased: NaN }, false)).toEqual({
      estimate: 754,
      floor: 0,
      ceiling: 754,
    });
    expect(lazilyFreed({ ...n, excess: NaN }, { retained: 1, heapReleased: 1 }, false).estimate).toBeNaN();
  });
});

it('takes more than 64 MiB and more than a tenth beyond what is resident for untouched', () => {
  expect(countsUntouched(100 * MiB, 36 * MiB)).toBe(false);
  expect(countsUntouched(100 * MiB, 35 * MiB)).toBe(true);
  expect(countsUntouched(1000 * MiB, 900 * MiB)).toBe(false);
  expect(countsUntouched(1000 * MiB, 899 * MiB)).toBe(true);
});

it('begins with nothing known', () => {
  expect(Object.values(unknownFreed())).toEqual([NaN, NaN, NaN]);
  expect(Object.values(unknownAccounts())).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
});
