import type { Composition } from '../../composition/types';
import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { compare, type Quantity } from './comparison';

const levels = (...parts: Array<[number, number]>) => parts.flatMap(([n, value]) => new Array<number>(n).fill(value));
const stepped = (name = 'shop/web-0/web', limit?: number) =>
  composition({ name, limit, layers: { anonymous: levels([10, 100 * MiB], [10, 300 * MiB]) } });
const onset = start + 10 * step;
const end = start + 19 * step;
const row = (result: ReturnType<typeof compare>, quantity: Quantity) =>
  result?.rows.find((one) => one.quantity === quantity);

describe('compare', () => {
  it('takes medians before and after an onset', () => {
    const result = compare(stepped(), finding({ from: onset, to: end }));
    expect(result).toMatchObject({ around: 'onset', beforeName: null });
    expect(row(result, 'usage')).toEqual({ quantity: 'usage', before: 100 * MiB, after: 300 * MiB });
    expect(row(result, 'workingSet')).toMatchObject({ before: 50 * MiB, after: 150 * MiB });
    expect(result?.before).toEqual({ from: onset - 5 * step, to: onset - step, samples: 5 });
    expect(result?.after).toEqual({ from: onset, to: onset + 4 * step, samples: 5 });
  });

  it('does not let one sample decide', () => {
    const spiked = stepped();
    spiked.usage[8] = 10_000 * MiB;
    expect(row(compare(spiked, finding({ from: onset, to: end })), 'usage')?.before).toBe(100 * MiB);
  });

  it('leaves out what is unknown on both sides', () => {
    const names = compare(stepped(), finding({ from: onset, to: end }))?.rows.map(({ quantity }) => quantity);
    expect(names).toEqual(['usage', 'workingSet', 'correctedWorkingSet']);
  });

  it('measures headroom by the corrected working set', () => {
    const result = compare(stepped('a', 400 * MiB), finding({ from: onset, to: end }));
    expect(row(result, 'headroom')).toMatchObject({ before: 325 * MiB, after: 175 * MiB });
  });

  it('knows live heap', () => {
    const live = stepped();
    live.workload.series.heapAlloc = Float64Array.from(levels([10, 7], [10, 9]));
    expect(row(compare(live, finding({ from: onset, to: end })), 'liveHeap')).toMatchObject({ before: 7, after: 9 });
  });

  it('compares both ends of a growth', () => {
    const rising = composition({ layers: { anonymous: Array.from({ length: 40 }, (_, i) => i * MiB) } });
    const result = compare(rising, finding({ id: 'heap-growth', from: start, to: start + 39 * step }));
    expect(result?.around).toBe('growth');
    expect(row(result, 'usage')).toMatchObject({ before: 4.5 * MiB, after: 34.5 * MiB });
  });

  it('says that nothing came before', () => {
    const result = compare(stepped(), finding({ from: start, to: end }));
    expect(result?.before).toBeNull();
    expect(row(result, 'usage')).toMatchObject({ before: NaN, after: 100 * MiB });
  });

  it('takes the pod that a rolling upgrade ended', () => {
    const upgrade = { from: 'go1.11', to: 'go1.15', at: onset };
    const part = (whole: Composition, from: number, to: number): Composition => ({
      ...whole,
      drawn: whole.drawn.map((_, i) => Number(i >= from && i < to)),
      instances: [{ ...whole.instances[0], to: whole.time[to - 1], goVersion: from === 0 ? 'go1.11' : 'go1.15' }],
    });
    const result = compare(part(stepped('new'), 10, 20), finding({ from: onset, to: end, upgrade }), [
      part(stepped('old'), 0, 10),
    ]);
    expect(result).toMatchObject({ around: 'upgrade', beforeName: 'old' });
    expect(row(result, 'usage')).toMatchObject({ before: 100 * MiB, after: 300 * MiB });
  });

  it.each([
    ['a lack of data', finding({ id: 'insufficient-data' })],
    ['an interval without samples', finding({ from: end + step, to: end + 2 * step })],
  ])('has nothing to say of %s', (_, one) => expect(compare(stepped(), one)).toBeNull());
});

describe('compare around', () => {
  it('a kill takes the last samples before it and the first after the restart', () => {
    const killed = stepped('a', 400 * MiB);
    const result = compare(killed, finding({ id: 'oom-killed', from: onset - step, to: onset }));
    expect(result).toMatchObject({ around: 'kill', before: { to: onset - step }, after: { from: onset } });
    expect(row(result, 'usage')).toMatchObject({ before: 100 * MiB, after: 300 * MiB });
  });

  it('a canary takes the stable pod beside it', () => {
    const upgrade = { from: 'go1.11', to: 'go1.15', at: start };
    const stable = stepped('stable');
    stable.instances[0].goVersion = 'go1.11';
    const result = compare(stepped('canary'), finding({ from: start, to: end, upgrade }), [stepped('other'), stable]);
    expect(result).toMatchObject({ around: 'upgrade', beforeName: 'stable' });
  });
});
