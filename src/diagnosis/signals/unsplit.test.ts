import { columns, inMiB, type Sizes } from '../../../tests/fixtures/columns';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { pickOf, unsplitOf } from './unsplit';

const count = 6;

interface Given {
  series: Partial<Record<Role, Sizes>>;
  retained?: Sizes;
  excess?: Sizes;
  version?: string;
  killed?: boolean;
}

function told({ series, retained, excess, version = 'go1.22.1', killed = false }: Given) {
  const known = columns(count, series);
  const composition = {
    ...columns(count, { retained: retained ?? NaN, fileListExcess: excess ?? NaN, usage: 1000 }),
    goMissing: new Uint8Array(count),
    workload: { series: known },
  };
  const instance = { start: 0, end: count, goVersion: version } as CompositionInstance;
  const context = {
    series: known,
    composition: { ...composition, instances: [instance, instance] },
    kills: [killed ? { atLimit: true } : null, { atLimit: false }],
    settings: settingsOf(),
  } as never as Context;
  const found = unsplitOf(context, instance, 1);
  return found && { kind: found.kind, formula: found.formula, values: inMiB(found.values), pick: pickOf(found) };
}

describe('unsplitOf', () => {
  const all = { rss: 300, processAnon: 280, processRss: 310, usage: 500, cache: 150, workingSet: 400 } as const;
  const without = (...roles: Role[]) =>
    told({ series: Object.fromEntries(Object.entries(all).filter(([role]) => !roles.includes(role as Role))) });

  it('is the narrowest of what no Go series splits', () => {
    expect(without()).toMatchObject({ kind: 'anonymous', values: Array(count).fill(300), pick: 'low' });
    expect(without('rss')).toMatchObject({ kind: 'anonymous', formula: 'processAnon', values: Array(count).fill(280) });
    const ofContainer: Role[] = ['rss', 'processAnon'];
    expect(without(...ofContainer)).toMatchObject({ kind: 'resident', formula: 'processRss' });
    expect(without(...ofContainer, 'processRss')).toMatchObject({ kind: 'not-cache', values: Array(count).fill(350) });
    const noUsage: Role[] = [...ofContainer, 'processRss', 'usage'];
    expect(without(...noUsage)).toMatchObject({ kind: 'not-cache', values: Array(count).fill(250) });
    expect(without(...noUsage, 'cache')).toMatchObject({ kind: 'working-set', formula: 'workingSet' });
    expect(without(...ofContainer, 'processRss', 'cache', 'workingSet')).toMatchObject({ kind: 'usage' });
    expect(told({ series: {} })).toBeNull();
  });

  it('leaves out of rss what was freed lazily, unless a kill at the limit took that', () => {
    const freed = { series: { rss: 300, workingSet: 200 }, excess: [0, 50, -20, NaN, 100, 0] };
    expect(told(freed)?.values).toEqual([300, 250, 300, 300, 200, 300]);
    expect(told(freed)?.formula).not.toBe('rss');
    expect(told({ series: { rss: 300 }, excess: 50 })?.formula).toBe('rss');
    expect(told({ ...freed, killed: true })).toMatchObject({ formula: 'rss', values: Array(count).fill(300) });
  });

  it('is with what is in swap', () => {
    expect(told({ series: { rss: 300, swap: [0, 50, 50, NaN, 50, 100] }, excess: 20 })?.values).toEqual([
      300, 350, 350, 300, 350, 400,
    ]);
    expect(told({ series: { rss: 300, swap: [0, 50, 50, 50, 50, 0] }, excess: 20 })?.values[1]).toBe(280);
  });

  describe('beside Go', () => {
    it('is what working set holds beside it, or beside its process', () => {
      expect(told({ series: { workingSet: 500 }, retained: 200 })).toMatchObject({
        kind: 'beside-go',
        values: Array(count).fill(300),
        pick: 'middle',
      });
      expect(told({ series: { workingSet: 500, processRss: 350 }, retained: 200 })?.values[2]).toBe(150);
      expect(told({ series: { workingSet: 500, processRss: 150 }, retained: 200 })?.values[2]).toBe(300);
      expect(told({ series: { workingSet: 100 }, retained: 200 })?.values[2]).toBe(0);
    });

    it('is split by rss, unknown without working set, and hidden where Go frees lazily', () => {
      expect(told({ series: { workingSet: 500, rss: 300 }, retained: 200 })).toBeNull();
      expect(told({ series: { usage: 500 }, retained: 200 })).toBeNull();
      expect(told({ series: { workingSet: 500 }, retained: 200, version: 'go1.15.15' })).toBeNull();
    });
  });
});
