import { seeded } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import { fillsSince, freesNothing, stoppedAt } from './sinceCollection';

const step = 2000;

/** A heap that keeps some of what it allocates until `stops` (ms), collected at twice what lived; goals as scraped. */
function collected(seed: number, length: number, stops: number) {
  const random = seeded(seed);
  const [kept, garbage] = [1 + 4 * random(), 1 + 8 * random()].map((perSecond) => (perSecond * MiB * step) / 1000);
  let live = (20 + 60 * random()) * MiB;
  let heap = live;
  let goal = 2 * live;
  const collections: number[] = [];
  const columns = { time: new Float64Array(length), heap: new Float64Array(length), goal: new Float64Array(length) };
  for (let i = 0; i < length; i++) {
    const isKeeping = i * step < stops;
    live += isKeeping ? kept : 0;
    heap += garbage * (0.95 + 0.1 * random()) + (isKeeping ? kept : 0);
    if (heap >= goal) {
      heap = live;
      goal = 2 * live;
      collections.push(i);
    }
    columns.time[i] = i * step;
    columns.heap[i] = heap;
    columns.goal[i] = goal;
  }
  return { ...columns, share: 0.5, collections };
}

const seeds = Array.from({ length: 100 }, (_, k) => k + 1);
/** Samples after a collection from which a slope is told. */
const told = 5;
/** Samples in the two minutes that the runtime waits. */
const longest = 60;

describe('freesNothing', () => {
  it('is told of a heap without garbage from the second collection on, and of no other', () => {
    const heap = collected(1, 200, Infinity);
    expect(freesNothing(heap, { start: 0, end: 200 })).toBe(false);
    const rising = heap.time.map((t) => 100 * MiB + t);
    const doubled = rising.map((_, i) => 200 * MiB * (i < 50 ? 1 : i < 120 ? 2 : 4));
    expect(freesNothing({ heap: rising, goal: doubled }, { start: 0, end: 60 })).toBe(false);
    expect(freesNothing({ heap: rising, goal: doubled }, { start: 0, end: 200 })).toBe(true);
  });
});

