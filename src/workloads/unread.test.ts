import { MiB } from '../metrics/units';
import { isUnread } from './unread';

const columnsOf = (rows: ReadonlyArray<readonly [usage: number, rss: number, cache: number]>) => {
  const [usage, rss, cache] = [0, 1, 2].map((at) => Float64Array.from(rows, (row) => row[at]));
  return { usage, rss, cache };
};

describe('isUnread', () => {
  const unread = (...rows: Array<[number, number, number]>) =>
    isUnread(columnsOf(rows), { start: 0, end: rows.length });

  it('is rss and cache of 0 wherever there is usage', () => {
    expect(unread([5, 0, 0], [6, 0, 0])).toBe(true);
    expect(unread([5, 0, 0], [6, 1, 0])).toBe(false);
    expect(unread([5, 0, 0], [6, 1, NaN])).toBe(false);
  });

  it('is rss of 0 beside more than the kernel keeps back that is no cache', () => {
    expect(unread([5, 0, 0], [6, 0, 1])).toBe(false);
    expect(unread([300 * MiB, 0, 290 * MiB])).toBe(false);
    expect(unread([300 * MiB, 0, 100 * MiB])).toBe(true);
    expect(unread([300 * MiB, 0, 100 * MiB], [300 * MiB, 4096, 100 * MiB])).toBe(false);
  });

  it('is not told by samples without usage, nor by lost ones', () => {
    expect(unread([0, 0, 0], [NaN, 0, 0])).toBe(false);
    expect(unread([5, 0, NaN], [5, NaN, 0], [5, NaN, NaN])).toBe(false);
    expect(unread([5, 0, NaN], [5, 0, 0])).toBe(true);
  });

  it('looks at the samples of the run alone', () => {
    const columns = columnsOf([
      [5, 1, 0],
      [5, 0, 0],
      [5, 0, 1],
    ]);
    expect(isUnread(columns, { start: 1, end: 2 })).toBe(true);
    expect(isUnread(columns, { start: 1, end: 3 })).toBe(false);
    expect(isUnread(columns, { start: 0, end: 2 })).toBe(false);
  });

  it('needs rss and a size', () => {
    const { usage, rss } = columnsOf([[300 * MiB, 0, 0]]);
    expect(isUnread({ rss }, { start: 0, end: 1 })).toBe(false);
    expect(isUnread({ usage }, { start: 0, end: 1 })).toBe(false);
    expect(isUnread({ workingSet: usage, rss, cache: rss }, { start: 0, end: 1 })).toBe(true);
  });
});
