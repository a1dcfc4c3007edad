import type { InputFrame } from '../../metrics/types';
import { find, flat, over, textOf } from '../../../tests/fixtures/diagnosis';
import { container, frame, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

describe('oom-killed', () => {
  const run = (start: number, id: string) =>
    container(
      over(60, (share) => ({
        ...flat,
        usage: (200 + 790 * share) * MiB,
        workingSet: (195 + 790 * share) * MiB,
        rss: (190 + 790 * share) * MiB,
      })),
      {
        start,
        id,
        limit: 1000 * MiB,
      }
    );
  const reason = (name: string) =>
    frame(
      'kube_pod_container_status_last_terminated_reason',
      Array(60).fill(1),
      { ...store, reason: name },
      Array.from({ length: 60 }, (_, i) => 900 + 15 * i)
    );
  const two = [...run(0, '/kubepods/a/1'), ...run(900, '/kubepods/a/2')];

  it('is proven by the reason', () => {
    expect(find([...two, reason('OOMKilled')], 'oom-killed')).toMatchObject({
      confidence: 'proven',
      severity: 'critical',
    });
  });
  it('ends with the samples where it is reported when there are no more', () => {
    const late = frame(
      'kube_pod_container_status_last_terminated_reason',
      Array(9).fill(1),
      { ...store, reason: 'OOMKilled' },
      Array.from({ length: 9 }, (_, i) => 930 + 15 * i)
    );
    expect(find([...run(0, '/kubepods/a/1'), late], 'oom-killed')).toMatchObject({ to: 59 * 15_000 });
  });
  it('is possible by the level alone', () => {
    expect(find(two, 'oom-killed')).toMatchObject({ confidence: 'possible' });
  });
  it('is not claimed where the version changed: that restart was a rollout', () => {
    const upgraded = [
      ...container(
        over(60, () => ({ ...flat, usage: 960 * MiB, rss: 950 * MiB, workingSet: 955 * MiB })),
        {
          id: '/kubepods/a/1',
          limit: 1000 * MiB,
          version: 'go1.22.1',
        }
      ),
      ...container(
        over(60, () => flat),
        { id: '/kubepods/a/2', start: 900, limit: 1000 * MiB, version: 'go1.23.1' }
      ),
    ];
    expect(find(upgraded, 'oom-killed')).toBeUndefined();
  });
  it('is not claimed where usage was high and the need was not', () => {
    const reclaimable = (start: number, id: string) =>
      container(
        over(60, () => ({ ...flat, usage: 990 * MiB, cache: 790 * MiB })),
        { start, id, limit: 1000 * MiB }
      );
    expect(
      find([...reclaimable(0, '/kubepods/a/1'), ...reclaimable(900, '/kubepods/a/2')], 'oom-killed')
    ).toBeUndefined();
  });
  it('is not claimed where another reason is known', () => {
    expect(find([...two, reason('Error')], 'oom-killed')).toBeUndefined();
  });

  /** A restart of a container that is nowhere near its limit, at `at` s. */
  const restartAt = (at: number) => [
    ...container(
      over(at / 15, () => flat),
      { id: '/kubepods/a/1', limit: 1000 * MiB }
    ),
    ...container(
      over(60, () => flat),
      { id: '/kubepods/a/2', start: at, limit: 1000 * MiB }
    ),
  ];
  const reported = (name: string, from: number, to: number) =>
    frame(
      'kube_pod_container_status_last_terminated_reason',
      Array(to - from).fill(1),
      { ...store, reason: name, job: 'kube-state-metrics' },
      Array.from({ length: to - from }, (_, i) => (from + i) * 15)
    );
  it.each<[string, Array<[string, number, number]>, boolean]>([
    [
      'an old kill whose reason ends with the restart',
      [
        ['OOMKilled', 0, 30],
        ['Error', 30, 60],
      ],
      false,
    ],
    [
      'an old kill whose reason ends one sample later',
      [
        ['OOMKilled', 0, 31],
        ['Error', 31, 60],
      ],
      false,
    ],
    [
      'an old kill whose reason ends two samples later',
      [
        ['OOMKilled', 0, 32],
        ['Error', 32, 60],
      ],
      false,
    ],
    [
      'an old kill whose reason lingers beside the new one',
      [
        ['OOMKilled', 0, 40],
        ['Error', 31, 60],
      ],
      false,
    ],
    ['an old kill of a pod that is gone', [['OOMKilled', 0, 30]], false],
    [
      'a kill after an error',
      [
        ['Error', 0, 31],
        ['OOMKilled', 31, 60],
      ],
      true,
    ],
    [
      'a kill before the new container came, after back-off',
      [
        ['Error', 0, 25],
        ['OOMKilled', 25, 60],
      ],
      true,
    ],
    ['a kill after a kill', [['OOMKilled', 0, 60]], true],
    [
      'a kill, then an error soon after',
      [
        ['OOMKilled', 30, 60],
        ['Error', 0, 29],
      ],
      true,
    ],
  ])('takes the reason in force after the restart: %s', (_, reasons, killed) => {
    const frames = reasons.map(([name, from, to]) => reported(name, from, to));
    for (const order of [frames, [...frames].reverse()]) {
      expect(find([...restartAt(450), ...order], 'oom-killed') !== undefined).toBe(killed);
    }
  });
  it('takes no reason that goes on where no restart was counted', () => {
    const counter = frame('kube_pod_container_status_restarts_total', Array(90).fill(3));
    const killed = (frames: InputFrame[]) => find([...restartAt(450), counter, ...frames], 'oom-killed');
    expect(killed([reported('OOMKilled', 0, 60)])).toBeUndefined();
    expect(killed([reported('OOMKilled', 30, 60)])).toBeDefined();
  });

  it('reads the counter of restarts on whatever instants it was scraped', () => {
    for (const offset of [0, 4, 11]) {
      const times = Array.from({ length: 130 }, (_, i) => i * 15 + offset);
      const counter = frame(
        'kube_pod_container_status_restarts_total',
        times.map(() => 2),
        store,
        times
      );
      expect(find([...two, counter], 'oom-killed')).toBeUndefined();
    }
  });

  it('says "probably" where only the level speaks for it', () => {
    expect(textOf(find(two, 'oom-killed'))).toMatch(/was probably OOM-killed before .*: at least 9\d % of the limit/);
  });
  it.each([
    ['did not count it', () => 2, false],
    ['counted it', (i: number) => (i < 61 ? 2 : 3), true],
    ["is another pod's", (i: number) => (i < 60 ? 2 : 0), false],
    ['is not known before it', (i: number) => (i < 60 ? NaN : 2), true],
  ])('by level asks the counter of restarts, which %s', (_, value, killed) => {
    const counter = frame(
      'kube_pod_container_status_restarts_total',
      Array.from({ length: 120 }, (_unused, i) => value(i))
    );
    expect(find([...two, counter], 'oom-killed') !== undefined).toBe(killed);
  });
  it('is not claimed by level for cache in active use: a rollout ends such a container at its limit too', () => {
    const mapped = { ...flat, usage: 990 * MiB, workingSet: 970 * MiB, rss: 300 * MiB, cache: 680 * MiB };
    const rollout = [0, 900].flatMap((start, k) =>
      container(
        over(60, () => mapped),
        { start, id: `/kubepods/${k}/1`, limit: 1000 * MiB }
      )
    );
    expect(find(rollout, 'oom-killed')).toBeUndefined();
    expect(find(rollout, 'oom-risk')).toMatchObject({ confidence: 'possible' });
  });
  it('leads to a risk that states the number it was judged by', () => {
    const mapped = { ...flat, usage: 300 * MiB, workingSet: 290 * MiB, rss: 280 * MiB, cache: 20 * MiB };
    const end = { ...flat, usage: 990 * MiB, workingSet: 970 * MiB, rss: 300 * MiB, cache: 680 * MiB };
    const frames = [
      ...container([...over(58, () => mapped), end, end], { id: '/kubepods/a/1', limit: 1000 * MiB }),
      ...container(
        over(60, () => mapped),
        { start: 900, id: '/kubepods/a/2', limit: 1000 * MiB }
      ),
      reason('OOMKilled'),
    ];
    const risk = find(frames, 'oom-risk');
    expect(risk).toMatchObject({ confidence: 'likely', severity: 'warning' });
    expect(textOf(risk)).toMatch(/filled its memory limit until the kernel killed in it/);
  });
});
