import { finding } from '../../../tests/fixtures/panel/fixture';
import { fleetRow } from '../../../tests/fixtures/panel/fleet';
import { MiB } from '../../metrics/units';
import { makeFormatters } from '../formatting';
import { fleetCsv, fleetMarkdown } from './fleetTable';

const rows = [
  fleetRow({
    name: 'shop/web|0/web',
    verdict: finding({ severity: 'warning' }),
    usage: 2 * MiB,
    workingSet: MiB,
    correctedWorkingSet: 1.5 * MiB,
    lazilyFreed: { estimate: NaN, floor: NaN, ceiling: NaN },
    need: { low: MiB, high: 1.5 * MiB },
    limit: 4 * MiB,
    request: 2 * MiB,
    spare: 0.5 * MiB,
    goVersion: 'go1.15.15',
    versionBefore: 'go1.11.13',
    restarts: 2,
    kills: 1,
  }),
  fleetRow({ name: '=cmd()', limit: NaN }),
];

describe('fleetCsv', () => {
  const [head, first, second] = fleetCsv(rows).split('\r\n');

  it('has exact numbers, empty where they are not known', () => {
    expect(head).toBe(
      'Workload,Severity,Worst finding,Usage,Working set,Corrected working set,Lazily freed,Need at least,' +
        'Need at most,Limit,Request,Unused request,Growth per day,Go version,Go version before,Restarts,OOM kills'
    );
    expect(first).toBe(
      'shop/web|0/web,Warning,Lazily freed memory,2097152,1048576,1572864,,1048576,1572864,4194304,2097152,524288,,' +
        'go1.15.15,go1.11.13,2,1'
    );
  });

  it('is no formula for a spreadsheet', () => expect(second).toMatch(/^'=cmd\(\),,Nothing found,/));
});

describe('fleetMarkdown', () => {
  const lines = fleetMarkdown(rows, makeFormatters('utc', 3600_000)).split('\n');

  it('is a table with formatted numbers', () => {
    expect(lines).toHaveLength(5);
    expect(lines[1]).toBe(
      '| --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- | --- | --: | --: |'
    );
    expect(lines[2]).toContain(
      '| 2 MiB | 1 MiB | 1.50 MiB | – | 1 MiB | 1.50 MiB | 4 MiB | 2 MiB | 512 KiB | – | go1.15.15 |'
    );
  });

  it('keeps names in their cell', () => expect(lines[2]).toMatch(/^\| shop\/web\\\|0\/web \| Warning \|/));
  it('has a head alone without rows', () =>
    expect(fleetMarkdown([], makeFormatters('utc', 1)).split('\n')).toHaveLength(3));
});
