import { seeded } from '../../../tests/fixtures/frames';
import { envelope, neverBelowAgain, windows } from './envelope';
import { riseByDay } from './dailyGrowth';
import { rhythmProbability } from './dailyRhythm';
import { deepestDrop } from './drop';
import { riseOf, type Rise, type RiseTest } from './rise';

const minute = 60_000;
const points = 240;
const time = Float64Array.from({ length: points }, (_, i) => i * minute);
const range = { start: 0, end: points };
const random = seeded(11);
const noise = () => random() * 4;
const of = (value: (i: number) => number) => Float64Array.from(time, (_, i) => value(i));
const test: RiseTest = { pick: 'low', bytes: 50, duration: 30 * minute };

/** 100 after a collection, 100 * (1 + gogc) before, every 7 minutes. */
const saw = (i: number, live = 100, gogc = 1) => live * (1 + (gogc * (i % 7)) / 7);

describe('riseOf', () => {
  it.each<[string, (i: number) => number]>([
    ['a steady level', () => 100 + noise()],
    ['a saw tooth of garbage collection', (i) => saw(i) + noise()],
    ['a saw tooth of GOGC=900', (i) => saw(i, 100, 9) + noise()],
    ['a single spike', (i) => (i > 100 && i < 130 ? 900 : 100) + noise()],
    ['a step', (i) => (i > 120 ? 500 : 100) + noise()],
    ['load in waves', (i) => 300 + 200 * Math.sin(i / 15) + noise()],
    ['a fall', (i) => 500 - i + noise()],
    ['a short warm-up', (i) => Math.min(500, 100 + 20 * i) + noise()],
  ])('%s is no rise', (_, value) => {
    expect(riseOf(time, of(value), range, test)).toBeNull();
  });

  it.each<[string, (i: number) => number, number]>([
    ['a straight rise', (i) => 100 + 2 * i + noise(), 580],
    ['a rise under a saw tooth', (i) => saw(i, 100 + 2 * i) + noise(), 580],
    ['a rise under spikes', (i) => 100 + 2 * i + (i % 40 < 5 ? 800 : 0) + noise(), 580],
    ['a rise from the middle on', (i) => 100 + 4 * Math.max(0, i - 100) + noise(), 660],
    ['a rise with a gap', (i) => (i > 80 && i < 110 ? NaN : 100 + 2 * i + noise()), 580],
  ])('%s goes on, to the level at the end within 5 %%', (_, value, high) => {
    const rise = riseOf(time, of(value), range, test) as Rise;
    expect(rise).toMatchObject({ continues: true, to: time[points - 1] });
    expect(rise.high / high).toBeGreaterThan(0.95);
    expect(rise.high / high).toBeLessThan(1.05);
  });

  it('tells when it began, how fast it was, and that it ended where it stays', () => {
    const values = of((i) => 100 + Math.min(280, 4 * Math.max(0, i - 60)) + noise());
    const rise = riseOf(time, values, range, test) as Rise;
    expect(rise.continues).toBe(false);
    expect(rise.from / minute).toBeGreaterThan(54);
    expect(rise.from / minute).toBeLessThan(66);
    expect(rise.to / minute).toBeGreaterThan(115);
    expect(rise.to / minute).toBeLessThan(135);
    expect(rise.high).toBeCloseTo(380, -1);
    expect(rise.rate * 60).toBeCloseTo(4, 0);
  });

  it('says nothing about few samples', () => {
    expect(
      riseOf(
        time,
        of((i) => 10 * i),
        { start: 0, end: 7 },
        test
      )
    ).toBeNull();
  });

  it('sees through dips that skew makes, by the median', () => {
    const dips = of((i) => (i % 9 === 0 ? 0 : 100 + 2 * i));
    expect(riseOf(time, dips, range, test)).toBeNull();
    expect(riseOf(time, dips, range, { ...test, pick: 'middle' })).toMatchObject({ continues: true });
  });

  it.each<[string, number, boolean]>([
    ['goes on', 240, true],
    ['ended a twentieth of the range ago', 228, true],
    ['ended a fifth of the range ago', 192, false],
  ])('that %s continues or not: %d, %s', (_, ends, continues) => {
    expect(
      riseOf(
        time,
        of((i) => 100 + 3 * Math.min(i, ends) + noise()),
        range,
        test
      )
    ).toMatchObject({ continues });
  });

  it('calls at most two of a hundred wandering series a rise, though it chooses where to look', () => {
    const wandering = () => {
      let value = 0;
      return of(() => 300 + 60 * (value = 0.9 * value + (random() + random() + random() - 1.5)));
    };
    const rises = Array.from({ length: 500 }, () => riseOf(time, wandering(), range, test));
    expect(rises.filter((rise) => rise !== null).length).toBeLessThanOrEqual(10);
  });
});

