import { recognise } from '../metrics/recognise';
import type { InputFrame } from '../metrics/types';
import { frame } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import { gather } from './gather';

const step = 30;
const labels = { namespace: 'shop', pod: 'cart-0', container: 'cart' };
const restart = 100;
const grid = Array.from({ length: 200 }, (_, i) => i * step);

/**
 * Two lives of a container by `sum by (namespace, pod, container)`: the first of 500 MiB, the second grows to 480 MiB
 * within two minutes; for `stale` samples the sum holds both.
 */
function twoLives(stale: number, { id, low = 480 }: { id?: string; low?: number } = {}): InputFrame[] {
  const usage = grid.map((_, i) => {
    const fresh = Math.min(low, 60 + (i - restart) * 100);
    return Math.round((i < restart ? 500 : fresh + (i < restart + stale ? 500 : 0)) * MiB);
  });
  const started = grid.map((_, i) => (i < restart ? -9000 : restart * step));
  const alloc = grid.map(() => 100 * MiB);
  const of = id ? { ...labels, id } : labels;
  return [
    frame('container_memory_usage_bytes', usage, of, grid),
    frame('go_memstats_sys_bytes', alloc, labels, grid),
    frame('process_start_time_seconds', started, labels, grid),
  ];
}

const judge = (frames: InputFrame[]) => {
  const { workloads, problems } = gather(recognise(frames).series);
  const [{ time, series }] = workloads;
  const most = Math.max(...(series.usage ?? []));
  return { lost: grid.length - time.length, most: most / MiB, codes: problems.map(({ code }) => code) };
};

describe('sums of two lives', () => {
  it.each([3, 6, 9])('are left out for %d samples after the start of the next process, and named', (stale) =>
    expect(judge(twoLives(stale))).toEqual({ lost: stale, most: 500, codes: ['two-lives'] })
  );

  it('are none where each id is told, where the dead one goes at once, or stays longer than Prometheus looks back', () => {
    expect(judge(twoLives(9, { id: '/kubepods/a' }))).toMatchObject({ lost: 0, most: 980 });
    expect(judge(twoLives(0))).toEqual({ lost: 0, most: 500, codes: [] });
    expect(judge(twoLives(40))).toMatchObject({ lost: 0, codes: [] });
  });
});
