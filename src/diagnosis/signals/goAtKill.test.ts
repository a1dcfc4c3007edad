import { columns, type Sizes } from '../../../tests/fixtures/columns';
import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { besideGo, goMemLimitAt } from './goAtKill';
import type { Kill } from './kills';

interface Given {
  goMemLimit?: Sizes;
  retained?: Sizes;
  heapAlloc?: Sizes;
}

const kill = (more: Partial<Kill> = {}): Kill =>
  ({ run: 0, end: 4, limit: 1000 * MiB, certain: 900 * MiB, workingSet: 800 * MiB, ...more }) as Kill;

function told({ goMemLimit = 700, retained = 600, heapAlloc }: Given, more: Partial<Kill> = {}) {
  const context = {
    composition: { ...columns(6, { goMemLimit, retained }), instances: [{ start: 1, end: 6 }] },
    series: columns(6, { heapAlloc }),
  } as never as Context;
  return { atLimit: goMemLimitAt(context, kill(more)), beside: besideGo(context.composition, kill(more)) / MiB };
}

describe('goMemLimitAt', () => {
  it('is how GOMEMLIMIT stood to the limit in the last sample', () => {
    expect(told({ heapAlloc: 400 }).atLimit).toEqual({ own: 700 * MiB, outside: 300 * MiB, live: 1000 * MiB });
    expect(told({}).atLimit).toEqual({ own: 700 * MiB, outside: 300 * MiB, live: NaN });
    expect(told({ goMemLimit: [0, 0, 0, 800, 900, 900] }).atLimit?.own).toBe(800 * MiB);
  });

  it('is nothing above the limit, or where it is not known', () => {
    expect(told({ goMemLimit: 1000 }).atLimit).not.toBeNull();
    expect(told({ goMemLimit: 1001 }).atLimit).toBeNull();
    expect(told({ goMemLimit: NaN }).atLimit).toBeNull();
  });

  it('knows of nothing outside of Go where Go keeps more, or is not known', () => {
    expect(told({ retained: 950 }).atLimit?.outside).toBe(0);
    expect(told({ retained: NaN }).atLimit?.outside).toBe(0);
  });
});

describe('besideGo', () => {
  it('is what was certain, or working set where that is more, beyond what Go keeps', () => {
    expect(told({}).beside).toBe(300);
    expect(told({}, { workingSet: 950 * MiB }).beside).toBe(350);
    expect(told({ retained: 950 }).beside).toBe(0);
    expect(told({ retained: NaN }).beside).toBe(0);
    expect(told({ retained: [1, 1, 1, 500, 1, 1] }).beside).toBe(400);
  });
});
