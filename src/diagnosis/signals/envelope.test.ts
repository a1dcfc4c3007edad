import { envelope, neverBelowAgain, since, windows, type Pick } from './envelope';

const minutes = (count: number) => Float64Array.from({ length: count }, (_, i) => i * 60_000);
const whole = (values: ArrayLike<number>) => ({ start: 0, end: values.length });

describe('envelope', () => {
  const of = (values: Float64Array, pick: Pick) => envelope(minutes(values.length), values, whole(values), pick);

  it('is nothing of fewer than eight known samples', () => {
    expect(
      of(
        Float64Array.from({ length: 7 }, (_, i) => i),
        'low'
      )
    ).toBeNull();
    expect(of(Float64Array.of(1, 2, 3, 4, NaN, 5, 6, 7), 'low')).toBeNull();
    expect(
      of(
        Float64Array.from({ length: 8 }, (_, i) => i),
        'low'
      )?.values
    ).toHaveLength(4);
  });

  it('has a window for two samples, up to 24, then for eight, up to 120', () => {
    const count = (samples: number) =>
      of(
        Float64Array.from({ length: samples }, (_, i) => i),
        'low'
      )?.values.length;
    expect([20, 48, 100, 192, 200, 400, 960, 5000].map(count)).toEqual([10, 24, 24, 24, 25, 50, 120, 120]);
  });

  it('takes the lowest of each window, at its middle', () => {
    const teeth = Float64Array.from({ length: 193 }, (_, i) => 100 + 10 * (i % 8));
    const low = of(teeth, 'low');
    expect(low?.width).toBe(8 * 60_000);
    expect(Array.from(low?.time ?? []).slice(0, 2)).toEqual([4 * 60_000, 12 * 60_000]);
    expect(new Set(low?.values)).toEqual(new Set([100]));
  });

  it('takes medians, of which single dips and peaks are smoothed away', () => {
    const values = Float64Array.from({ length: 193 }, (_, i) => (i >= 80 && i < 88 ? 0 : 100));
    expect(new Set(of(values, 'middle')?.values)).toEqual(new Set([100]));
    const step = Float64Array.from({ length: 193 }, (_, i) => (i < 96 ? 100 : 200));
    const [first, last] = [0, 23].map((k) => of(step, 'middle')?.values[k]);
    expect([first, last]).toEqual([100, 200]);
  });

  it('leaves out windows without a sample, and what lies outside of its range', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => (i >= 50 && i < 100 ? NaN : i));
    const part = envelope(minutes(200), values, { start: 0, end: 150 }, 'low');
    expect(part?.values.every((value) => value < 150)).toBe(true);
    expect(part?.values.length).toBeLessThan(24);
    expect(part?.values.every(Number.isFinite)).toBe(true);
    expect(part?.time.length).toBe(part?.values.length);
  });
});

describe('since', () => {
  const made = { time: Float64Array.of(10, 20, 30), values: Float64Array.of(1, 2, 3), width: 10 };
  it('is the part from a time on', () => {
    expect(since(made, 20)).toEqual({ time: Float64Array.of(20, 30), values: Float64Array.of(2, 3), width: 10 });
    expect(since(made, 21).values).toEqual(Float64Array.of(3));
    expect(since(made, 0)).toEqual(made);
  });
});

describe('windows', () => {
  const time = Float64Array.of(0, 1, 2, 3, 4, 5, 6);
  const values = Float64Array.of(5, 1, 7, 3, NaN, 9, 4);
  const cut = (pick: Pick, range = whole(values)) =>
    Array.from(windows(time, values, range, { from: 0, width: 2, count: 3, pick }));

  it('are cut at equal times, the last of them with its end', () => {
    expect(cut('low')).toEqual([1, 3, 4]);
    expect(cut('middle')).toEqual([3, 5, 6.5]);
  });

  it('know nothing where they have no sample', () => {
    expect(cut('low', { start: 0, end: 2 })).toEqual([1, NaN, NaN]);
    expect(cut('middle', { start: 3, end: 5 })).toEqual([NaN, 3, NaN]);
    const early = windows(time, values, whole(values), { from: 3, width: 2, count: 2, pick: 'low' });
    expect(Array.from(early)).toEqual([3, 4]);
  });
});

it('never goes below its level again', () =>
  expect(Array.from(neverBelowAgain(Float64Array.of(3, 1, 5, 2, 4, 4)))).toEqual([1, 1, 2, 2, 4, 4]));
