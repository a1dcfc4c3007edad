import { meanRateIn, rateIn } from './counters';

const time = Float64Array.from([0, 10, 20, 40, 50, 60], (seconds) => seconds * 1000);
const of = (...values: number[]) => Float64Array.from(values);

describe('rates of a counter', () => {
  it('are per second: the typical one, and the mean', () => {
    const counter = of(0, 10, 20, 100, 110, 120);
    expect(rateIn(time, counter, 0, 5)).toBe(1);
    expect(meanRateIn(time, counter, 0, 5)).toBe(2);
  });

  it('are of the range that is asked for', () => {
    const counter = of(0, 500, 510, 530, 540, 990);
    expect(rateIn(time, counter, 1, 4)).toBe(1);
    expect(meanRateIn(time, counter, 1, 4)).toBe(1);
  });

  it('leave out resets and holes', () => {
    expect(meanRateIn(time, of(100, 110, 0, 20, 30, 40), 0, 5)).toBe(1);
    expect(meanRateIn(time, of(0, 10, NaN, 40, 50, 60), 0, 5)).toBe(1);
    expect(rateIn(time, of(0, 10, 20, 40, 0, 10), 0, 5)).toBe(1);
  });

  it('count samples in which nothing happened', () => {
    expect(rateIn(time, of(0, 0, 0, 0, 0, 60), 0, 5)).toBe(0);
    expect(meanRateIn(time, of(0, 0, 0, 0, 0, 60), 0, 5)).toBe(1);
  });

  it('are not known of fewer than three rises', () => {
    expect(rateIn(time, of(0, 10, 20), 0, 2)).toBeNaN();
    expect(meanRateIn(time, of(0, 10, 20), 0, 2)).toBeNaN();
    expect(rateIn(time, of(0, 10, 20, 40), 0, 3)).toBe(1);
    expect(meanRateIn(time, of(0, 10, 20, 40), 0, 3)).toBe(1);
  });
});
