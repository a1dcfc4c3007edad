import { seeded } from '../testing/frames';
import { deepestDrop, growthOf, neverBelowAgain, slice, smooth, theilSen, type GrowthTest } from './trend';

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
