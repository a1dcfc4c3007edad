import { seeded } from '../../../tests/fixtures/frames';
import { hamedRao, kendallVariance, mannKendall, ranks } from './mannKendall';
import { above } from './normal';
import { hirschSlack, seasonalMannKendall, seasonalSlope } from './seasonalMannKendall';
import { theilSen, theilSenLine } from './theilSen';

const count = (n: number) => Float64Array.from({ length: n }, (_, i) => i);
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** An autoregressive series of the first order with unit variance. */
function ar1(random: () => number, n: number, keeps: number): Float64Array {
  const values = new Float64Array(n);
  values[0] = normal(random);
  for (let i = 1; i < n; i++) {
    values[i] = keeps * values[i - 1] + Math.sqrt(1 - keeps ** 2) * normal(random);
  }
  return values;
}

/** Share of series that a test calls rising at the level of 5 %. */
function rejected(of: (random: () => number) => number, cases = 1000): number {
  const random = seeded(3);
  return Array.from({ length: cases }, () => of(random)).filter((p) => p < 0.05).length / cases;
}

it.each([
  [0, 0.5],
  [1.644854, 0.05],
  [2.326348, 0.01],
  [-1.959964, 0.975],
])('a standard normal variable is above %d with the tabulated probability', (z, p) => {
  expect(above(z)).toBeCloseTo(p, 5);
});

describe('theilSen', () => {
  it('is not moved by 29 % of wrong points', () => {
    const values = count(100).map((i) => 3 * i + 7);
    values.fill(1e9, 40, 65);
    expect(theilSen(count(100), values)).toBeCloseTo(3, 9);
  });

  it('gives the line through the medians', () => {
    const line = theilSenLine([0, 1, 2, 3, 4], [1, 3, 5, 700, 9]);
    expect(line.slope).toBeCloseTo(2);
    expect(line.at(2)).toBeCloseTo(5);
  });
});

describe('mannKendall', () => {
  it('has the statistic and variance of five values in order: 10 and 50/3', () => {
    expect(mannKendall([1, 2, 3, 4, 5])).toMatchObject({ s: 10, variance: 50 / 3 });
    expect(mannKendall([1, 2, 3, 4, 5]).z).toBeCloseTo(9 / Math.sqrt(50 / 3), 9);
  });

  it('takes ties out of the variance', () => {
    expect(kendallVariance([1, 1, 2, 3, 3, 3])).toBeCloseTo((6 * 5 * 17 - 2 * 9 - 3 * 2 * 11) / 18, 9);
    expect(Array.from(ranks(new Float64Array([3, 1, 3, 2])))).toEqual([3.5, 1, 3.5, 2]);
  });

  it('is wrong in 5 % of independent series, and in many more of those that depend on the past', () => {
    expect(rejected((random) => mannKendall(ar1(random, 60, 0)).p)).toBeLessThan(0.07);
    expect(rejected((random) => mannKendall(ar1(random, 60, 0.6)).p)).toBeGreaterThan(0.15);
  });
});

describe('hamedRao', () => {
  it('says the same of a straight rise with steps of a unit whenever it was', () => {
    const values = count(20).map((i) => Math.floor(547.3 * i));
    const at = (begin: number) =>
      hamedRao(
        count(20).map((i) => begin + 15_000 * i),
        values
      );
    expect(at(1_764_000_000_000)).toEqual(at(0));
  });

  it('agrees with pyMannKendall 1.4.3', () => {
    const values = count(40).map((i) => 3 * Math.sin(i * i) + 0.05 * i + 4 * Math.exp(-(((i - 20) / 9) ** 2)));
    const test = hamedRao(count(40), values);
    expect(test.s).toBe(152);
    expect(test.variance).toBeCloseTo(11788.785301668806, 4);
    expect(test.z).toBeCloseTo(1.390728703127053, 6);
    expect(theilSen(count(40), values)).toBeCloseTo(0.06580899095411769, 9);
  });

  it('is wrong in fewer of the series that depend on the past, and finds a trend among them', () => {
    const x = count(120);
    expect(rejected((random) => hamedRao(x, ar1(random, 120, 0.6)).p)).toBeLessThan(0.12);
    expect(
      rejected(
        (random) =>
          hamedRao(
            x,
            ar1(random, 120, 0.6).map((y, i) => y + i / 20)
          ).p
      )
    ).toBeGreaterThan(0.95);
  });
});

describe('seasonalMannKendall', () => {
  const rising = (seasons: number, cycles: number) =>
    Array.from({ length: seasons }, (_, h) => count(cycles).map((day) => day + 10 * h));

  it('agrees with pyMannKendall 1.4.3', () => {
    const value = (i: number) => 5 * Math.sin((2 * Math.PI * i) / 6) + 0.2 * i + ((i * i * 7919) % 7);
    const seasons = Array.from({ length: 6 }, (_, h) => count(6).map((day) => value(6 * day + h)));
    expect(seasonalMannKendall(seasons)).toMatchObject({ s: 60, variance: 170 });
    expect(hirschSlack(seasons)).toMatchObject({ s: 60, variance: 600 });
    expect(seasonalSlope(seasons)).toBeCloseTo(1.2, 9);
  });

  it('adds up seasons, as if they did not depend on each other', () => {
    expect(seasonalMannKendall(rising(24, 2))).toMatchObject({ s: 24, variance: 24 });
    expect(seasonalSlope(rising(24, 3))).toBe(1);
  });

  it.each([
    [2, 1],
    [4, 2.04],
    [5, 2.45],
    [7, 3.15],
  ])('is never more certain of %d days than a single season, with covariance', (days, z) => {
    const test = hirschSlack(rising(24, days));
    expect(test.s / Math.sqrt(test.variance)).toBeCloseTo(z, 1);
  });

  it('is wrong in 5 % of series whose days differ as a whole only with the covariance', () => {
    const days = (random: () => number) => {
      const shift = Array.from({ length: 8 }, () => normal(random));
      return Array.from({ length: 24 }, () => Float64Array.from(shift, (s) => s + normal(random) / 2));
    };
    expect(rejected((random) => hirschSlack(days(random)).p, 500)).toBeLessThan(0.08);
    expect(rejected((random) => seasonalMannKendall(days(random)).p, 500)).toBeGreaterThan(0.25);
  });
});
