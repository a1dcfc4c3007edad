import { runAt } from '../../composition/drawn';
import type { Composition } from '../../composition/types';
import type { CompositionTable } from './tabulate';

/** A cell in quotes where RFC 4180 requires them. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** Names and labels come from elsewhere: a spreadsheet must not take one for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** One line: numbers as they are, empty where they are not known; text that no spreadsheet takes for a formula. */
export const csvLine = (cells: ReadonlyArray<string | number>): string =>
  cells
    .map((one) => (typeof one === 'string' ? cell(harmless(one)) : Number.isFinite(one) ? String(one) : ''))
    .join(',') + '\r\n';

/**
 * The composition as CSV (RFC 4180): time in UTC, bytes without unit, the Go version; empty where a value is unknown.
 * `headers` name the first and the last column.
 */
export function toCsv(
  composition: Pick<Composition, 'time' | 'instances'>,
  { columns, indices }: CompositionTable,
  headers: { time: string; goVersion: string }
): string {
  const lines = [
    [headers.time, ...columns.map(({ name }) => name), headers.goVersion],
    ...indices.map((i) => [
      new Date(composition.time[i]).toISOString(),
      ...columns.map(({ at }) => at(i)),
      runAt(composition, i)?.goVersion ?? '',
    ]),
  ];
  return lines.map(csvLine).join('');
}

/** A file name without what file systems refuse. */
export const fileNameOf = (workload: string, ending: 'csv' | 'png'): string =>
  `${workload.replace(/[^\w.-]+/g, '_')}-memory.${ending}`;