describe('fillsSince', () => {
  it('takes a heap that fills as before for one that still grows, with what the last collection found', () => {
    const cases = seeds.flatMap((seed) => {
      const heap = collected(seed, 120, Infinity);
      return heap.collections.flatMap((last, k) => {
        const [before, next] = [heap.collections[k - 1] ?? last, heap.collections[k + 1] ?? 120];
        return Math.min(next - last, last - before) >= told ? [{ heap, last, next }] : [];
      });
    });
    expect(cases.length).toBeGreaterThan(200);
    for (const { heap, last, next } of cases) {
      for (let end = last + told; end <= Math.min(next, last + longest); end++) {
        const found = fillsSince(heap, { start: 0, end });
        expect(found).toMatchObject({ at: last * step, live: heap.goal[last] / 2 });
        expect(found?.pace).toBeGreaterThan(0);
      }
    }
  });

  it('says nothing of a heap that has stopped growing and fills with garbage', () => {
    for (const seed of seeds) {
      const { collections } = collected(seed, 200, Infinity);
      const stops = collections[collections.length - 2];
      const heap = collected(seed, 200, stops * step);
      const seen = heap.collections.find((i) => i >= stops) ?? 200;
      for (let end = seen + 2; end <= 200; end++) {
        expect(fillsSince(heap, { start: 0, end })).toBeNull();
      }
    }
  });

  describe('by a heap that fills by as much at every sample', () => {
    const tenSeconds = 10_000;
    /** Collected at samples 0, 10 and 20, each time with 10 MiB more alive. */
    const goalAt = (i: number) => (100 + 10 * Math.min(2, Math.floor(i / 10))) * MiB;
    const column = (at: (i: number) => number) => Float64Array.from({ length: 40 }, (_, i) => at(i));
    const heap = {
      time: column((i) => i * tenSeconds),
      heap: column((i) => goalAt(i) / 2 + 4 * MiB * (i - 10 * Math.min(2, Math.floor(i / 10)))),
      goal: column(goalAt),
      share: 0.5,
    };
    const found = (end: number, more: Partial<typeof heap> = {}, start = 0) =>
      fillsSince({ ...heap, ...more }, { start, end });

    it('needs two collections before, of which the first is not the beginning of the range', () => {
      expect(found(25)).toEqual({ at: 20 * tenSeconds, live: 60 * MiB, pace: (0.5 * 10 * MiB) / (10 * tenSeconds) });
      expect(found(25, {}, 9)).not.toBeNull();
      expect(found(25, {}, 10)).toBeNull();
      expect(found(19)).toBeNull();
    });

    it('waits for four samples, and for two minutes at the most', () => {
      expect(found(23)).toBeNull();
      expect(found(24)).not.toBeNull();
      expect(found(33)).not.toBeNull();
      expect(found(34)).toBeNull();
    });

    it('says nothing of a heap that falls or stays', () => {
      const after = (slope: number) => heap.heap.map((bytes, i) => (i > 20 ? heap.heap[20] + slope * (i - 20) : bytes));
      expect(found(30, { heap: after(4 * MiB) })).not.toBeNull();
      expect(found(30, { heap: after(0) })).toBeNull();
      expect(found(30, { heap: after(-MiB) })).toBeNull();
    });
  });

  it('says nothing once the runtime would have collected', () => {
    const heap = collected(1, 40, Infinity);
    const last = heap.collections[heap.collections.length - 1];
    const waiting = Float64Array.from(heap.goal, (goal, i) => (i > last ? heap.goal[last] : goal));
    const late = heap.time.map((t, i) => (i > last ? t + 120_000 : t));
    expect(fillsSince({ ...heap, goal: waiting, time: late }, { start: 0, end: 40 })).toBeNull();
  });
});

describe('stoppedAt', () => {
  const [count, rises] = [40, 20];
  /** A goal that doubles live heap until a sample; of the garbage on it a share is freed at every fifth sample. */
  const heapOf = (of: { samples?: number; freed?: number; creep?: number; until?: number }) => {
    const { samples = count, freed = 0.5, creep = 0, until = samples } = of;
    const live = (i: number) => 100 * MiB * (1 + Math.min(i, rises) / rises) * (1 + creep * Math.max(0, i - rises));
    const column = (at: (i: number) => number) => Float64Array.from({ length: samples }, (_, i) => at(i));
    return {
      time: column((i) => i * step),
      goal: column((i) => 2 * live(i)),
      heap: column((i) => live(i) * (1 + (i < until ? (freed * (i % 5)) / 4 : freed))),
      share: 0.5,
    };
  };
  const stopped = (of: Parameters<typeof heapOf>[0] = {}) =>
    stoppedAt(heapOf(of), { start: 0, end: of.samples ?? count });

  it('is when the goal came within 2 % of where it stayed', () => {
    expect(stopped()).toBe(20 * step);
    expect(stopped({ creep: 0.001 })).toBe(20 * step);
    expect(stopped({ creep: 0.003 })).toBe(32 * step);
  });

  it('needs a collection since that freed a tenth of the heap', () => {
    expect(stopped({ freed: 0.13 })).toBe(20 * step);
    expect(stopped({ freed: 0.09 })).toBeNull();
    expect(stopped({ until: 21 })).toBeNull();
  });

  it('is asked of few samples only, and of a range', () => {
    expect(stopped({ samples: 48 })).toBe(20 * step);
    expect(stopped({ samples: 49 })).toBeNull();
    expect(stoppedAt(heapOf({}), { start: 30, end: 40 })).toBe(30 * step);
    expect(stoppedAt(heapOf({}), { start: 0, end: 21 })).toBeNull();
  });
});
