import { seeded } from '../../../tests/fixtures/frames';
import { isRhythm, trendBesideRhythm } from './dailyRhythm';
import type { Envelope } from './envelope';
import type { Rise } from './rise';

const hour = 3_600_000;
const day = 24 * hour;

/** So many hours, a value every quarter of an hour, with a little noise. */
function of(hours: number, at: (hour: number) => number, noise = 1): Envelope {
  const random = seeded(3);
  const time = Float64Array.from({ length: 4 * hours + 1 }, (_, i) => 0.25 * hour * i);
  return { time, values: time.map((t) => at(t / hour) + noise * (random() - 0.5)), width: 0.25 * hour };
}

const turn = (hours: number) => (2 * Math.PI * hours) / 24;
/** A rise to the end of so many hours, and one that ended. */
const goesOn = (hours: number) => ({ to: hours * hour, continues: true }) as Rise;
const ended = { to: 30 * hour, continues: false } as Rise;

describe('isRhythm', () => {
  it('is certain of a cosine of a day, whenever it peaks', () => {
    for (const peak of [0, 7, 13, 20]) {
      expect(
        isRhythm(
          of(36, (at) => 500 + 200 * Math.cos(turn(at - peak))),
          ended,
          day
        )
      ).toBeGreaterThan(0.99);
    }
  });

  it('is none of a ramp between two levels', () => {
    const ramp = of(36, (at) => 200 + 20 * Math.max(0, Math.min(30, at) - 10));
    expect(isRhythm(ramp, ended, day)).toBeLessThan(0.01);
    expect(
      isRhythm(
        of(30, (at) => 200 + 20 * at),
        goesOn(30),
        day
      )
    ).toBeLessThan(0.01);
  });

  it('swings by six times at most', () => {
    const swings = (times: number) => {
      const mean = 350;
      const amplitude = (mean * (times - 1)) / (times + 1);
      return isRhythm(
        of(36, (at) => mean + amplitude * Math.cos(turn(at - 13)), 0.1),
        ended,
        day
      );
    };
    expect(swings(5.9)).toBeGreaterThan(0.99);
    // A steeper one is still far nearer to that rhythm than to a ramp.
    expect(swings(8)).toBeGreaterThan(0.5);
    const flat = of(24, (at) => (at < 12 ? 10 : 10 + 100 * (at - 12)));
    expect(isRhythm(flat, goesOn(24), day)).toBeLessThan(0.01);
  });

  it('is a working day that is flat at night, for a rise that goes on', () => {
    // From the night into the afternoon.
    const morning = of(15, (at) => 300 + (at > 7 ? 500 * Math.sin((Math.PI * (at - 7)) / 12) : 0), 5);
    expect(isRhythm(morning, goesOn(15), day)).toBeGreaterThan(0.5);
    expect(isRhythm(morning, { ...goesOn(15), continues: false }, day)).toBeLessThan(
      isRhythm(morning, goesOn(15), day)
    );
  });

  it('asks for no working day where a cosine is enough', () => {
    const morning = of(15, (at) => 300 + (at > 7 ? 500 * Math.sin((Math.PI * (at - 7)) / 12) : 0), 5);
    const byCosine = isRhythm(morning, { ...goesOn(15), continues: false }, day);
    expect(isRhythm(morning, goesOn(15), day, byCosine - 1e-9)).toBe(byCosine);
  });

  it('is decided where one of the two leaves nothing', () => {
    const line: Envelope = of(30, (at) => 200 + 20 * at, 0);
    expect(isRhythm(line, goesOn(30), day)).toBeLessThan(1e-6);
  });
});

describe('trendBesideRhythm', () => {
  it('finds the gain of a day, the swing, and what is left without it', () => {
    const series = of(72, (at) => 400 + (30 * at) / 24 + 80 * Math.cos(turn(at - 5)), 0);
    const { gain, swing, left } = trendBesideRhythm(series, day);
    expect(gain).toBeCloseTo(30, 6);
    expect(swing).toBeCloseTo(160, 6);
    left.forEach((value, i) => expect(value).toBeCloseTo(400 + (30 * i) / 96, 6));
  });

  it('finds none where there is none', () => {
    const { gain, swing } = trendBesideRhythm(
      of(48, () => 400, 0),
      day
    );
    expect(gain).toBeCloseTo(0, 6);
    expect(swing).toBeCloseTo(0, 6);
  });
});
