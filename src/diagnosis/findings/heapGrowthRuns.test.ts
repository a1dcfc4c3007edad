import { columns } from '../../../tests/fixtures/columns';
import { over } from '../../../tests/fixtures/diagnosis';
import { namedQueries } from '../../../tests/fixtures/queries';
import type { CompositionInstance } from '../../composition/types';
import { hour, MiB } from '../../metrics/units';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { plainText } from '../../texts/plainText';
import { heapGrowth } from './heapGrowth';

/** MiB at a share of the way through a life, and at so many samples from its start. */
type Level = (share: number, i: number) => number;

interface Life {
  heap?: Level;
  goal?: Level;
  /** What Go keeps, where its heap has no series of its own. */
  kept?: Level;
  collections?: Level;
  hours?: number;
  killed?: 'container' | 'process';
}

const perHour = 60;
/** The collector ran at every sample. */
const each: Level = (_, i) => i;

/** What is told of one container's lives, one after another. */
function told(lives: readonly Life[]) {
  const sizes = { heapAlloc: [], nextGc: [], otelOther: [], gcCount: [] } as Record<string, number[]>;
  const ends: number[] = [];
  for (const { heap, goal, kept, collections = each, hours = 36 } of lives) {
    const count = hours * perHour;
    const levels = { heapAlloc: heap, nextGc: goal, otelOther: kept, gcCount: collections };
    for (const [name, level] of Object.entries(levels)) {
      sizes[name].push(...over(count, (share) => level?.(share, Math.round(share * (count - 1))) ?? NaN));
    }
    ends.push(sizes.gcCount.length);
  }
  const given = Object.entries(sizes).filter(([, values]) => values.some(Number.isFinite));
  const count = sizes.gcCount.length;
  const step = hour / perHour;
  const instances = ends.map((end, k) => {
    const start = ends[k - 1] ?? 0;
    const [from, to] = [start * step, (end - 1) * step];
    return { start, end, from, to, startedAt: from, goVersion: 'go1.22.0' } as CompositionInstance;
  });
  const context = {
    composition: {
      instances,
      ...columns(count, { usage: 1000, limit: NaN, goMemLimit: NaN, processRss: NaN }),
      time: Float64Array.from({ length: count }, (_, i) => i * step),
      need: { low: new Float64Array(count) },
      workload: {
        isSum: false,
        meanOver: 0,
        labels: { pod: 'store-0' },
        terminations: [],
        series: {},
        metrics: { heapAlloc: 'go_memstats_heap_alloc_bytes' },
      },
    },
    series: columns(count, Object.fromEntries(given)),
    kills: lives.map(({ killed }) => (killed ? { isOfProcess: killed === 'process', atLimit: false } : null)),
    settings: settingsOf(),
    step,
    isCompleted: () => false,
    isOver: () => false,
    queries: namedQueries,
  } as never as Context;
  return heapGrowth.detect(context).map(({ from, to, bytes, headline, evidence }) => ({
    from: from / hour,
    to: to / hour,
    mib: Math.round(bytes / MiB),
    headline: headline.id.replace('heap-growth.', ''),
    evidence: evidence.map(({ text }) => plainText(text)),
    promql: evidence[0].promql,
  }));
}

const grows = (share: number) => 200 + 600 * share;
const at =
  (mib: number): Level =>
  () =>
    mib;

describe('heapGrowth after another life', () => {
  const since = (before: Life) => told([before, { heap: grows }]).filter(({ from }) => from > 30);

  it('is none that only comes back to where it was: 80 % of it', () => {
    expect(since({ heap: at(620) })).toHaveLength(1);
    expect(since({ heap: at(660) })).toEqual([]);
  });

  it('is growth where the earlier life was killed, or rose to its own end', () => {
    expect(since({ heap: at(660), killed: 'container' })).toHaveLength(1);
    expect(since({ heap: (share) => 500 + 600 * share })).toHaveLength(1);
    expect(since({ heap: (share) => 500 + 600 * Math.min(0.4, share) })).toEqual([]);
  });

  it('looks at lives before, and at all of them', () => {
    expect(told([{ heap: grows }, { heap: at(700) }]).map(({ from }) => from < 30)).toEqual([true]);
    expect(told([{ heap: at(700) }, { heap: at(300) }, { heap: grows }])).toEqual([]);
  });
});

