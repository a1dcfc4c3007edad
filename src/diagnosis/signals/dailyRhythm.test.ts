import { seeded } from '../../../tests/fixtures/frames';
import { rhythmProbability, trendBesideRhythm } from './dailyRhythm';
import type { Envelope } from './envelope';
import { above } from './normal';
import type { Rise } from './rise';
import { leftOfRamp } from './workingDay';

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

describe('rhythmProbability', () => {
  it('is certain of a cosine of a day, whenever it peaks', () => {
    for (const peak of [0, 7, 13, 20]) {
      expect(
        rhythmProbability(
          of(36, (at) => 500 + 200 * Math.cos(turn(at - peak))),
          ended,
          day
        )
      ).toBeGreaterThan(0.99);
    }
  });

  it('is none of a ramp between two levels', () => {
    const ramp = of(36, (at) => 200 + 20 * Math.max(0, Math.min(30, at) - 10));
    expect(rhythmProbability(ramp, ended, day)).toBeLessThan(0.01);
    expect(
      rhythmProbability(
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
      return rhythmProbability(
        of(36, (at) => mean + amplitude * Math.cos(turn(at - 13)), 0.1),
        ended,
        day
      );
    };
    expect(swings(5.9)).toBeGreaterThan(0.99);
    // A steeper one is still far nearer to that rhythm than to a ramp.
    expect(swings(8)).toBeGreaterThan(0.5);
    const flat = of(24, (at) => (at < 12 ? 10 : 10 + 100 * (at - 12)));
    expect(rhythmProbability(flat, goesOn(24), day)).toBeLessThan(0.01);
  });

  it('is a working day that is flat at night, for a rise that goes on', () => {
    // From the night into the afternoon.
    const morning = of(15, (at) => 300 + (at > 7 ? 500 * Math.sin((Math.PI * (at - 7)) / 12) : 0), 5);
    expect(rhythmProbability(morning, goesOn(15), day)).toBeGreaterThan(0.5);
    expect(rhythmProbability(morning, { ...goesOn(15), continues: false }, day)).toBeLessThan(
      rhythmProbability(morning, goesOn(15), day)
    );
  });

  it('asks for no working day where a cosine is enough', () => {
    const morning = of(15, (at) => 300 + (at > 7 ? 500 * Math.sin((Math.PI * (at - 7)) / 12) : 0), 5);
    const byCosine = rhythmProbability(morning, { ...goesOn(15), continues: false }, day);
    expect(rhythmProbability(morning, goesOn(15), day, byCosine - 1e-9)).toBe(byCosine);
  });

  it('is decided where one of the two leaves nothing', () => {
    const line: Envelope = of(30, (at) => 200 + 20 * at, 0);
    expect(rhythmProbability(line, goesOn(30), day)).toBeLessThan(1e-6);
  });
});

/** What the best of all cosines that swing by six times at most leaves, found by trying them ever more finely. */
function leftOfBestCosine({ time, values }: Envelope): number[] {
  const most = 5 / 7;
  const fit = (phase: number, share: number) => {
    const of = Array.from(time, (t) => 1 + share * Math.cos(turn((t - time[0]) / hour) - phase));
    const scale = of.reduce((sum, x, i) => sum + x * values[i], 0) / of.reduce((sum, x) => sum + x * x, 0);
    const left = of.map((x, i) => values[i] - scale * x);
    return { phase, share, left, squares: left.reduce((sum, x) => sum + x * x, 0) };
  };
  let best = fit(0, 0);
  for (let width = 1; width > 1e-4; width /= 6) {
    const { phase, share } = best;
    for (let k = -12; k <= 12; k++) {
      for (let j = -12; j <= 12; j++) {
        const near = fit(phase + (width * Math.PI * k) / 12, Math.min(most, Math.max(0, share + (width * j) / 12)));
        best = near.squares < best.squares ? near : best;
      }
    }
  }
  return best.left;
}

/** Vuong's test as the paper has it, without the correction of the variance by the mean, of normal residuals. */
function vuong(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const n = one.length;
  const squares = (left: ArrayLike<number>) => Array.from(left).reduce((sum, x) => sum + (x * x) / n, 0);
  const logLikelihood = (x: number, variance: number) => -Math.log(2 * Math.PI * variance) / 2 - (x * x) / variance / 2;
  const [a, b] = [squares(one), squares(other)];
  const ratio = Array.from(one, (x, i) => logLikelihood(x, a) - logLikelihood(other[i], b));
  const mean = ratio.reduce((sum, x) => sum + x / n, 0);
  const variance = ratio.reduce((sum, x) => sum + (x - mean) ** 2 / n, 0);
  return above((Math.sqrt(n) * mean) / Math.sqrt(variance));
}

describe('rhythmProbability, computed in another way', () => {
  const random = seeded(11);
  // Between a rhythm and a ramp, so that neither is certain.
  const worlds = Array.from({ length: 16 }, (_, k) => {
    const [steep, peak, hours] = [k % 2 ? 0.95 : 0.5, 24 * random(), 26 + Math.floor(10 * random())];
    const [mean, ramp, noise] = [300 + 200 * random(), 0.4 + 0.2 * random(), 400 + 600 * random()];
    const at = (t: number) =>
      (1 - ramp) * mean * (1 + steep * Math.cos(turn(t - peak))) + ramp * mean * Math.min(1, t / (0.8 * hours));
    return { name: `#${k}`, hours, at, noise };
  });

  it.each(worlds)('$name', ({ hours, at, noise }) => {
    const cut = of(hours, at, noise);
    const late: Envelope = { ...cut, time: cut.time.map((t) => t + 1e9) };
    const rise = { to: 0.8 * hours * hour, continues: false } as Rise;
    const expected = vuong(leftOfRamp(cut, rise.to), leftOfBestCosine(cut));
    expect(rhythmProbability(cut, rise, day)).toBeCloseTo(expected, 3);
    // Nothing but the time from the first sample on counts.
    expect(rhythmProbability(late, { ...rise, to: rise.to + 1e9 }, day)).toBeCloseTo(
      rhythmProbability(cut, rise, day),
      9
    );
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
