import { recognise } from '../metrics/recognise';
import { frame, store } from '../../tests/fixtures/frames';
import { processRuns } from './processes';

const labels = { ...store, instance: '10.0.0.1:8080' };
/** Runs of a target whose process start time is `starts`, s, one per scrape. */
const runsOf = (starts: number[], versions: string[] = []) => {
  const times = starts.map((_, i) => i * 15);
  const info = [...new Set(versions)].map((version) => {
    const at = times.filter((_, i) => versions[i] === version);
    return frame('go_info', Array(at.length).fill(1), { ...labels, version }, at);
  });
  const heap = frame(
    'go_memstats_heap_alloc_bytes',
    starts.map((_, i) => 1000 + i),
    labels
  );
  return processRuns(recognise([frame('process_start_time_seconds', starts, labels), heap, ...info]).series, 'store');
};

describe('processRuns', () => {
  it.each<[string, number[], number[][]]>([
    ['one process', [1, 1, 2, 1, 1], [[0, 4]]],
    [
      'restarts',
      [0, 0, 20, 20, 40],
      [
        [0, 1],
        [2, 3],
        [4, 4],
      ],
    ],
    [
      'a start time that moves back',
      [0, 0, 300, 300, 150],
      [
        [0, 1],
        [2, 3],
        [4, 4],
      ],
    ],
    [
      'a replica that lags behind at a restart',
      [0, 0, 30, 0, 30, 30],
      [
        [0, 1],
        [2, 2],
        [3, 3],
        [4, 5],
      ],
    ],
  ])('splits %s', (_, starts, expected) => {
    const { runs, problems } = runsOf(starts);
    expect(runs.map(({ from, to }) => [from / 15_000, to / 15_000])).toEqual(expected);
    expect(problems).toEqual([]);
  });

  describe('where the clock of the machine is set', () => {
    const starts = Array.from({ length: 40 }, (_, i) => 100_000 + (i < 10 ? 0 : i < 20 ? 0.8 : 3.1));
    const collections = (count: (i: number) => number) => [
      frame('process_start_time_seconds', starts, labels, timesAfterStart),
      frame(
        'go_gc_duration_seconds_count',
        starts.map((_, i) => count(i)),
        labels,
        timesAfterStart
      ),
    ];
    const timesAfterStart = starts.map((_, i) => 100_060 + i * 15);
    const runsIn = (frames: ReturnType<typeof collections>) => processRuns(recognise(frames).series, 'store').runs;

    it('goes on with the process whose counters go on', () => {
      expect(runsIn(collections((i) => 7 + i))).toHaveLength(1);
    });
    it('takes it for another one where a counter begins anew, or none tells', () => {
      expect(runsIn(collections((i) => (i < 20 ? 7 + i : i)))).toHaveLength(2);
      expect(runsIn(collections((i) => 7 + i).slice(0, 1))).toHaveLength(2);
    });
  });

  it('knows a process that is scraped under another address from then on by its start', () => {
    const of = (from: number, instance: string, started: number) => {
      const times = Array.from({ length: 10 }, (_, i) => (from + i) * 15);
      const own = { ...store, instance };
      const heap = times.map((_, i) => 1000 + i);
      const starts = times.map(() => started);
      return [
        frame('go_memstats_heap_alloc_bytes', heap, own, times),
        frame('process_start_time_seconds', starts, own, times),
      ];
    };
    const spans = (frames: ReturnType<typeof of>) =>
      processRuns(recognise(frames).series, 'store').runs.map(({ from, to, series }) => [
        from / 15_000,
        to / 15_000,
        series.get('heapAlloc')?.times.length,
      ]);
    expect(spans([...of(0, '10.0.0.1:8080', 5), ...of(10, 'store-0', 5)])).toEqual([[0, 19, 20]]);
    expect(spans([...of(0, '10.0.0.1:8080', 5), ...of(10, 'store-0', 150)])).toEqual([
      [0, 9, 10],
      [10, 19, 10],
    ]);
  });

  it.each<[string, number[], number[]]>([
    ['counts from nothing', [90, 95, 100, 1, 6, 9], [0, 3]],
    ['starts again twice', [90, 95, 2, 8, 1, 4], [0, 2, 4]],
    ['goes back and forth between two processes', [90, 7, 91, 8, 92, 9], [0]],
    ['goes on', [90, 90, 95, 97, 97, 99], [0]],
  ])('tells a process without start time by a counter that %s', (_, collections, begins) => {
    const times = collections.map((_unused, i) => i * 15);
    const heap = collections.map((_unused, i) => 1000 + i);
    const { runs } = processRuns(
      recognise([
        frame('go_memstats_heap_alloc_bytes', heap, labels, times),
        frame('go_gc_duration_seconds_count', collections, labels, times),
      ]).series,
      'store'
    );
    expect(runs.map(({ from }) => from / 15_000)).toEqual(begins);
  });

  it('takes the version with most samples in a run', () => {
    const { runs } = runsOf([0, 0, 0, 60, 60, 60], ['go1.22', 'go1.22', 'go1.23', 'go1.23', 'go1.23', 'go1.23']);
    expect(runs.map(({ version }) => version)).toEqual(['go1.22', 'go1.23']);
  });

  it.each([
    ['two', (i: number) => (i % 2) * 100],
    ['two at a loose pace', (i: number) => ((i >> 1) % 2) * 100 + (i % 2)],
    ['three', (i: number) => (i % 3) * 100],
  ])('says that %s processes answer one target in turn, and uses none', (_, start) => {
    const { runs, problems } = runsOf(Array.from({ length: 12 }, (_unused, i) => start(i)));
    expect(runs).toEqual([]);
    expect(problems).toEqual([{ code: 'two-go-processes', message: expect.stringContaining('in turn') }]);
  });

  it.each([
    ['of two processes', (i: number) => (i % 2) * 100],
    ['of 500 restarts', (i: number) => Math.floor(i / 22) * 330],
    ['of a restart at every scrape', (i: number) => i * 15],
  ])('takes no longer than reading takes for 11,000 scrapes %s', (_, start) => {
    const began = performance.now();
    runsOf(Array.from({ length: 11_000 }, (_unused, i) => start(i)));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
