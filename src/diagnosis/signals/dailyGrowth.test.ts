import { seeded } from '../../../tests/fixtures/frames';
import { daysOf, hour, isLikeTheDayBefore, riseByDay, riseBesideRhythm } from './dailyGrowth';
import { envelope } from './envelope';

const step = 0.25 * hour;
const test = { pick: 'low', bytes: 30, duration: hour } as const;

/** So many days, a value every quarter of an hour, with a little noise. */
function series(days: number, at: (hours: number) => number) {
  const random = seeded(9);
  const time = Float64Array.from({ length: days * 96 + 1 }, (_, i) => i * step);
  const values = time.map((t) => at(t / hour) + random());
  return { time, values, range: { start: 0, end: time.length } };
}

/** A day's load: most at 14 o'clock. */
const load = (hours: number, swing: number) => 300 + (swing / 2) * (1 - Math.cos((2 * Math.PI * (hours - 2)) / 24));
const byDay = (days: number, at: (hours: number) => number) => {
  const { time, values, range } = series(days, at);
  return riseByDay(time, values, range, test);
};

describe('daysOf', () => {
  it('counts to the hour', () => {
    expect(daysOf(0, 48 * hour)).toBe(2);
    expect(daysOf(0, 48 * hour - step)).toBe(2);
    expect(daysOf(0, 36 * hour)).toBe(1.5);
  });
});

describe('riseByDay', () => {
  it.each([2, 3, 6])('finds what rises every day beside a load that comes back, over %i days', (days) => {
    const rise = byDay(days, (hours) => load(hours, 100) + (80 * hours) / 24);
    expect(rise).toMatchObject({ continues: true, period: 24 * hour, to: days * 24 * hour });
    expect(rise?.bytes).toBeGreaterThan(0.7 * 80 * days);
    expect(rise?.bytes).toBeLessThan(1.3 * 80 * days);
    expect((rise?.rate ?? 0) * 86_400).toBeCloseTo((rise?.bytes ?? 0) / days, 6);
  });

  it('finds nothing where days are alike, or for less than two', () => {
    expect(byDay(3, (hours) => load(hours, 100))).toBeNull();
    expect(byDay(3, () => 300)).toBeNull();
    expect(byDay(1, (hours) => load(hours, 100) + 80 * hours)).toBeNull();
  });

  it('is sure from half of the swing of a day on, and none below a quarter', () => {
    const gains = (gain: number) => byDay(3, (hours) => load(hours, 400) + ((gain / 2) * hours) / 24);
    expect(gains(80)).toBeNull();
    expect(gains(140)?.isSure).toBe(false);
    expect(gains(260)?.isSure).toBe(true);
  });

  it('is none where only the days are busier, and their nights stay', () =>
    expect(byDay(4, (hours) => load(hours, 100 + 100 * Math.floor((hours - 2) / 24)))).toBeNull());

  it('is none that has ended', () => {
    expect(byDay(4, (hours) => load(hours, 100) + (80 * Math.min(hours, 60)) / 24)).toBeNull();
    expect(byDay(4, (hours) => 300 + (80 * Math.min(hours, 76)) / 24)).toBeNull();
  });

  it('is none that is mostly a jump', () => {
    expect(byDay(4, (hours) => load(hours, 100) + (hours > 40 ? 240 : 0))).toBeNull();
    // Every day rises, and most of it came within an hour.
    const jumps = (height: number) => byDay(4, (hours) => 300 + (20 * hours) / 24 + (hours > 50 ? height : 0));
    expect(jumps(140)).toBeNull();
    expect(jumps(30)).not.toBeNull();
  });

  it('takes a jump that comes every day at its hour for load', () => {
    const shift = (hours: number) => (hours % 24 > 8 && hours % 24 < 18 ? 200 : 0);
    expect(byDay(2, (hours) => 300 + shift(hours) + (80 * hours) / 24)).not.toBeNull();
    expect(byDay(4, (hours) => 300 + shift(hours) + (80 * hours) / 24)).not.toBeNull();
  });

  it('compares with the day of the smallest swing, beside the trend', () => {
    const quiet = (hours: number) => load(hours, Math.floor(hours / 24) === 1 ? 100 : 400);
    expect(byDay(3, (hours) => quiet(hours) + (70 * hours) / 24)?.isSure).toBe(true);
    expect(byDay(3, (hours) => load(hours, 400) + (70 * hours) / 24)?.isSure).toBe(false);
    expect(byDay(2, (hours) => 300 + (200 * hours) / 24)?.isSure).toBe(true);
  });

  it('ends where the series is, and says the same where hours or days are missing', () => {
    const rising = (hours: number) => load(hours, 100) + (80 * hours) / 24;
    const missing = (from: number, to: number) =>
      byDay(4, (hours) => (hours > from && hours < to ? NaN : rising(hours)));
    // The hour before the end is the level there, and a morning rises by 12 within it.
    for (const rise of [byDay(4, rising), missing(30, 40), missing(24, 48), missing(70, 76)]) {
      expect(Math.abs((rise?.high ?? 0) - rising(96))).toBeLessThan(15);
      expect(Math.abs((rise?.bytes ?? 0) - 320)).toBeLessThan(1);
    }
    expect(Math.abs((missing(90, 95)?.bytes ?? 0) - 320)).toBeLessThan(1);
  });

  it('is none that is smaller than what counts', () =>
    expect(byDay(3, (hours) => load(hours, 5) + (8 * hours) / 24)).toBeNull());
});

