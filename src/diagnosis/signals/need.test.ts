import { columns, inMiB, type Sizes } from '../../../tests/fixtures/columns';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { besideGo, hasRoom, leftByCollections, liveMemory, needOf } from './need';

interface Given {
  series?: Partial<Record<Role, Sizes>>;
  low?: Sizes;
  limit?: Sizes;
  goMemLimit?: Sizes;
  retained?: Sizes;
  correctedWorkingSet?: Sizes;
  notResident?: Sizes;
}

const count = 40;
const ofHeap = { heapAlloc: 300, heapInuse: 350, heapIdle: 100, heapReleased: 60 };

function contextOf({ series = ofHeap, low = 500, limit = 1000, goMemLimit = 700, ...more }: Given) {
  const { retained = 400, correctedWorkingSet = 600, notResident = 0 } = more;
  const instance = { start: 0, end: count } as CompositionInstance;
  const known = columns(count, series);
  const context = {
    series: known,
    composition: {
      ...columns(count, { limit, goMemLimit, retained, correctedWorkingSet, notResident }),
      time: new Float64Array(count),
      need: columns(count, { low }),
      goMissing: new Uint8Array(count),
      instances: [instance],
      workload: { series: known },
    },
    settings: settingsOf(),
  } as never as Context;
  return { context, instance };
}

/** The need in the middle of a run, MiB. */
function need(given: Given, i = 20) {
  const { context, instance } = contextOf(given);
  const { certain, live, possible, reference } = needOf(context, instance);
  return inMiB([certain[i], live[i], possible[i], reference[i]]);
}

describe('needOf', () => {
  it('is what cannot be given back, where GOMEMLIMIT does not bound it', () => {
    expect(need({ goMemLimit: NaN })).toEqual([500, 500, 600, 1000]);
    expect(need({ goMemLimit: 1001 })).toEqual([500, 500, 600, 1000]);
  });

  it('is without garbage where GOMEMLIMIT leaves room', () => {
    // Kept for the heap: 350 + 40, of which 300 is live.
    expect(need({})).toEqual([410, 410, 510, 1000]);
    expect(need({ notResident: 30 })).toEqual([440, 440, 540, 1000]);
    expect(need({ low: 50 })).toEqual([0, 0, 510, 1000]);
  });

  it('is without garbage for the live need alone where it leaves none', () => {
    // 970 is what there is room for, 100 of it outside of Go.
    expect(need({ goMemLimit: 870 })).toEqual([410, 410, 510, 919]);
    expect(need({ goMemLimit: 871 })).toEqual([500, 410, 600, 1000]);
    expect(need({ goMemLimit: 1000 })).toEqual([500, 410, 600, 1000]);
  });

  it('takes all that Go keeps for garbage where no series tells', () => {
    expect(need({ series: { heapInuse: 350 } })).toEqual([100, 100, 200, 1000]);
    expect(need({ series: { heapAlloc: 300 } })).toEqual([100, 100, 200, 1000]);
  });

  it('takes live heap where the runtime counts it', () =>
    expect(need({ series: { ...ofHeap, heapLive: 250 } })).toEqual([360, 360, 460, 1000]));

  it('is a risk at what GOMEMLIMIT leaves, where that and what is outside come near the limit', () => {
    // 760 + 100 of 1,000: 0.88 / 0.85 x 760 and what is outside.
    expect(need({ goMemLimit: 760 })[3]).toBe(887);
    expect(need({ goMemLimit: 750 })[3]).toBe(876);
    expect(need({ goMemLimit: 749 })[3]).toBe(1000);
    // Above 95 %, a fifth of it is for the collector.
    expect(need({ goMemLimit: 850 })[3]).toBe(980);
    expect(need({ goMemLimit: 860 })[3]).toBe(909);
    // No more than the limit.
    expect(need({ goMemLimit: 800, low: 400, retained: 400, limit: 810 })[3]).toBe(810);
  });

  it('is so at each sample by itself', () => {
    const goMemLimit = Array.from({ length: count }, (_, i) => (i < 30 ? 700 : 1100));
    expect(need({ goMemLimit }, 20)[0]).toBe(410);
    expect(need({ goMemLimit }, 35)[0]).toBe(500);
  });
});

describe('besideGo', () => {
  it('is the most outside of Go around, but for spikes', () => {
    const low = Array.from({ length: count }, (_, i) => (i === 5 ? 900 : i >= 20 && i < 25 ? 620 : 500));
    const { context, instance } = contextOf({ low });
    const beside = inMiB(besideGo(context, instance));
    expect([beside[5], beside[9], beside[10], beside[22], beside[34], beside[36]]).toEqual([
      100, 100, 220, 220, 220, 100,
    ]);
  });

  it('is nothing where Go keeps more', () => {
    const { context, instance } = contextOf({ low: 300 });
    expect(besideGo(context, instance)[20]).toBe(0);
  });
});

describe('hasRoom', () => {
  it('is 3 % below the limit', () => {
    const room = (goMemLimit: number) => {
      const { context, instance } = contextOf({ goMemLimit });
      return hasRoom(context, instance, 20);
    };
    expect([room(869), room(871), room(NaN)]).toEqual([true, false, false]);
  });
});

describe('liveMemory', () => {
  const live = (given: Given) => {
    const { context, instance } = contextOf(given);
    const found = liveMemory(context, instance);
    return found && inMiB(found)[20];
  };

  it('is the least heap and what Go keeps beside the heap', () => {
    expect(live({})).toBe(310);
    expect(live({ retained: 300 })).toBe(300);
    expect(live({ series: { ...ofHeap, heapLive: 200 } })).toBe(210);
    expect(live({ series: { heapAlloc: 300 } })).toBe(700);
    expect(live({ series: { heapAlloc: 300, heapInuse: 350, heapIdle: 40, heapReleased: 60 } })).toBe(350);
    expect(live({ series: { heapInuse: 350 } })).toBeNull();
  });
});

describe('leftByCollections', () => {
  /** A heap that rises for so many samples from one collection to the next. */
  const teeth = (period: number) => Float64Array.from({ length: count }, (_, i) => 100 + (i % period));
  const collected = (period: number) => Float64Array.from({ length: count }, (_, i) => Math.floor(i / period));
  const range = { start: 0, end: count };

  it('is what the heap stays above for 21 samples, or for 11 where collections are counted', () => {
    const high = Float64Array.from({ length: count }, (_, i) => (i >= 10 && i < 25 ? 200 : 100));
    expect(leftByCollections(high, undefined, range)[15]).toBe(100);
    expect(leftByCollections(high, collected(1), range)[15]).toBe(200);
    const short = Float64Array.from({ length: count }, (_, i) => (i >= 10 && i < 20 ? 200 : 100));
    expect(leftByCollections(short, collected(1), range)[15]).toBe(100);
  });

  it('is what the last collection left, however long ago', () => {
    expect(leftByCollections(teeth(20), collected(20), range)[38]).toBe(100);
    const never = Float64Array.from({ length: count }, (_, i) => 100 + i);
    expect(leftByCollections(never, collected(count), range)[35]).toBe(100);
    expect(leftByCollections(never, collected(1), range)[30]).toBeGreaterThan(115);
  });

  it('reads its range alone', () => {
    const never = Float64Array.from({ length: count }, (_, i) => 100 + i);
    expect(leftByCollections(never, collected(count), { start: 20, end: 30 })[29]).toBe(120);
  });
});
