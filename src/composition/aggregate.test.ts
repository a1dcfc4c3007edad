import { composition, start, step } from '../../tests/fixtures/panel/fixture';
import { aggregate, type Aggregation } from './aggregate';
import { sharedGrid, type SharedGrid } from './sharedGrid';
import { onlyVersion, versionRuns, versionsOf } from './versionRuns';

const old = { goVersion: 'go1.11.13' };
const a = composition({ name: 'a', layers: { 'heap-objects': [10, 20, 30, 40], 'lazily-freed': [0, 0, 0, 0] } });
const b = composition({ name: 'b', layers: { 'heap-objects': [1, 2, 3, 4], kernel: [5, 5, 5, 5] } });
const c = composition({ name: 'c', layers: { 'heap-objects': [7, 7, NaN, 7], 'lazily-freed': [90, 90, NaN, 90] } });
const values = (made: Float64Array | undefined) => Array.from(made ?? []);
const layer = (how: Aggregation, id: string, members = [a, b, c]) =>
  values(aggregate(members, how, 'all')?.composition.layers.find((one) => one.id === id)?.values);

describe('aggregate', () => {
  it('sums what was composed before, and says how many are in it', () => {
    const sum = aggregate([a, b, c], 'sum', 'all');
    expect(values(sum?.composition.usage)).toEqual([113, 124, 38, 146]);
    expect(Array.from(sum?.counts ?? [])).toEqual([3, 3, 2, 3]);
    expect(layer('sum', 'kernel')).toEqual([5, 5, 5, 5]);
    expect(sum?.composition.workload.name).toBe('all');
  });

  it('takes for the worst at each time the one that needs most, as a whole', () => {
    const worst = aggregate([a, b, c], 'worst', 'all');
    expect(Array.from(worst?.worst ?? [])).toEqual([2, 2, 0, 2]);
    expect(values(worst?.composition.usage)).toEqual([97, 97, 30, 97]);
    expect(layer('worst', 'kernel')).toEqual([0, 0, 0, 0]);
  });

  it('is typical in medians that add up to the median of usage', () => {
    const typical = aggregate([a, b, c], 'typical', 'all')?.composition;
    const sums = values(typical?.time).map((_, k) =>
      (typical?.layers ?? []).reduce((sum, one) => sum + one.values[k], 0)
    );
    // Usage is 10, 6 and 97; 20, 7 and 97; 30 and 8; 40, 9 and 97.
    [10, 20, 19, 40].forEach((median, k) => {
      expect(sums[k]).toBeCloseTo(median, 9);
      expect(typical?.usage[k]).toBeCloseTo(median, 9);
    });
  });

  it.each<Aggregation>(['sum', 'typical', 'worst'])('keeps the edges of classes (%s)', (how) => {
    const made = aggregate([a, b, c], how, 'all')?.composition;
    const reclaimable = made?.layers.find(({ id }) => id === 'lazily-freed')?.values ?? new Float64Array(4);
    made?.correctedWorkingSet.forEach((bytes, k) => expect(bytes).toBeCloseTo(made.usage[k] - reclaimable[k], 9));
    expect(made?.layers.every((one) => one.values.every((bytes) => bytes >= 0))).toBe(true);
  });

  it('does not know the sum of what one of them does not know', () => {
    const limited = composition({ name: 'd', layers: { 'heap-objects': [1, 1, 1, 1] }, limit: 100 });
    const limit = (members: Array<typeof a>) => values(aggregate(members, 'sum', 'all')?.composition.limit);
    expect(limit([limited, limited])).toEqual([200, 200, 200, 200]);
    expect(limit([limited, a])).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('never counts one workload twice, nor one that has ended', () => {
    const shifted = composition({
      name: 's',
      layers: { 'heap-objects': [100, 100, 100] },
      // Two samples within one step: the later one counts.
      time: [start + 1000, start + 2000, start + step + 1000],
    });
    const sum = aggregate([a, shifted], 'sum', 'all');
    expect(values(sum?.composition.usage)).toEqual([110, 120, 30, 40]);
    expect(Array.from(sum?.counts ?? [])).toEqual([2, 2, 1, 1]);
  });

  it('takes for the worst the first of equals, and who has no corrected working set by its usage', () => {
    const unknown = composition({ name: 'u', layers: { kernel: [35, 5, 36, 1] } });
    unknown.correctedWorkingSet = unknown.correctedWorkingSet.map(() => NaN);
    expect(Array.from(aggregate([a, a], 'worst', 'all')?.worst ?? [])).toEqual([0, 0, 0, 0]);
    // Three quarters of 10, 20, 30 and 40 are known of the other.
    expect(Array.from(aggregate([unknown, a], 'worst', 'all')?.worst ?? [])).toEqual([0, 1, 0, 1]);
  });

  it.each<Aggregation>(['sum', 'typical', 'worst'])('leaves out the times where nobody is drawn (%s)', (how) => {
    const gap = composition({ layers: { kernel: [1, NaN, 3] } });
    const made = aggregate([gap, gap], how, 'all');
    expect(values(made?.composition.time)).toEqual([start, start + 2 * step]);
    expect(Array.from(made?.composition.drawn ?? [])).toEqual([1, 1]);
    expect(made?.composition.samples).toBe(2);
    expect(Array.from(made?.worst ?? [])).toEqual(how === 'worst' ? [0, 0] : [-1, -1]);
  });

  it('has only the layers that somebody has', () =>
    expect(aggregate([a, b], 'sum', 'all')?.composition.layers.map(({ id }) => id)).toEqual([
      'heap-objects',
      'kernel',
      'lazily-freed',
    ]));

  it('is typical where nobody has a byte', () => {
    const none = composition({ layers: { kernel: [0, 4] } });
    expect(layer('typical', 'kernel', [none, none])).toEqual([0, 4]);
  });

  it('needs what its classes say, and knows what was freed lazily as they do', () => {
    const freed = (estimate: number) => {
      const one = composition({ layers: { 'heap-objects': [5, 5], other: [3, 3], 'lazily-freed': [9, 9] } });
      const column = (bytes: number) => Float64Array.of(bytes, NaN);
      return { ...one, lazilyFreed: { estimate: column(estimate), floor: column(1), ceiling: column(20) } };
    };
    const sum = aggregate([freed(9), freed(8)], 'sum', 'all')?.composition;
    expect(values(sum?.need.low)).toEqual([10, 10]);
    expect(values(sum?.need.high)).toEqual([16, 16]);
    expect(values(sum?.lazilyFreed.estimate)).toEqual([17, NaN]);
    expect(values(sum?.lazilyFreed.floor)).toEqual([2, NaN]);
    expect(values(sum?.lazilyFreed.ceiling)).toEqual([40, NaN]);
    expect(values(sum?.fileListExcess)).toEqual([NaN, NaN]);
    expect(sum?.workload.terminations).toEqual([]);
    expect(sum?.most).toEqual({ other: Infinity, outside: Infinity });
  });

  it('is nothing of nothing', () => {
    expect(aggregate([], 'sum', 'all')).toBeNull();
    expect(aggregate([composition({ layers: { kernel: [NaN] } })], 'sum', 'all')).toBeNull();
  });
});

describe('versions', () => {
  const before = composition({ name: 'old', layers: { kernel: [1, 1, NaN, NaN] }, instances: [{ ...old, end: 2 }] });
  const after = composition({ name: 'new', layers: { kernel: [NaN, 2, 2, 2] }, instances: [{ start: 1 }] });
  const inPlace = composition({
    layers: { kernel: [1, 1, 3, 3] },
    instances: [{ ...old, end: 2 }, { start: 2 }],
  });

  it('are in order of time', () =>
    expect(versionsOf([after, before])).toEqual([
      { version: 'go1.11.13', from: start },
      { version: 'go1.15.15', from: start + step },
    ]));

  it('make the runs of what stands for many: a rollout is a change', () => {
    const runs = aggregate([before, after], 'sum', 'all')?.composition.instances ?? [];
    expect(runs.map((run) => [run.goVersion, run.start, run.end, run.startedAt])).toEqual([
      ['go1.11.13', 0, 1, start],
      ['go1.15.15', 1, 4, start + step],
    ]);
  });

  it('are no change where the first was seen, or the second within a step', () => {
    const soon = composition({ layers: { kernel: [1, 1, 1] }, instances: [{ ...old, end: 1 }, { start: 1 }] });
    const versions = (members: Array<typeof a>, step: number) =>
      versionRuns(members, { ...(sharedGrid(members) as SharedGrid), step }).map((run) => [
        run.goVersion,
        run.start,
        run.end,
        run.from,
        run.to,
        run.startedAt,
        run.untouchedBallast,
      ]);
    const [first, second, third] = [start, start + step, start + 2 * step];
    expect(versions([soon], step)).toEqual([
      ['go1.11.13', 0, 1, first, first, first, false],
      ['go1.15.15', 1, 3, second, third, second, false],
    ]);
    expect(versions([soon], step + 1)).toEqual([['go1.11.13', 0, 3, first, third, first, false]]);
  });

  it('may not be known', () => {
    const nameless = composition({ layers: { kernel: [1, 1] }, instances: [{ goVersion: null }] });
    expect(versionsOf([nameless])).toEqual([]);
    expect(aggregate([nameless], 'sum', 'all')?.composition.instances).toMatchObject([{ goVersion: null, end: 2 }]);
  });

  it('side by side from the beginning are no change', () => {
    const canary = composition({ layers: { kernel: [1, 1, 1, 1] }, instances: [old] });
    expect(aggregate([canary, a], 'sum', 'all')?.composition.instances).toHaveLength(1);
  });

  it('can be looked at alone', () => expect(Array.from(onlyVersion(inPlace, 'go1.15.15').drawn)).toEqual([0, 0, 1, 1]));
});

describe('sharedGrid', () => {
  it('does not move when the range does', () => {
    const part = { ...a, drawn: Uint8Array.from([0, 1, 1, 1]) };
    expect(values(sharedGrid([part])?.time)).toEqual(values(sharedGrid([a])?.time.slice(1)));
  });

  it('takes the largest step', () => {
    const coarse = composition({ layers: { kernel: [1, 2] }, time: [start, start + 4 * step] });
    coarse.workload.step = 4 * step;
    const grid = sharedGrid([a, coarse]);
    expect(grid?.step).toBe(4 * step);
    expect(values(grid?.time)).toEqual([start, start + 4 * step]);
    expect(grid?.index.map((index) => Array.from(index))).toEqual([
      [3, -1],
      [0, 1],
    ]);
  });
});