describe('isLikeTheDayBefore', () => {
  const alike = (days: number, at: (hours: number) => number) => {
    const { time, values, range } = series(days, at);
    return isLikeTheDayBefore(time, values, range, { pick: 'low', perMs: 80 / (24 * hour) });
  };

  it('is true where the last hours are what they were', () => {
    expect(alike(2, (hours) => load(hours, 100))).toBe(true);
    expect(alike(2, (hours) => load(hours, 100) + (80 * hours) / 24)).toBe(false);
    expect(alike(3, (hours) => load(hours, 100) + (80 * Math.min(hours, 40)) / 24)).toBe(true);
  });

  it('is not known of less than a day and a quarter', () => expect(alike(1.25, () => 300)).toBe(true));
  it('is not true of less', () => expect(alike(1.2, () => 300)).toBe(false));
});

describe('riseBesideRhythm', () => {
  const beside = (at: (hours: number) => number) => {
    const { time, values, range } = series(1.5, at);
    const cut = envelope(time, values, range, 'low');
    return cut && riseBesideRhythm(cut, 24 * hour, test);
  };

  it('finds the gain of a day beside its swing', () => {
    const rise = beside((hours) => load(hours, 60) + (100 * hours) / 24);
    expect(rise).toMatchObject({ continues: true, period: 0 });
    expect(rise?.bytes).toBeGreaterThan(90);
    expect(rise?.bytes).toBeLessThan(110);
    expect(rise?.high).toBeCloseTo((rise?.low ?? 0) + (rise?.bytes ?? 0), 9);
    expect((rise?.rate ?? 0) * 86_400).toBeCloseTo(rise?.bytes ?? 0, 6);
    expect((rise?.to ?? 0) - (rise?.from ?? 0)).toBe(24 * hour);
  });

  it('ends with the range, at its last level', () => {
    const rise = beside((hours) => load(hours, 60) + (100 * hours) / 24);
    expect(rise?.to).toBe(36 * hour);
    // The middle one of the last three windows of an hour and a half begins at 33 o'clock, with its lowest value.
    expect(Math.abs((rise?.high ?? 0) - (load(33, 60) + (100 * 33) / 24))).toBeLessThan(2);
    expect(rise?.rateAtEnd).toBe(rise?.rate);
  });

  it('is none of a rhythm, of a step, or of less than counts', () => {
    expect(beside((hours) => load(hours, 60))).toBeNull();
    expect(beside((hours) => load(hours, 200) + (100 * hours) / 24)).not.toBeNull();
    expect(beside((hours) => load(hours, 600) + (100 * hours) / 24)).toBeNull();
    expect(beside((hours) => 300 + (hours > 20 ? 150 : 0))).toBeNull();
    expect(beside((hours) => 300 + (20 * hours) / 24)).toBeNull();
  });
});
