import type { Series } from '../metrics/types';
import { frame, store } from '../../tests/fixtures/frames';
import { recognise } from '../metrics/recognise';
import { containerRuns } from './runs';
import { pickSource } from './sources';

const usage = (times: number[], value: number, labels: Record<string, string> = {}): Series[] =>
  recognise([
    frame(
      'container_memory_usage_bytes',
      times.map(() => value),
      { ...store, ...labels },
      times
    ),
  ]).series;
const pickedOf = (all: Series[]) => {
  const series = pickSource(all).get('usage');
  return series ? Array.from(series.times, (t, i) => [t / 1000, series.values[i]]) : null;
};

describe('pickSource', () => {
  const early = usage([0, 15, 30], 1);
  const late = usage([30, 45], 2);
  const latest = usage([60, 75], 3);
  const whole = [
    [0, 1],
    [15, 1],
    [30, 2],
    [45, 2],
    [60, 3],
    [75, 3],
  ];
  it.each<[string, Series[], number[][]]>([
    ['joins parts of a query split in time', [...early, ...late, ...latest], whole],
    ['joins them in any order', [...late, ...latest, ...early], whole],
    [
      'takes the longest of those that overlap',
      [...usage([0, 15], 1), ...usage([0, 15, 30], 2)],
      [
        [0, 2],
        [15, 2],
        [30, 2],
      ],
    ],
    [
      'goes on with one that begins while another is repeated',
      [...usage([0, 15, 30, 45, 60], 1, { uid: 'a' }), ...usage([45, 60, 75], 2, { uid: 'b' })],
      [
        [0, 1],
        [15, 1],
        [30, 1],
        [45, 2],
        [60, 2],
        [75, 2],
      ],
    ],
    ['takes the last of two with one timestamp', [...usage([0], 1), ...usage([0], 2)], [[0, 2]]],
  ])('%s', (_, all, expected) => {
    expect(pickedOf(all)).toEqual(expected);
  });

  it.each<[string, Series[], number[][]]>([
    [
      'goes on by another path where the best one ends, and begins by it',
      [
        ...usage([45, 60, 61, 62], 1, { service: 'kubelet' }),
        ...usage([0, 15, 30], 2, { service: 'old' }),
        ...usage([75, 90, 105], 3, { service: 'new' }),
      ],
      [
        [0, 2],
        [15, 2],
        [30, 2],
        [45, 1],
        [60, 1],
        [61, 1],
        [62, 1],
        [75, 3],
        [90, 3],
        [105, 3],
      ],
    ],
    [
      'fills the hole between paths that say more',
      [
        ...usage([0, 15, 30, 45], 1, { job: 'a' }),
        ...usage([60, 75, 90], 2, { job: 'b' }),
        ...usage([105, 120, 135, 150, 165], 3, { job: 'c' }),
      ],
      Array.from({ length: 12 }, (_, i) => [i * 15, i < 4 ? 1 : i < 7 ? 2 : 3]),
    ],
    [
      'takes nothing of the other of a pair that is scraped half a step later',
      [
        ...usage([0, 15, 30, 45], 1, { prometheus_replica: 'a' }),
        ...usage([7, 22, 37, 52], 2, { prometheus_replica: 'b' }),
      ],
      [
        [0, 1],
        [15, 1],
        [30, 1],
        [45, 1],
      ],
    ],
  ])('%s', (_, all, expected) => {
    expect(pickedOf(all)).toEqual(expected);
  });

  it('goes on without id where the scrape begins to drop it, and takes what lingers for no life', () => {
    const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => 60 * (from + i));
    const runsOf = (...all: Series[][]) =>
      containerRuns(all.flat(), 'store').runs.map(({ aliveFrom, aliveTo }) =>
        [aliveFrom, aliveTo].map((t) => Math.floor(t / 60_000))
      );
    const own = { id: '/kubepods/a', name: 'k8s_store' };
    expect(runsOf(usage(minutes(0, 60), 1, own), usage(minutes(60, 120), 1))).toEqual([[0, 119]]);
    expect(runsOf(usage(minutes(0, 60), 1, own), usage(minutes(60, 120), 1, { name: 'k8s_store' }))).toEqual([
      [0, 119],
    ]);
    expect(runsOf(usage(minutes(60, 120), 1, own), usage(minutes(0, 60), 1))).toEqual([[0, 119]]);
    expect(runsOf(usage(minutes(0, 60), 1, own), usage(minutes(0, 64), 1))).toEqual([[0, 59]]);
  });

  it('loses no sample of thousands of paths, and is fast', () => {
    const all = Array.from({ length: 4000 }, (_, i) =>
      usage([i * 45, i * 45 + 15, i * 45 + 30], i, { job: `${i}` })
    ).flat();
    const began = performance.now();
    expect(pickSource(all).get('usage')?.times).toHaveLength(12_000);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it.each([
    ['same times', () => 0],
    ['times that follow each other', (i: number) => i * 60],
  ])('is fast for 20,000 series with %s', (_, from) => {
    const all = Array.from({ length: 20_000 }, (_unused, i) =>
      usage([from(i), from(i) + 15], i, { extra: `${i}` })
    ).flat();
    const began = performance.now();
    containerRuns(all, 'store');
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

it('containerRuns counts the outermost of nested cgroups, however deep', () => {
  const ids = ['/a/b', '/a/b/c/d', '/a/bc', '/a/b/'];
  const all = ids.flatMap((id, k) => usage([k * 600, k * 600 + 15], 1, { id }));
  expect(containerRuns(all, 'store').runs.map(({ id }) => id)).toEqual(['/a/b', '/a/bc']);
});
