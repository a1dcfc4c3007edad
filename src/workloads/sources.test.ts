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
    ['takes the last of two with one timestamp', [...usage([0], 1), ...usage([0], 2)], [[0, 2]]],
  ])('%s', (_, all, expected) => {
    expect(pickedOf(all)).toEqual(expected);
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
