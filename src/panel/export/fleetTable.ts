import { bytesText, type Formatters } from '../formatting';
import { overlayName, severityName } from '../names';
import { tr } from '../translate';
import { columnInfo, columnLabel } from '../fleet/columns';
import type { FleetRow } from '../fleet/fleetRow';
import { growthOf } from '../fleet/growth';
import * as texts from '../fleet/texts';
import { csvLine } from './csv';
import { markdownTable, plain } from './markdown';

/** One column of the exported table: exact for programs, formatted for people. */
interface ExportColumn {
  name: () => string;
  /** Bytes without a unit; NaN where not known. */
  exact: (row: FleetRow) => string | number;
  formatted: (row: FleetRow, formatters: Formatters) => string;
}

const bytes = (name: () => string, of: (row: FleetRow) => number): ExportColumn => ({
  name,
  exact: of,
  formatted: (row, formatters) => bytesText(of(row), formatters),
});
/** Bytes that a column of the table on the page shows, too. */
const shown = (id: 'usage' | 'workingSet' | 'spare'): ExportColumn =>
  bytes(
    () => columnLabel(id),
    (row) => row[id]
  );
const text = (name: () => string, of: (row: FleetRow) => string): ExportColumn => ({ name, exact: of, formatted: of });

/** THE columns of the exported table. */
const columns: readonly ExportColumn[] = [
  text(
    () => columnLabel('name'),
    ({ name }) => name
  ),
  text(
    () => tr('fleet.export.severity', 'Severity'),
    ({ verdict }) => (verdict ? severityName(verdict.severity) : '')
  ),
  text(() => columnLabel('finding'), texts.findingText),
  shown('usage'),
  shown('workingSet'),
  bytes(
    () => overlayName('correctedWorkingSet'),
    ({ correctedWorkingSet }) => correctedWorkingSet
  ),
  bytes(
    () => columnInfo('lazilyFreed'),
    ({ lazilyFreed }) => lazilyFreed.estimate
  ),
  bytes(
    () => tr('fleet.export.need-low', 'Need at least'),
    ({ need }) => need.low
  ),
  bytes(
    () => tr('fleet.export.need-high', 'Need at most'),
    ({ need }) => need.high
  ),
  bytes(
    () => overlayName('limit'),
    ({ limit }) => limit
  ),
  bytes(
    () => overlayName('request'),
    ({ request }) => request
  ),
  shown('spare'),
  { name: () => tr('fleet.export.growth', 'Growth per day'), exact: growthOf, formatted: texts.growthText },
  text(
    () => columnLabel('version'),
    ({ goVersion }) => goVersion ?? ''
  ),
  text(
    () => tr('fleet.export.version-before', 'Go version before'),
    ({ versionBefore }) => versionBefore ?? ''
  ),
  {
    name: () => columnLabel('restarts'),
    exact: ({ restarts }) => restarts,
    formatted: ({ restarts }, { count }) => count(restarts),
  },
  {
    name: () => tr('fleet.export.kills', 'OOM kills'),
    exact: ({ kills }) => kills,
    formatted: ({ kills }, { count }) => count(kills),
  },
];

/** The table as CSV (RFC 4180): bytes without unit, empty where not known. */
export function fleetCsv(rows: readonly FleetRow[]): string {
  const head = columns.map(({ name }) => name());
  return [head, ...rows.map((row) => columns.map(({ exact }) => exact(row)))].map(csvLine).join('');
}

/** The table in Markdown, for a ticket. */
export function fleetMarkdown(rows: readonly FleetRow[], formatters: Formatters): string {
  const table = markdownTable(
    columns.map(({ name }) => name()),
    rows.map((row) => columns.map(({ formatted }) => plain(formatted(row, formatters)))),
    (column) => rows.length > 0 && typeof columns[column].exact(rows[0]) === 'number'
  );
  return `${table}\n`;
}
