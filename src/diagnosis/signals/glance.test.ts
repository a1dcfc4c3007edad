import { isAbove, isAboveShare, isApart, isKnown } from './glance';

const column = (...values: number[]) => Float64Array.from(values);
const whole = { start: 0, end: 3 };

describe('a quick look', () => {
  it('sees what is above a bound within its range only', () => {
    const values = column(9, 2, NaN);
    expect(isAbove(values, 8, whole)).toBe(true);
    expect(isAbove(values, 9, whole)).toBe(false);
    expect(isAbove(values, 2, { start: 1, end: 3 })).toBe(false);
  });

  it('takes 0 for known and NaN for unknown', () => {
    expect(isKnown(column(NaN, NaN, 0), whole)).toBe(true);
    expect(isKnown(column(NaN, NaN, 0), { start: 0, end: 2 })).toBe(false);
  });

  it('compares columns sample by sample, and none where one is unknown', () => {
    const below = column(1, NaN, 10);
    expect(isApart(column(3, 90, 11), below, 1, whole)).toBe(true);
    expect(isApart(column(3, 90, 11), below, 2, whole)).toBe(false);
    expect(isAboveShare(column(0.5, 90, 9), 0.85, below, whole)).toBe(true);
    expect(isAboveShare(column(0.5, 90, 8), 0.85, below, whole)).toBe(false);
  });
});
