import { hit, nearestColumn } from './hit';

describe('nearestColumn', () => {
  const columns = [[10], [null], [14], [30]];

  it.each([
    [11, 5, 0],
    [13, 5, 2],
    [12, 5, 0],
    [20, 5, -1],
    [29, 5, 3],
    [10, 0, 0],
  ])('finds at %d within %d column %d', (value, reach, expected) =>
    expect(nearestColumn(columns, 0, value, reach)).toBe(expected)
  );

  it('finds nothing in a gap or outside', () => {
    expect(nearestColumn([[null]], 0, 1, 5)).toBe(-1);
    expect(nearestColumn([[1]], 7, 1, 5)).toBe(-1);
  });
});

describe('hit', () => {
  const layers = [[10], [30]];
  const overlays = [[30], [50]];

  it.each([
    ['the layer that covers the place', 20, { kind: 'layer', index: 1 }],
    ['a line near by before the layer below', 29, { kind: 'overlay', index: 0 }],
    ['a line above the stack', 51, { kind: 'overlay', index: 1 }],
    ['nothing above the stack', 40, null],
  ])('in a stack is %s', (_, value, expected) =>
    expect(hit({ layers, overlays, isStacked: true }, 0, value, 2)).toEqual(expected)
  );

  it.each([
    ['the line near by', 11, { kind: 'layer', index: 0 }],
    ['nothing between lines', 20, null],
    ['the overlay', 49, { kind: 'overlay', index: 1 }],
    ['the layer where it is nearer than an overlay', 41, { kind: 'layer', index: 2 }],
  ])('among lines is %s', (_, value, expected) =>
    expect(hit({ layers: [...layers, [41]], overlays: [...overlays, [42]], isStacked: false }, 0, value, 2)).toEqual(
      expected
    )
  );
});
