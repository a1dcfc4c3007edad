import { hamedRao } from './mannKendall';
import { isStep, isTrend, riseOf, riseOfEnvelope, spread, withoutStep, type RiseTest } from './rise';

const minute = 60_000;
const floats = (values: readonly number[]) => Float64Array.from(values);
const count = (n: number) => floats(Array.from({ length: n }, (_, i) => i));
const cutOf = (values: readonly number[]) => ({ time: count(values.length), values: floats(values), width: 1 });

describe('withoutStep', () => {
  it('takes the largest step away from its place on', () => {
    const rest = withoutStep(cutOf([1, 2, 3, 14, 15, 17]), 16);
    expect(Array.from(rest?.values ?? [])).toEqual([1, 2, 3, 3, 4, 6]);
    expect(rest).toMatchObject({ width: 1, time: count(6) });
  });

  it('is not asked of a rise whose largest step is less than a quarter of it', () => {
    expect(withoutStep(cutOf([1, 2, 6, 7]), 16)).not.toBeNull();
    expect(withoutStep(cutOf([1, 2, 6, 7]), 17)).toBeNull();
  });

  it('goes by levels that are not left again', () => {
    expect(withoutStep(cutOf([1, 20, 2, 3, 4]), 16)).toBeNull();
    expect(Array.from(withoutStep(cutOf([1, 20, 9, 3, 9]), 16)?.values ?? [])).toEqual([1, 20, 9, 3, 3]);
  });
});

describe('isStep', () => {
  it('is more than half of a rise between two windows', () => {
    expect(isStep(cutOf([1, 2, 12, 13]), 19)).toBe(true);
    expect(isStep(cutOf([1, 2, 12, 13]), 20)).toBe(false);
    expect(isStep(cutOf([1, 12, 2, 13]), 21)).toBe(true);
    expect(isStep(cutOf([1, 12, 2, 5]), 12)).toBe(false);
  });
});

describe('isTrend', () => {
  it('is what rises in three of four pairs, or rises in its second half', () => {
    const late = Array.from({ length: 40 }, (_, i) => (i < 20 ? 20 - (i % 2) : i));
    expect(isTrend(count(40), floats(late))).toBe(true);
    expect(isTrend(count(40), count(40))).toBe(true);
    expect(isTrend(count(40), floats(Array.from({ length: 40 }, (_, i) => -i)))).toBe(false);
    // No chance, but less than three of four pairs rise.
    const blocks = (offset: number) =>
      floats(Array.from({ length: 60 }, (_, i) => (i % 20) + offset * Math.floor(i / 20)));
    expect(hamedRao(count(60), blocks(2)).p).toBeLessThan(0.01);
    expect(isTrend(count(60), blocks(2))).toBe(false);
    expect(isTrend(count(60), blocks(3))).toBe(true);
  });

  it('is no trend that chance makes of few values', () => {
    expect(isTrend(count(4), count(4))).toBe(false);
    expect(isTrend(count(6), count(6))).toBe(true);
  });
});

describe('spread', () => {
  it('is the largest less the smallest of the finite values of a range', () => {
    const values = floats([100, 3, NaN, 8, 5, -50]);
    expect(spread(values, { start: 1, end: 5 })).toBe(5);
    expect(spread(values, { start: 0, end: 6 })).toBe(150);
    expect(spread(values, { start: 2, end: 3 })).toBe(-Infinity);
  });
});

describe('riseOf', () => {
  const test: RiseTest = { pick: 'middle', bytes: 50, duration: 30 * minute };
  const values = (at: (i: number) => number) => floats(Array.from({ length: 48 }, (_, i) => at(i)));
  const time = floats(Array.from({ length: 48 }, (_, i) => i * minute));
  const of = (at: (i: number) => number, more: Partial<RiseTest> = {}) =>
    riseOf(time, values(at), { start: 0, end: 48 }, { ...test, ...more });

  it('rises by at least so much, for at least so long', () => {
    expect(of((i) => 100 + 2 * i)).toMatchObject({ continues: true });
    expect(of((i) => 100 + i)).toBeNull();
    const ended = (minutes: number) => of((i) => 100 + (80 * Math.min(minutes, Math.max(0, i - 8))) / minutes);
    expect(ended(34)).not.toBeNull();
    expect(ended(26)).toBeNull();
  });

  it('is no rise to a few last values that are high, nor from a dip at its beginning', () => {
    expect(of((i) => 100 + 0.4 * i + (i === 45 ? 60 : 0))).toBeNull();
    expect(of((i) => (i < 2 ? 40 : 100 + 0.2 * i))).toBeNull();
  });

  it('has as many windows as a line needs', () => {
    const cut = (n: number) => ({
      time: count(n).map((k) => k * minute),
      values: count(n).map((k) => 100 * k),
      width: 1,
    });
    expect(riseOfEnvelope(cut(4), 3 * minute, { ...test, duration: 0 })).toBeNull();
    expect(riseOfEnvelope(cut(6), 5 * minute, { ...test, duration: 0 })).toMatchObject({ bytes: 500 });
  });

  it('asks whether a rise of such a pace has ended', () => {
    const cut = { time: time, values: values((i) => 100 + 2 * i), width: minute };
    const paces: number[] = [];
    const rise = riseOfEnvelope(cut, 47 * minute, test, (perMs) => paces.push(perMs) > 0);
    expect(rise?.continues).toBe(false);
    expect(paces.map((perMs) => perMs * minute)).toEqual([2]);
    expect(riseOfEnvelope(cut, 47 * minute, test)?.continues).toBe(true);
  });
});
