import { columnsFor } from './columns';
import { fleetLayout } from './fleetLayout';
import { shortNames } from './shortNames';
import { windowOf } from './useWindow';

describe('shortNames', () => {
  it.each([
    [
      ['shop/web-0/web', 'shop/web-1/web'],
      ['web-0', 'web-1'],
    ],
    [
      ['shop/web-0/web', 'bar/web-0/web'],
      ['shop', 'bar'],
    ],
    [
      ['shop/web-0/web', 'shop/db-0/db'],
      ['web-0/web', 'db-0/db'],
    ],
    [
      ['shop/web-0', 'web-1'],
      ['shop/web-0', 'web-1'],
    ],
    [['shop/web-0'], ['shop/web-0']],
    [
      ['a/b', 'a/b'],
      ['b', 'b'],
    ],
  ])('of %j', (names, expected) => expect(names.map(shortNames(names))).toEqual(expected));
});

describe('windowOf', () => {
  it.each([
    [0, 400, 40, 1000, { first: 0, end: 14 }],
    [4000, 400, 40, 1000, { first: 96, end: 114 }],
    [39_600, 400, 40, 1000, { first: 986, end: 1000 }],
    [4000, 400, 40, 3, { first: 0, end: 3 }],
    [0, 400, 40, 0, { first: 0, end: 0 }],
  ])('at %d of %d px', (scrolled, height, rowHeight, count, expected) =>
    expect(windowOf(scrolled, height, rowHeight, count)).toEqual(expected)
  );
});

describe('columnsFor', () => {
  const ids = (width: number, hasRequests = true) => columnsFor(width, hasRequests).map(({ id }) => id);

  it('leaves out the least important first', () => {
    expect(ids(43)).toEqual(['name', 'need', 'usage']);
    expect(ids(85)).toEqual(['name', 'finding', 'spark', 'need', 'usage']);
    expect(ids(170)).toHaveLength(12);
    expect(ids(155)).not.toContain('restarts');
  });

  it('has what is unused of requests on a usual screen, where there are any', () => {
    expect(ids(120)).toContain('spare');
    expect(ids(200, false)).not.toContain('spare');
  });

  it('always has the name', () => expect(ids(5)).toEqual(['name']));
});

describe('fleetLayout', () => {
  it.each([
    ['a list alone', 1400, 600, false, { direction: 'column', list: { width: 1400, height: 560 }, detail: null }],
    ['both side by side', 1400, 600, true, { direction: 'row', list: { width: 532 }, detail: { width: 868 } }],
    ['one above the other', 700, 800, true, { direction: 'column', list: { height: 289 }, detail: { height: 471 } }],
    ['one instead of the other', 360, 300, true, { list: null, detail: { width: 360, height: 300 } }],
    ['rows only', 700, 120, false, { toolbar: { lines: 0 }, list: { height: 120 } }],
  ])('shows %s', (_, width, height, hasDetail, expected) =>
    expect(fleetLayout({ width, height }, hasDetail)).toMatchObject(expected)
  );
});
