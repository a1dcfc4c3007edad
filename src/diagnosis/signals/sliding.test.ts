import fc from 'fast-check';

import { opening, slidingMinimum } from './sliding';

const all = (values: readonly number[]) => ({ start: 0, end: values.length });

it('finds the least value around each sample', () => {
  const values = Float64Array.of(5, 3, NaN, 4, 9);
  expect([...slidingMinimum(values, all([...values]), { before: 1, after: 1 })]).toEqual([3, 3, 3, 4, 4]);
});

it('takes out peaks that are shorter than the window, and keeps a step where it is', () => {
  const values = Float64Array.of(1, 7, 7, 1, 1, 5, 6, 5, 5);
  expect([...opening(values, all([...values]), 3)]).toEqual([1, 1, 1, 1, 1, 5, 5, 5, 5]);
});

it('is the highest of the least values of all windows that hold a sample', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 40 }),
      fc.nat(12),
      (list, more) => {
        const length = Math.min(more + 1, list.length);
        const expected = list.map((_, i) => {
          const starts = list.map((__, first) => first).filter((first) => first <= i && i < first + length);
          return Math.max(
            ...starts
              .filter((first) => first + length <= list.length)
              .map((first) => Math.min(...list.slice(first, first + length)))
          );
        });
        expect([...opening(Float64Array.from(list), all(list), more + 1)]).toEqual(expected);
      }
    )
  );
});
