import { deepestDrop } from './drop';

const of = (...values: number[]) => deepestDrop(Float64Array.from(values), { start: 0, end: values.length });

describe('deepestDrop', () => {
  it('falls from any earlier value', () => {
    expect(of(5, 9, 4, 8, 1, 7)).toEqual({ peak: 1, low: 4, bytes: 8 });
    expect(of(9, 8, 10, 2)).toEqual({ peak: 2, low: 3, bytes: 8 });
    expect(of(3, 1, 10, 9)).toEqual({ peak: 0, low: 1, bytes: 2 });
  });

  it('is the first of equals, and of nothing where values only rise', () => {
    expect(of(5, 3, 5, 3)).toEqual({ peak: 0, low: 1, bytes: 2 });
    expect(of(1, 2, 3)).toEqual({ peak: 0, low: 0, bytes: 0 });
  });

  it('leaves out what is not known', () => {
    expect(of(NaN, 5, NaN, 2)).toEqual({ peak: 1, low: 3, bytes: 3 });
    expect(of(NaN, NaN)).toBeNull();
    expect(of()).toBeNull();
  });

  it('looks at its range alone', () =>
    expect(deepestDrop(Float64Array.of(100, 5, 4, 0), { start: 1, end: 3 })).toEqual({ peak: 1, low: 2, bytes: 1 }));
});