describe('heapGrowth where OpenTelemetry tells what Go keeps', () => {
  const kept = (goal?: Level) => told([{ kept: grows, goal }]);

  it('needs a goal that follows it for two fifths, where there is one', () => {
    // The lowest of the first and of the last window are not quite the ends of the ramp.
    expect(kept()).toMatchObject([{ mib: 598, promql: '"otelOther"' }]);
    expect(kept((share) => 300 + 260 * share)).toHaveLength(1);
    expect(kept((share) => 300 + 220 * share)).toEqual([]);
    expect(kept(at(300))).toEqual([]);
    expect(told([{ kept: at(300), goal: grows }])).toEqual([]);
  });
});

describe('heapGrowth under a goal that does not move', () => {
  /** Garbage of so many MiB is collected so many times, at equal times; the goal is 1,000 MiB. */
  const collected = (times: number, garbage: number) =>
    told([
      {
        heap: (share) => grows(share) + garbage * ((share * times) % 1),
        goal: at(1000),
      },
    ]);

  it('needs five collections, each of a tenth of the goal', () => {
    expect(collected(30, 180)).toHaveLength(1);
    expect(collected(30, 90)).toEqual([]);
    expect(collected(5, 180)).toHaveLength(1);
    expect(collected(4, 180)).toEqual([]);
  });
});

describe('a pattern of lives that rise until they are killed', () => {
  const short = { hours: 2, killed: 'container' } as const;
  const pattern = (...lives: Life[]) => told(lives).filter(({ headline }) => headline === 'headline-pattern');
  const rising = (from: number, to: number): Level => {
    const perSample = (to - from) / (2 * perHour - 1);
    return (_, i) => from + perSample * i;
  };
  const life: Life = { ...short, heap: rising(100, 400) };

  it('is told of two, over all of them', () => {
    const [one, ...others] = pattern(life, { ...life, heap: rising(80, 420) }, { hours: 2, heap: at(90) });
    expect(others).toEqual([]);
    // Of 119 samples without the last, the last quarter begins at the 91st, the lowest of it.
    expect(one).toMatchObject({ from: 0, mib: 257 });
    expect(one.to).toBeCloseTo(6 - 1 / perHour);
    expect(one.evidence[0]).toMatch(/80\.0 MiB .*337 MiB .*130 MiB\/h/);
    expect(one.evidence[1]).toMatch(/\b2\b/);
  });

  it('is none of one, of processes beside the main one, or of lives that start', () => {
    expect(pattern(life, { hours: 2, heap: at(100) })).toEqual([]);
    expect(pattern(life, { ...life, killed: 'process' })).toEqual([]);
    expect(pattern(life, life, { ...life, killed: 'process', heap: at(100) })).toHaveLength(1);
    const starts: Life = { killed: 'container', hours: 9 / perHour, heap: (share) => 100 + 300 * share };
    expect(pattern(life, life, starts)).toEqual([]);
  });

  it('is none of lives that were never collected', () => {
    expect(pattern(life, { ...life, collections: at(3) })).toEqual([]);
    expect(pattern({ ...life, collections: at(3) }, { ...life, collections: at(3) })).toEqual([]);
  });

  it('is none where one of them did not double, rose by little, or filled and stayed', () => {
    expect(pattern(life, { ...life, heap: rising(100, 225) })).toEqual([]);
    expect(pattern(life, { ...life, heap: rising(100, 300) })).toHaveLength(1);
    expect(pattern(life, { ...life, heap: rising(10, 45) })).toEqual([]);
    const fills = (pace: number) => pattern(life, { ...life, heap: (share) => 100 + 300 * Math.min(1, pace * share) });
    expect(fills(1.8)).toHaveLength(1);
    expect(fills(2.2)).toEqual([]);
  });

  it('leaves out the last sample of a life, which may be of the next, and those that are missing', () => {
    const ends: Level = (share, i) => (i === 2 * perHour - 1 ? 20 : rising(100, 400)(share, i));
    expect(pattern(life, { ...life, heap: ends })).toMatchObject([{ mib: 227 }]);
    const gaps: Level = (share, i) => (i % 5 === 0 ? NaN : rising(100, 400)(share, i));
    expect(pattern(life, { ...life, heap: gaps })).toHaveLength(1);
  });
});
