import { seeded } from '../../../tests/fixtures/frames';
import {
  deepestDrop,
  growthByDay,
  growthOf,
  neverBelowAgain,
  slice,
  smooth,
  steadiness,
  theilSen,
  type GrowthTest,
} from './trend';

const minute = 60_000;
const points = 240;
const time = Float64Array.from({ length: points }, (_, i) => i * minute);
const range = { start: 0, end: points };
const random = seeded(11);
const noise = () => random() * 4;
const of = (value: (i: number) => number) => Float64Array.from(time, (_, i) => value(i));
const test: GrowthTest = { pick: 'low', bytes: 50, duration: 30 * minute };

/** 100 after a collection, 100 * (1 + gogc) before, every 7 minutes. */
const saw = (i: number, live = 100, gogc = 1) => live * (1 + (gogc * (i % 7)) / 7);

describe('growthOf', () => {
  it.each<[string, (i: number) => number]>([
    ['a steady level', () => 100 + noise()],
    ['a saw tooth of garbage collection', (i) => saw(i) + noise()],
    ['a saw tooth of GOGC=900', (i) => saw(i, 100, 9) + noise()],
    ['a single spike', (i) => (i > 100 && i < 130 ? 900 : 100) + noise()],
    ['a step', (i) => (i > 120 ? 500 : 100) + noise()],
    ['daily load', (i) => 300 + 200 * Math.sin(i / 15) + noise()],
    ['a fall', (i) => 500 - i + noise()],
    ['a short warm-up', (i) => Math.min(500, 100 + 20 * i) + noise()],
  ])('%s is no growth', (_, value) => {
    expect(growthOf(time, of(value), range, test)).toBeNull();
  });

  it.each<[string, (i: number) => number]>([
    ['a straight rise', (i) => 100 + 2 * i + noise()],
    ['a rise under a saw tooth', (i) => saw(i, 100 + 2 * i) + noise()],
    ['a rise under spikes', (i) => 100 + 2 * i + (i % 40 < 5 ? 800 : 0) + noise()],
    ['a rise from the middle on', (i) => 100 + 4 * Math.max(0, i - 100) + noise()],
    ['a rise with a gap', (i) => (i > 80 && i < 110 ? NaN : 100 + 2 * i + noise())],
  ])('%s is growth that goes on', (_, value) => {
    const growth = growthOf(time, of(value), range, test);
    expect(growth).toMatchObject({ continues: true });
    expect(growth?.bytes).toBeGreaterThan(200);
  });

  it('tells when it began, how fast it was, and that it ended', () => {
    const growth = growthOf(
      time,
      of((i) => 100 + Math.min(280, 4 * Math.max(0, i - 60))),
      range,
      test
    );
    expect(growth).toMatchObject({ continues: false });
    expect((growth?.from ?? 0) / minute).toBeGreaterThan(45);
    expect((growth?.from ?? 0) / minute).toBeLessThan(75);
    expect((growth?.rate ?? 0) * 60).toBeCloseTo(4, 0);
  });

  it('says nothing about few samples', () => {
    expect(
      growthOf(
        time,
        of((i) => 10 * i),
        { start: 0, end: 7 },
        test
      )
    ).toBeNull();
  });

  it('sees through dips that skew makes, by the median', () => {
    const dips = of((i) => (i % 9 === 0 ? 0 : 100 + 2 * i));
    expect(growthOf(time, dips, range, test)).toBeNull();
    expect(growthOf(time, dips, range, { ...test, pick: 'middle' })).toMatchObject({ continues: true });
  });
});

