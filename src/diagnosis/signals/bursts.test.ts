import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { burstsOf } from './bursts';

const count = 400;
const step = 60_000;
const time = Float64Array.from({ length: count }, (_, i) => i * step);
const limit = new Float64Array(count).fill(1000);

const judge = (
  at: (i: number) => number,
  freed: (i: number) => number = () => 0,
  isOver = false,
  known = (_: number) => true
) => {
  const certain = Float64Array.from(time, (_, i) => (known(i) ? at(i) : NaN));
  const rss = Float64Array.from(time, (_, i) => at(i) + freed(i));
  const context = {
    composition: { time, rss, limit } as Composition,
    gap: 5 * step,
    isOver: () => isOver,
  } as unknown as Context;
  const instance = { start: 0, end: count, to: time[count - 1] } as CompositionInstance;
  return burstsOf(context, instance, { certain, live: certain, possible: certain, reference: limit });
};
const every =
  (period: number, until = count) =>
  (i: number) =>
    i % period === 9 && i < until ? 900 : 300;

describe('burstsOf', () => {
  it('counts single samples near the limit that come again', () =>
    expect(judge(every(20))).toMatchObject({ spans: { length: 20 }, comeBack: true }));

  it('expects no more after twice the usual pause, nor of a run that is over', () => {
    expect(judge(every(20, 380))).toMatchObject({ comeBack: true });
    expect(judge(every(20, 300))).toMatchObject({ comeBack: false });
    expect(judge(every(20), undefined, true)).toMatchObject({ comeBack: false });
  });

  it('sees none in two of them, nor in what stays below the share', () => {
    expect(judge((i) => (i === 100 || i === 300 ? 990 : 300))).toBeNull();
    expect(judge((i) => (i % 20 === 0 ? 850 : 300))).toBeNull();
  });

  it('sees none where the need is not known', () =>
    expect(judge(every(20), undefined, false, (i) => i % 20 !== 9)).toBeNull());

  it('takes a scrape that missed what was freed lazily for no burst', () => {
    const missed = (i: number) => i % 20 === 9;
    const scraped = (i: number) => (missed(i) ? 900 : 300);
    expect(judge(scraped, (i) => (missed(i) ? 0 : 600))).toBeNull();
    expect(judge(scraped, () => 600)).toMatchObject({ spans: { length: 20 } });
  });
});