describe('riseByDay', () => {
  const perHour = 6;
  const cycle = (h: number, phase = 0) => 1 - 0.4 * Math.cos((2 * Math.PI * (h + phase)) / 24);
  const byDay = (count: number, level: (h: number) => number) => {
    const grid = Float64Array.from({ length: count * perHour + 1 }, (_, i) => i * 10 * minute);
    const values = grid.map((_, i) => level(i / perHour));
    return riseByDay(grid, values, { start: 0, end: grid.length }, { pick: 'low', bytes: 50, duration: 0 });
  };

  it.each<[string, number, (h: number) => number]>([
    ['alike days that end on the flank', 58, (h) => 400 * cycle(h)],
    ['a week of load', 168, (h) => 400 * cycle(h) - 80 * Math.cos((2 * Math.PI * h) / 168)],
    ['a window of less than two days', 47, (h) => 100 + 50 * h],
    ['a step', 60, (h) => (h > 36 ? 900 : 300)],
    ['a rise that has ended', 96, (h) => 300 + 20 * Math.min(h, 30)],
    ['a rise of the first day', 48, (h) => 100 + 20 * Math.min(h, 22)],
    ['a rise of a day and a half', 50, (h) => 100 + 20 * Math.min(h, 36)],
    ['a rise that ended under a daily load', 48, (h) => 200 * cycle(h) + 40 * Math.min(h, 20)],
    ['few samples', 48, (h) => (h % 12 === 0 ? 100 + h : NaN)],
  ])('%s is no rise', (_, count, level) => {
    expect(byDay(count, level)).toBeNull();
  });

  it.each([0, 4, 8, 12, 16, 20])('is found under a daily cycle, whatever the time of day: %d h', (phase) => {
    expect(byDay(48, (h) => 300 * (1 + 0.05 * h) * cycle(h, phase))).toMatchObject({ continues: true, isSure: true });
  });

  it.each([40, 44, 48, 52, 56, 60])('goes on through its nights, where it ends at hour %d', (ends) => {
    const worked = (h: number) => 12 * Math.floor(h / 24) + Math.min(12, h % 24);
    expect(byDay(52, (h) => 100 + 30 * worked(h + ends))).toMatchObject({ continues: true, isSure: true });
  });

  it('has the pace of the growth, and the present level, where an hour is missing', () => {
    const rise = byDay(72, (h) => (h > 30 && h < 33 ? NaN : 400 * cycle(h) + 10 * h)) as Rise;
    expect(rise).toMatchObject({ isSure: true });
    expect(rise.rate * 3600).toBeCloseTo(10, 1);
    expect(rise.high / (400 * cycle(72) + 720)).toBeCloseTo(1, 1);
  });
});

describe('rhythmProbability', () => {
  const judge = (value: (h: number) => number) => {
    const values = of((i) => value(i / 40) + noise() / 4);
    const sixHours = time.map((t) => t * 1.5);
    const cut = envelope(sixHours, values, range, 'low');
    const rise = riseOf(sixHours, values, range, test);
    return cut && rise ? rhythmProbability(cut, rise, 24 * 60 * minute) : NaN;
  };

  it('tells six hours of a straight line from the flank of a day', () => {
    expect(judge((h) => 300 + 50 * h)).toBeLessThan(0.01);
    expect(judge((h) => 500 + 240 * Math.sin((2 * Math.PI * (h - 3)) / 24))).toBeGreaterThan(0.5);
  });

  it('takes no rhythm of more than six times', () => {
    expect(judge((h) => 20 + 160 * h)).toBeLessThan(0.01);
  });

  it('takes a quiet night and the morning after it for load, and a straight line after a quiet time for none', () => {
    expect(judge((h) => 200 + 300 * Math.max(0, Math.sin((Math.PI * (h - 1)) / 12)) ** 1.5)).toBeGreaterThan(0.5);
    expect(judge((h) => 200 + 80 * Math.max(0, h - 1))).toBeLessThan(0.01);
  });
});

it('windows without samples have no value, and medians of two lie between them', () => {
  const values = new Float64Array([1, 3, NaN, 8, 6]);
  const cut = { from: 0, width: 2, count: 4 };
  const at = new Float64Array([0, 1, 2, 6, 7]);
  expect(Array.from(windows(at, values, { start: 0, end: 5 }, { ...cut, pick: 'low' }))).toEqual([1, NaN, NaN, 6]);
  expect(Array.from(windows(at, values, { start: 0, end: 5 }, { ...cut, pick: 'middle' }))).toEqual([2, NaN, NaN, 7]);
});

it('neverBelowAgain is the minimum of what follows', () => {
  expect(Array.from(neverBelowAgain(new Float64Array([5, 1, 4, 2, 3])))).toEqual([1, 1, 2, 2, 3]);
});

it('deepestDrop finds the fall from any earlier value', () => {
  const values = new Float64Array([5, NaN, 9, 3, 8, 1, 7]);
  expect(deepestDrop(values, { start: 0, end: 7 })).toEqual({ peak: 2, low: 5, bytes: 8 });
  expect(deepestDrop(new Float64Array([NaN]), { start: 0, end: 1 })).toBeNull();
});
