import { seeded } from '../../../tests/fixtures/frames';
import type { Envelope } from './envelope';
import { leftOfRamp, leftOfWorkingDay } from './workingDay';

const hour = 3_600_000;
const day = 24 * hour;

/** Two days, a value every quarter of an hour. */
const of = (at: (hours: number) => number): Envelope => {
  const time = Float64Array.from({ length: 193 }, (_, i) => i * 0.25 * hour);
  return { time, values: time.map((t) => at(t / hour)), width: 0.25 * hour };
};

/** A working day that begins at 8 and lasts so many hours, on the first of both days. */
const working = (lasts: number, height: number, power = 1) =>
  of(
    (hours) =>
      100 +
      height * Math.max(0, hours > 8 && hours < 8 + lasts ? Math.sin((Math.PI * (hours - 8)) / lasts) : 0) ** power
  );

/** The share of a series' variance that is left. */
function share({ values }: Envelope, left: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = (all: Float64Array) => all.reduce((sum, value) => sum + value * value, 0);
  return squares(left) / squares(values.map((value) => value - mean));
}
const ofDay = (series: Envelope) => share(series, leftOfWorkingDay(series, day));
const ofRamp = (series: Envelope, to: number) => share(series, leftOfRamp(series, to * hour));

describe('leftOfWorkingDay', () => {
  it.each([
    [9, 1],
    [12, 1],
    [12, 1.5],
    [12, 2],
    [18, 2],
  ])('leaves next to nothing of a day of %i hours to the power of %f', (lasts, power) =>
    expect(ofDay(working(lasts, 300, power))).toBeLessThan(0.01)
  );

  it('leaves what is no working day: a level that stays, an hour, a fall', () => {
    expect(ofDay(of((hours) => (hours < 24 ? 100 : 400)))).toBeGreaterThan(0.3);
    expect(ofDay(working(1, 300))).toBeGreaterThan(0.5);
    expect(ofDay(working(12, -90))).toBeGreaterThan(0.2);
  });

  it('peaks at six times the night, and no higher', () => {
    expect(ofDay(working(12, 490))).toBeLessThan(0.01);
    expect(ofDay(working(12, 1500))).toBeGreaterThan(0.03);
  });

  it('leaves nothing of a level', () => {
    const left = leftOfWorkingDay(
      of(() => 100),
      day
    );
    expect(left.every((value) => Math.abs(value) < 1e-6)).toBe(true);
  });
});

describe('leftOfRamp', () => {
  const ramp = (from: number, to: number, height: number) =>
    of((hours) => 100 + height * Math.max(0, Math.min(1, (hours - from) / (to - from))));

  it('leaves next to nothing of a straight ramp, wherever it begins, however high it is', () => {
    expect(ofRamp(ramp(0, 48, 300), 48)).toBeLessThan(1e-9);
    expect(ofRamp(ramp(20, 48, 300), 48)).toBeLessThan(0.001);
    expect(ofRamp(ramp(12, 30, 5000), 30)).toBeLessThan(0.001);
  });

  it('leaves what is no ramp to its end', () => {
    expect(ofRamp(ramp(20, 24, 300), 48)).toBeGreaterThan(0.05);
    expect(ofRamp(ramp(0, 48, -90), 48)).toBeGreaterThan(0.9);
  });
});

describe('by another computation of least squares', () => {
  const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const product = (a: Float64Array, b: Float64Array) => {
    const [ofA, ofB] = [mean(a), mean(b)];
    return a.reduce((sum, value, i) => sum + (value - ofA) * (b[i] - ofB), 0);
  };
  const left = (values: Float64Array, shape: Float64Array, base: number, height: number) =>
    squares(values.map((value, i) => value - base - height * shape[i]));

  /** What a shape leaves at least: a line through the points, or one at the bounds of its slope. */
  function leastLeft(values: Float64Array, shape: Float64Array, most: number): number {
    const variance = product(shape, shape);
    const slope = variance > 1e-9 ? product(shape, values) / variance : 0;
    const base = mean(values) - slope * mean(shape);
    if (slope < 0) {
      return left(values, shape, mean(values), 0);
    }
    if (slope <= most * base) {
      return left(values, shape, base, slope);
    }
    const whole = shape.map((x) => 1 + most * x);
    const height = whole.reduce((sum, x, i) => sum + x * values[i], 0) / squares(whole);
    return left(values, shape, height, most * height);
  }

  const random = seeded(3);
  /** A day and a half, a value every half hour: a working day on the night's level, with noise, or noise alone. */
  const worlds = Array.from({ length: 24 }, (_, k) => {
    const [from, lasts, times, noise] = [24 * random(), 7 + 12 * random(), 9 * random(), 5 + 60 * random()];
    const power = [1, 1.5, 2][k % 3];
    const time = Float64Array.from({ length: 73 }, (_value, i) => (7 + i / 2) * hour);
    const at = (hours: number) =>
      Math.max(0, hours > from && hours < from + lasts ? Math.sin((Math.PI * (hours - from)) / lasts) : 0);
    const values = time.map(
      (t) => 100 + (k % 4 === 3 ? 0 : 100 * times * at(t / hour - 7) ** power) + noise * random()
    );
    return { time, values, width: hour / 2 };
  });

  it('takes the best of all working days', () => {
    for (const { time, values, width } of worlds) {
      const [start, end] = [time[0], time[time.length - 1]];
      let least = Infinity;
      for (const length of [9, 10.5, 12, 14, 16, 18].map((hours) => hours * hour)) {
        for (let k = 0; k < 96; k++) {
          const from = start - length + ((end - start + length) * k) / 96;
          for (const power of [1, 1.5, 2]) {
            const shape = time.map((t) =>
              t > from && t < from + length ? Math.max(0, Math.sin((Math.PI * (t - from)) / length)) ** power : 0
            );
            least = Math.min(least, leastLeft(values, shape, 5));
          }
        }
      }
      expect(squares(leftOfWorkingDay({ time, values, width }, day)) / least).toBeCloseTo(1, 6);
    }
  });

  it('takes the best of all ramps', () => {
    for (const { time, values, width } of worlds) {
      const start = time[0];
      const to = time[50];
      let least = Infinity;
      for (let k = 0; k < 96; k++) {
        const from = start + ((to - start) * k) / 96;
        const shape = time.map((t) => Math.min(1, Math.max(0, (t - from) / (to - from))));
        least = Math.min(least, leastLeft(values, shape, Infinity));
      }
      expect(squares(leftOfRamp({ time, values, width }, to)) / least).toBeCloseTo(1, 6);
    }
  });
});
