import type { DataFrame } from '@grafana/data';

import { composition, step, start } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import type { Composition } from '../../composition/types';
import type { WorkloadModel } from '../../model';
import { makeFormatters } from '../formatting';
import { compareMarkdown, compareTexts } from './compareTexts';
import { compareLayers } from './layers';
import { brushedKey, pastKey } from './other';
import { othersOf } from './others';
import { pastOf } from './past';

const formatters = makeFormatters('utc', 20 * step);
const flat = (name: string, bytes: number) =>
  composition({ name, layers: { anonymous: new Array<number>(20).fill(bytes) } });
const rising = composition({
  name: 'shop/web-0/web',
  layers: { anonymous: Array.from({ length: 20 }, (_, i) => i * MiB) },
});
const alone = { workloads: [], past: null, brushed: [] };
const modelOf = (one: Composition): WorkloadModel => ({ workload: one.workload, composition: one, findings: [] });

describe('compareLayers', () => {
  it('takes medians over the samples that are drawn, and leaves out layers that neither has', () => {
    const [layer, usage] = compareLayers(flat('a', 100 * MiB), rising);
    expect(layer).toEqual({ what: { layer: 'anonymous' }, other: 100 * MiB, own: 9.5 * MiB });
    expect(usage).toMatchObject({ what: { quantity: 'usage' }, other: 100 * MiB });
    expect(compareLayers(flat('a', MiB), rising).filter(({ what }) => 'layer' in what)).toHaveLength(1);
  });

  it('counts a layer that only one side has as nothing on the other, and Go as unknown where it is not known', () => {
    const withHeap = composition({ name: 'b', layers: { 'heap-objects': new Array<number>(20).fill(MiB) } });
    const rows = compareLayers(flat('a', MiB), withHeap);
    expect(rows.find(({ what }) => 'layer' in what && what.layer === 'anonymous')).toMatchObject({ own: 0 });
    const unknown = { ...flat('a', MiB), goMissing: new Uint8Array(20).fill(1) };
    const heap = compareLayers(unknown, withHeap).find(({ what }) => 'layer' in what && what.layer === 'heap-objects');
    expect(heap?.other).toBeNaN();
  });
});

describe('othersOf', () => {
  it('offers the past first, then both ends of the range, then other workloads, those of the owner first', () => {
    const foreign = flat('shop/api-0/api', MiB);
    const own = { ...rising, workload: { ...rising.workload, key: 'own', ownerKey: 'web' } };
    const sibling = {
      ...flat('shop/web-1/web', MiB),
      workload: { ...rising.workload, key: 'sibling', ownerKey: 'web' },
    };
    const past = { composition: flat('shop/web-0/web', 5 * MiB), ago: 86_400_000 };
    const others = othersOf(own, { workloads: [foreign, own, sibling].map(modelOf), past, brushed: [] }, formatters);
    expect(others.map(({ key }) => key)).toEqual([pastKey, ':ends', 'sibling', foreign.workload.key]);
    expect(others[0].name).toBe('The same, 1 day before');
  });

  it('compares the first quarter of the range with the last', () => {
    const [ends] = othersOf(rising, alone, formatters);
    expect(compareLayers(ends.other, ends.own)[0]).toMatchObject({ other: 2 * MiB, own: 17 * MiB });
    expect(ends.outline).toBeNull();
  });

  it('compares a span that was chosen with the rest, and a second one with the first, in order of time', () => {
    const at = (first: number, last: number) => ({ from: rising.time[first], to: rising.time[last] });
    const brushedBy = (...brushed: Array<ReturnType<typeof at>>) =>
      othersOf(rising, { ...alone, brushed }, formatters).filter(({ key }) => key === brushedKey);
    const [one] = brushedBy(at(10, 14));
    expect(compareLayers(one.other, one.own)[0]).toMatchObject({ other: 7 * MiB, own: 12 * MiB });
    const [two] = brushedBy(at(10, 14), at(0, 4));
    expect(compareLayers(two.other, two.own)[0]).toMatchObject({ other: 2 * MiB, own: 12 * MiB });
    expect(two.spans).toEqual([at(0, 4), at(10, 14)]);
    expect(brushedBy({ from: 0, to: 1 })).toEqual([]);
  });

  it('draws the usage of another workload', () => {
    const others = othersOf(rising, { ...alone, workloads: [modelOf(flat('shop/web-1/web', 7 * MiB))] }, formatters);
    const ghost = others[others.length - 1].outline;
    expect(ghost?.name).toBe('Usage: shop/web-1/web');
    expect(ghost?.values[3]).toBe(7 * MiB);
    expect(ghost?.time[0]).toBe(start);
  });
});

describe('compareMarkdown', () => {
  it('is a table that survives hostile names', () => {
    const [ends] = othersOf(rising, alone, formatters);
    const text = compareMarkdown(compareTexts({ ...ends, name: 'a|b' }, formatters));
    const lines = text.split('\n').filter((line) => line.startsWith('|'));
    expect(lines[0]).toBe('| Quantity | Compared | Shown | Change |');
    expect(lines[2]).toBe('| Anonymous memory | 2 MiB | 17 MiB | +15 MiB |');
  });
});

describe('pastOf', () => {
  const frame = (meta?: DataFrame['meta']): DataFrame => ({ fields: [], length: 0, refId: 'A', meta });

  it('takes the frames of a time comparison as frames of the present', () => {
    const shifted = frame({ timeCompare: { diffMs: -3_600_000, isTimeShiftQuery: true }, custom: { kept: true } });
    const past = pastOf([frame(), shifted]);
    expect(past?.ago).toBe(3_600_000);
    expect(past?.frames).toHaveLength(1);
    expect(past?.frames[0].meta).toMatchObject({ custom: { kept: true }, timeCompare: undefined });
  });

  it('is nothing without one', () => {
    expect(pastOf([frame()])).toBeNull();
  });
});