describe('growthByDay', () => {
  const perHour = 6;
  const hours = (count: number) => Float64Array.from({ length: count * perHour + 1 }, (_, i) => i * 10 * minute);
  const cycle = (h: number, phase = 0) => 1 - 0.4 * Math.cos((2 * Math.PI * (h + phase)) / 24);
  const byDay = (count: number, level: (h: number) => number) => {
    const grid = hours(count);
    const values = Float64Array.from(grid, (_, i) => level(i / perHour));
    return growthByDay(grid, values, { start: 0, end: grid.length }, { pick: 'low', bytes: 50, duration: 0 });
  };
  const week = (h: number) => 400 * cycle(h) - 80 * Math.cos((2 * Math.PI * h) / 168);

  it.each<[string, number, (h: number) => number]>([
    ['alike days that end on the flank', 58, (h) => 400 * cycle(h)],
    ['alike days, seen for one', 24, (h) => 400 * cycle(h, 8)],
    ['a week of load', 168, week],
    ['a window of less than a day', 23, (h) => 100 + 50 * h],
    ['a step', 60, (h) => (h > 36 ? 900 : 300)],
    ['a rise that has ended', 72, (h) => 300 + 20 * Math.min(h, 30)],
    ['few samples', 48, (h) => (h % 12 === 0 ? 100 + h : NaN)],
  ])('%s is no growth', (_, count, level) => {
    expect(byDay(count, level)).toBeNull();
  });

  it.each([0, 4, 8, 12, 16, 20])('is found under a daily cycle, whatever the time of day: %d h', (phase) => {
    const leak = (h: number) => 300 * (1 + 0.05 * h) * cycle(h, phase);
    expect(byDay(48, leak)).toMatchObject({ continues: true, sure: true });
    expect(byDay(24, leak)).toMatchObject({ sure: false });
  });

  it('is found where an hour is missing, and has the pace of the growth', () => {
    const growth = byDay(72, (h) => (h > 30 && h < 33 ? NaN : 400 * cycle(h) + 10 * h));
    expect(growth).toMatchObject({ sure: true });
    expect((growth?.rate ?? 0) * 3600).toBeCloseTo(10, 1);
    expect(growth?.bytes).toBeCloseTo(480, -1);
  });
});

describe('steadiness', () => {
  it.each<[string, (i: number) => number, number, number]>([
    ['a line', (i) => 100 + i, 0.99, 1],
    ['the middle of the flank of a sine', (i) => 100 * Math.sin(((i - points / 2) / points) * (Math.PI / 2)), 0.8, 0.9],
    ['a flank that bends', (i) => 100 * Math.sin((i / points) * (Math.PI / 2)), 0.2, 0.4],
    ['a rise that has ended', (i) => Math.min(i, 120), 0, 0.01],
    ['no samples', () => NaN, 0, 0],
  ])('of %s', (_, value, low, high) => {
    const steady = steadiness(time, of(value), range, 'middle');
    expect(steady).toBeGreaterThanOrEqual(low);
    expect(steady).toBeLessThanOrEqual(high);
  });
});

it('slice leaves out what is empty, and smooth keeps a step', () => {
  const cut = slice(
    time,
    of((i) => (i < 100 ? 1 : i < 140 ? NaN : 9)),
    range,
    'middle'
  );
  expect(cut?.values.length).toBeLessThan(24);
  expect(new Set(cut && smooth(cut).values)).toEqual(new Set([1, 9]));
});

it('neverBelowAgain is the minimum of what follows', () => {
  expect(neverBelowAgain([5, 1, 4, 2, 3])).toEqual([1, 1, 2, 2, 3]);
});

it('theilSen shrugs off outliers', () => {
  expect(theilSen([0, 1, 2, 3, 4], [0, 2, 4, 600, 8])).toBeCloseTo(2);
});

it('deepestDrop finds the fall from any earlier value', () => {
  const values = new Float64Array([5, NaN, 9, 3, 8, 1, 7]);
  expect(deepestDrop(values, { start: 0, end: 7 })).toEqual({ peak: 2, low: 5, bytes: 8 });
  expect(deepestDrop(new Float64Array([NaN]), { start: 0, end: 1 })).toBeNull();
});
