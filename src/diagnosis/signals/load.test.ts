import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { Rise } from './rise';
import { workDuring, type Rising } from './load';

const count = 600;
const time = Float64Array.from({ length: count }, (_, i) => i * 60_000);
const rise: Rise = {
  from: 0,
  to: time[count - 1],
  bytes: 3e9,
  low: 1e9,
  high: 4e9,
  rate: 1,
  rateAtEnd: 1,
  continues: true,
  period: 0,
};

/** From one end of the range to the other, in a straight line. */
const line = (from: number, to: number) => Float64Array.from(time, (_, i) => from + ((to - from) * i) / (count - 1));
/** A counter of collections whose rate changes in a straight line, per second. */
function collections(from: number, to: number): Float64Array {
  let sum = 0;
  return line(from, to).map((rate) => (sum += rate * 60));
}

const rose = (
  series: Partial<Record<'gcCount' | 'nextGc' | 'goroutines', Float64Array>>,
  of = rise,
  rising: Rising = 'heap'
) =>
  workDuring(
    { composition: { time } as Composition, series } as unknown as Context,
    { start: 0, end: count } as CompositionInstance,
    of,
    rising
  );

/** Live heap follows load: the goal rises with it, and collections are as frequent as before. */
const load = { gcCount: collections(0.2, 0.2), nextGc: line(2e9, 8e9), goroutines: line(100, 400) };
/** A leak at constant load: the goal rises, and collections are rarer by as much. */
const leak = { gcCount: collections(0.2, 0.05), nextGc: line(2e9, 8e9), goroutines: line(100, 100) };

describe('workDuring', () => {
  it('sees load in what is allocated and in goroutines', () => expect(rose(load)).toBe('more'));
  it('sees load that rises by less than half where the heap rises by no more', () => {
    const moderate = (goal: number, rate: number) =>
      rose({
        gcCount: collections(0.2, (0.2 * rate) / goal),
        nextGc: line(2e9, 2e9 * goal),
        goroutines: line(100, 180),
      });
    expect(moderate(1.35, 1.4)).toBe('more');
    // Allocation rises by less than the heap, or by hardly more than chance.
    expect(moderate(1.6, 1.4)).toBe(null);
    expect(moderate(1.2, 1.2)).toBe(null);
  });

  it('sees none in a leak at constant load', () => expect(rose(leak)).toBe('same'));

  it.each(['gcCount', 'nextGc', 'goroutines'] as const)('decides nothing without %s', (name) =>
    expect(rose({ ...load, [name]: undefined })).toBe(null)
  );

  it('takes no rise of more than a day for load', () =>
    expect(rose(load, { ...rise, from: -18 * 3_600_000 })).toBe(null));

  it('compares whole days of a rise over days', () => {
    const quarter = count / 4;
    const overDays = { ...rise, period: time[quarter] };
    const ofDays = (low: number) => Float64Array.from(time, (_, i) => (i < quarter ? low : 4 * low));
    const busier = { gcCount: collections(0.2, 0.2), nextGc: ofDays(2e9), goroutines: ofDays(100) };
    expect(rose(busier, overDays)).toBe('more');
    expect(rose(leak, overDays)).not.toBe('more');
  });

  it('sees load in many times as many goroutines, which weigh little', () =>
    expect(rose({ ...load, goroutines: line(100, 4000) })).toBe('more'));

  it('takes goroutines that fill the memory for what leaks', () =>
    expect(rose({ ...load, goroutines: line(100, 200_000) })).toBe(null));

  it('takes collections that become frequent at a goal that cannot rise for no work', () =>
    expect(rose({ ...load, gcCount: collections(0.1, 1), nextGc: line(4e9, 4.1e9) })).toBe(null));

  it('decides nothing where goroutines rise and no more is allocated, or a heap fills below its goal', () => {
    expect(rose({ ...leak, goroutines: line(100, 400) })).toBe(null);
    expect(rose({ ...leak, gcCount: collections(0.2, 0.2), nextGc: line(4e9, 4.1e9) })).toBe(null);
  });

  it('takes collections that time asks for, one in two minutes, for an upper bound of what is allocated', () => {
    expect(rose({ ...leak, gcCount: collections(0.05, 1 / 120), nextGc: line(2e9, 5e9) })).toBe('same');
    expect(rose({ ...leak, gcCount: collections(0.01, 1 / 120) })).toBe(null);
    expect(rose({ ...load, gcCount: collections(1 / 120, 1 / 120) })).toBe(null);
  });

  it('tells stacks by what is allocated alone', () => {
    const sessions = line(100, 200_000);
    const busier = { ...load, gcCount: collections(0.1, 0.4), goroutines: sessions };
    expect(rose(busier, rise, 'stacks')).toBe('more');
    expect(rose({ ...load, goroutines: sessions }, rise, 'stacks')).toBe(null);
    expect(rose({ ...leak, goroutines: sessions }, rise, 'stacks')).toBe('same');
    expect(rose({ ...leak, gcCount: collections(1 / 120, 1 / 120) }, rise, 'stacks')).toBe(null);
  });

  it('never takes what is outside of Go for the same work', () => {
    const flat = { ...load, nextGc: line(4e9, 4.1e9), gcCount: collections(0.1, 1) };
    expect(rose(flat, rise, 'outside')).toBe('more');
    expect(rose(leak, rise, 'outside')).toBe(null);
  });
});
