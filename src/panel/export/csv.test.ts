import { composition, start, step } from '../../../tests/fixtures/panel/fixture';
import { fileNameOf, toCsv } from './csv';
import { spread, tabulate } from './tabulate';

const views = { layers: [], overlays: [] };
const headers = { time: 'Time', goVersion: 'Go version' };
const parse = (csv: string) =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

describe('CSV', () => {
  const made = composition({
    layers: { 'heap-objects': [10, NaN, 30], kernel: [1, NaN, 3] },
    limit: 100,
    instances: [
      { start: 0, end: 2, goVersion: 'go1.11' },
      { start: 2, end: 3, goVersion: 'go1.15' },
    ],
  });

  it('has one line a drawn sample, with time, layers, lines and Go version', () => {
    expect(parse(toCsv(made, tabulate(made, views), headers))).toEqual([
      ['Time', 'Heap objects', 'Kernel', 'Usage', 'Working set', 'Corrected working set', 'Limit', 'Go version'],
      [new Date(start).toISOString(), '10', '1', '11', '5.5', '8.25', '100', 'go1.11'],
      [new Date(start + 2 * step).toISOString(), '30', '3', '33', '16.5', '24.75', '100', 'go1.15'],
    ]);
  });

  it('leaves unknown values empty', () => {
    made.workingSet[0] = NaN;
    expect(parse(toCsv(made, tabulate(made, views), headers))[1][4]).toBe('');
  });

  it('quotes names that hold separators', () => {
    const table = { columns: [{ id: 'kernel' as const, name: 'Heap, "live"\n', at: () => 1 }], indices: [0] };
    expect(toCsv(made, table, headers)).toMatch(/^Time,"Heap, ""live""\n",Go version\r\n/);
  });

  it('gives a spreadsheet no formula', () => {
    const hostile = composition({
      layers: { kernel: [1] },
      instances: [{ start: 0, end: 1, goVersion: '=HYPERLINK("http://x")' }],
    });
    const table = { columns: [{ id: 'kernel' as const, name: '@SUM(A1)', at: () => 1 }], indices: [0] };
    const [head, line] = toCsv(hostile, table, headers).split('\r\n');
    expect(head).toBe("Time,'@SUM(A1),Go version");
    expect(line).toContain(`,1,"'=HYPERLINK(""http://x"")"`);
  });

  it('uses the names that users have given', () => {
    const view = { id: 'kernel', name: 'Slab' };
    const named = { layers: [view], overlays: [] } as unknown as Parameters<typeof tabulate>[1];
    expect(tabulate(made, named).columns.map(({ name }) => name)).toContain('Slab');
  });

  it('is named after the workload', () =>
    expect(fileNameOf('shop/web-0/web', 'csv')).toBe('shop_web-0_web-memory.csv'));
});

describe('spread', () => {
  it.each([
    [[1, 2, 3], 5, [1, 2, 3]],
    [[0, 1, 2, 3, 4, 5, 6, 7, 8], 3, [0, 4, 8]],
    [[], 3, []],
  ])('%j to at most %d', (indices, most, expected) => expect(spread(indices, most)).toEqual(expected));
});
