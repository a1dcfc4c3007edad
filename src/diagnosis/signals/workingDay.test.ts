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
