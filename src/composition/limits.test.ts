import type { Role } from '../metrics/roles';
import { columnsOf } from './columns';
import { limitInForce, limitOf, limitsOf, noLimit, withoutAbsurd } from './limits';

const column = (...bytes: number[]) => Float64Array.from(bytes);
const list = (values: Float64Array | null) => values && Array.from(values);

describe('limitsOf', () => {
  it('knows no limit of 0, below it, or of 2^62 and more', () => {
    expect(list(limitsOf(column(0, 5, -1, noLimit, 2 ** 63, NaN)))).toEqual([NaN, 5, NaN, NaN, NaN, NaN]);
    expect(list(limitsOf(column(5, noLimit)))).toEqual([5, NaN]);
  });

  it('shares a column of limits', () => {
    const limits = column(5, NaN, 6);
    expect(limitsOf(limits)).toBe(limits);
  });
});

describe('limitOf', () => {
  const of = (series: Partial<Record<Role, Float64Array>>) => list(limitOf(columnsOf(series, 3)));

  it('is that of cAdvisor, and that of kube-state-metrics where cAdvisor has no sample', () => {
    expect(of({ limit: column(5, NaN, 0), kubeLimit: column(7, 8, 9) })).toEqual([5, 8, NaN]);
    expect(of({ limit: column(0, NaN, 5), kubeLimit: column(7, 8, 9) })).toEqual([NaN, 8, 5]);
  });

  it('is that of kube-state-metrics where cAdvisor never tells one', () => {
    expect(of({ limit: column(0, 0, 0), kubeLimit: column(7, 0, 9) })).toEqual([7, NaN, 9]);
    expect(of({ kubeLimit: column(7, 8, 9) })).toEqual([7, 8, 9]);
    expect(of({})).toEqual([NaN, NaN, NaN]);
  });
});

describe('limitInForce', () => {
  const limits = (count: number, limit = 100) => new Float64Array(count).fill(limit);

  it('may be exceeded by a twentieth', () => {
    const limit = limits(4);
    expect(limitInForce(limit, column(105, 100, 105, 3))).toBe(limit);
    expect(list(limitInForce(limit, column(106, 100, 105, 3)))).toEqual([NaN, 100, 100, 100]);
  });

  it('is of something else where usage is above it most of the time', () => {
    expect(list(limitInForce(limits(4), column(106, 106, 1, 1)))).toEqual([NaN, NaN, 100, 100]);
    expect(limitInForce(limits(4), column(106, 106, 106, 1))).toBeNull();
    expect(limitInForce(limits(3), column(106, 106, 1))).toBeNull();
  });

  it('is believed where there are fewer than three samples', () => {
    expect(list(limitInForce(limits(2), column(1000, 1000)))).toEqual([100, 100]);
    expect(list(limitInForce(column(100, 100, NaN, NaN), column(1000, 1000, 1000, 1000)))).toEqual([
      100,
      100,
      NaN,
      NaN,
    ]);
    expect(list(limitInForce(limits(4), column(1000, 1000, NaN, NaN)))).toEqual([100, 100, 100, 100]);
  });

  it('counts samples without any usage as below it', () =>
    expect(list(limitInForce(limits(4), column(106, 106, 0, 0)))).toEqual([NaN, NaN, 100, 100]));
});

describe('withoutAbsurd', () => {
  it('shares what is not absurd', () => {
    const series = { usage: column(1, NaN), rss: column(noLimit / 2, -1) };
    expect(withoutAbsurd(series)).toBe(series);
  });

  it('knows no value of 2^62 or more', () => {
    const made = withoutAbsurd({ usage: column(1, 2), rss: column(3, noLimit), cache: column(Infinity, 4) });
    expect(list(made.usage ?? null)).toEqual([1, 2]);
    expect(list(made.rss ?? null)).toEqual([3, NaN]);
    expect(list(made.cache ?? null)).toEqual([NaN, 4]);
  });
});
