import { riseAboveEarlierDays } from './lateGrowth';

const minute = 60_000;
const perHour = 6;

/** Load of a day between 100 and 300. */
const load = (h: number) => 200 - 100 * Math.cos((2 * Math.PI * (h - 2)) / 24);
const judge = (hours: number, level: (h: number) => number) => {
  const time = Float64Array.from({ length: hours * perHour + 1 }, (_, i) => i * 10 * minute);
  const values = time.map((_, i) => level(i / perHour));
  return riseAboveEarlierDays(time, values, { start: 0, end: time.length }, { pick: 'low', bytes: 50, duration: 0 });
};
const leak = (h: number, from: number) => Math.max(0, 75 * (h - from));

describe('riseAboveEarlierDays', () => {
  it.each([
    [80, 70],
    [100, 88],
    [166, 150],
    [338, 320],
  ])('sees in %d hours of load what leaks from hour %d on, with its level and pace', (hours, from) => {
    const rise = judge(hours, (h) => load(h) + leak(h, from));
    expect(rise).toMatchObject({ continues: true, to: hours * 60 * minute });
    expect(Math.abs((rise?.from ?? 0) / (60 * minute) - from)).toBeLessThan(2.5);
    expect((rise?.high ?? 0) / (load(hours) + leak(hours, from))).toBeCloseTo(1, 1);
    expect(((rise?.rate ?? 0) * 3600) / 75).toBeCloseTo(1, 0);
  });

  it.each<[string, number, (h: number) => number]>([
    ['load alone', 80, load],
    ['a range of less than two days', 47, (h) => load(h) + leak(h, 40)],
    ['a last day that is a little higher', 82, (h) => load(h) * (h > 58 ? 1.1 : 1)],
    ['a rise that is still below what was seen before', 76, (h) => load(h) + (h > 20 && h < 40 ? 900 : leak(h, 70))],
    ['a rise that has ended', 90, (h) => load(h) + Math.min(leak(h, 70), 400)],
    ['a day before which nothing is known', 72, (h) => (h < 46 ? NaN : load(h) + leak(h, 60))],
  ])('sees none in %s', (_, hours, level) => expect(judge(hours, level)).toBeNull());
});
