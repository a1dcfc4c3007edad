import { baseline, columnAt, cumulate, loneSamples, peak } from './stack';

describe('cumulate', () => {
  it('piles columns up and keeps gaps', () => {
    expect(
      cumulate([
        [1, null, 3],
        [10, null, 0],
        [100, null, 5],
      ])
    ).toEqual([
      [1, null, 3],
      [11, null, 3],
      [111, null, 8],
    ]);
  });

  it('is exact for byte counts of terabytes', () => {
    const columns = [[2 ** 42 + 1], [2 ** 41 + 3], [7]];
    expect(cumulate(columns).at(-1)).toEqual([2 ** 42 + 2 ** 41 + 11]);
  });

  it('of nothing is nothing', () => expect(cumulate([])).toEqual([]));
});

describe('columnAt', () => {
  const columns = [[5], [0], [3], [0], [2]];
  const tops = cumulate(columns);

  it.each([
    [0, 0],
    [4.9, 0],
    [5, 0],
    [5.1, 2],
    [8, 2],
    [8.1, 4],
    [10, 4],
    [10.1, -1],
    [-1, -1],
  ])('finds at %d bytes column %d', (value, expected) => expect(columnAt(tops, 0, value)).toBe(expected));

  it('finds nothing in gaps and without columns', () => {
    expect(columnAt([[null]], 0, 1)).toBe(-1);
    expect(columnAt([], 0, 1)).toBe(-1);
  });

  it('looks at a logarithmic number of columns', () => {
    let reads = 0;
    const counted = cumulate(Array.from({ length: 64 }, () => [1])).map(
      (column) =>
        new Proxy(column, {
          get(target, key) {
            reads += key === '0' ? 1 : 0;
            return Reflect.get(target, key);
          },
        })
    );
    expect(columnAt(counted, 0, 40.5)).toBe(40);
    expect(reads).toBeLessThanOrEqual(8);
  });
});

test('baseline has the gaps of its column', () => expect(baseline([4, null, 5])).toEqual([0, null, 0]));

test('peak ignores gaps', () => {
  expect(peak([null, 3, 7, null])).toBe(7);
  expect(peak([null])).toBe(0);
});

test.each([
  [[1], [0]],
  [
    [null, 1, null, 2, 3, null, 4],
    [1, 6],
  ],
  [[1, 2, 3], null],
  [[null], null],
])('lone samples of %j are %j', (column, expected) => expect(loneSamples(column)).toEqual(expected));
