import { finding } from '../../../tests/fixtures/panel/fixture';
import { fleetRow } from '../../../tests/fixtures/panel/fleet';
import { MiB } from '../../metrics/units';
import { defaultSort, filterRows, sortRows, type SortKey } from './order';

const headline = (id: string) => ({ id, values: {} });
const killed = finding({ id: 'oom-killed', severity: 'critical', headline: headline('oom-killed.headline'), bytes: 1 });
const growth = finding({
  id: 'heap-growth',
  severity: 'warning',
  headline: headline('heap-growth.headline'),
  bytes: 5,
});
const freed = finding({ severity: 'warning', bytes: 900 });
const freedButKilled = finding({ severity: 'warning', headline: headline('lazily-freed.headline-killed'), bytes: 3 });
const small = finding({ id: 'idle-heap', headline: headline('idle-heap.headline'), bytes: 1 });
const lack = finding({ id: 'insufficient-data', headline: headline('insufficient-data.headline'), bytes: 9999 });

const rows = [
  fleetRow({ key: 'healthy' }),
  fleetRow({ key: 'lacking', verdict: lack }),
  fleetRow({ key: 'idle', verdict: small }),
  fleetRow({ key: 'freed', verdict: freed }),
  fleetRow({ key: 'freed-killed', verdict: freedButKilled }),
  fleetRow({ key: 'growing', verdict: growth }),
  fleetRow({ key: 'killed', verdict: killed }),
];
const keys = (list: ReadonlyArray<{ key: string }>) => list.map(({ key }) => key);

describe('sortRows', () => {
  const urgent = ['killed', 'growing', 'freed-killed', 'freed', 'idle', 'healthy', 'lacking'];

  it('begins with what needs action: severity, then causes before reassurances, then bytes', () =>
    expect(keys(sortRows(rows, defaultSort))).toEqual(urgent));

  it('turns that order round', () =>
    expect(keys(sortRows(rows, { key: 'rank', descending: false }))).toEqual([...urgent].reverse()));

  it('takes the larger first among the healthy, and names in the order of their numbers', () => {
    const healthy = [
      fleetRow({ key: 'a', name: 'web-10', usage: 1 }),
      fleetRow({ key: 'b', name: 'web-9', usage: 1 }),
      fleetRow({ key: 'c', name: 'web-11', usage: 2 }),
    ];
    expect(keys(sortRows(healthy, defaultSort))).toEqual(['c', 'b', 'a']);
    expect(keys(sortRows(healthy, { key: 'name', descending: false }))).toEqual(['b', 'a', 'c']);
  });

  it.each<[SortKey, boolean, string[]]>([
    ['usage', true, ['big', 'small', 'unknown']],
    ['usage', false, ['small', 'big', 'unknown']],
    ['lazilyFreed', true, ['small', 'big', 'unknown']],
    ['need', true, ['small', 'big', 'unknown']],
    ['version', false, ['big', 'small', 'unknown']],
    ['restarts', true, ['small', 'big', 'unknown']],
  ])('sorts by %s (descending: %s), the unknown last', (key, descending, expected) => {
    const some = [
      fleetRow({ key: 'unknown', usage: NaN, goVersion: null, restarts: 0 }),
      fleetRow({
        key: 'small',
        usage: MiB,
        lazilyFreed: { estimate: 2, floor: 1, ceiling: 3 },
        need: { low: 8, high: 9 },
        limit: 10,
        goVersion: 'go1.15.15',
        kills: 1,
        restarts: 1,
      }),
      fleetRow({
        key: 'big',
        usage: 2 * MiB,
        lazilyFreed: { estimate: 1, floor: 1, ceiling: 3 },
        need: { low: 20, high: 30 },
        limit: 100,
        goVersion: 'go1.9',
        restarts: 7,
      }),
    ];
    expect(keys(sortRows(some, { key, descending }))).toEqual(expected);
  });
});

describe('filterRows', () => {
  const said = () => 'Growing live heap';
  const pods = [
    fleetRow({ key: 'a', name: 'shop/web-0', labels: { node: 'n1' }, verdict: growth }),
    fleetRow({ key: 'b', name: 'shop/db-0', labels: { node: 'n2' }, verdict: lack }),
  ];

  it.each([
    ['', false, ['a', 'b']],
    ['WEB', false, ['a']],
    ['shop n2', false, ['b']],
    ['live heap', false, ['a', 'b']],
    ['nothing', false, []],
    ['', true, ['a']],
  ])('finds "%s" (only findings: %s)', (text, onlyFindings, expected) =>
    expect(keys(filterRows(pods, { text, onlyFindings }, said))).toEqual(expected)
  );
});
