import { byAction } from '../verdict';
import { mostNeeded, type FleetRow } from './fleetRow';
import { growthOf } from './growth';

/** What the table can be sorted by; `rank` is what needs action first. */
export type SortKey =
  | 'rank'
  | 'name'
  | 'usage'
  | 'workingSet'
  | 'correctedWorkingSet'
  | 'lazilyFreed'
  | 'need'
  | 'growth'
  | 'spare'
  | 'version'
  | 'restarts';

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** What needs action first comes first. */
export const defaultSort: Sort = { key: 'rank', descending: true };

/** What needs action first; of what is equally urgent, the larger. */
export const byUrgency = (a: FleetRow, b: FleetRow): number =>
  byAction(a.verdict, b.verdict) || (b.usage || 0) - (a.usage || 0) || byName(a, b);

const names = new Intl.Collator('en', { numeric: true });
const byName = (a: FleetRow, b: FleetRow): number => names.compare(a.name, b.name) || names.compare(a.key, b.key);

/** Share of the limit that is needed at most; NaN where there is no limit. */
export const needShare = (row: FleetRow): number => mostNeeded(row) / row.limit;

const numbers: Partial<Record<SortKey, (row: FleetRow) => number>> = {
  usage: ({ usage }) => usage,
  workingSet: ({ workingSet }) => workingSet,
  correctedWorkingSet: ({ correctedWorkingSet }) => correctedWorkingSet,
  lazilyFreed: ({ lazilyFreed }) => lazilyFreed.estimate,
  need: needShare,
  growth: growthOf,
  spare: ({ spare }) => spare,
  restarts: ({ restarts, kills }) => kills * 1e6 + restarts,
};

/** Sorted rows; what is not known comes last in both directions, and equals are in order of urgency. */
export function sortRows(rows: readonly FleetRow[], { key, descending }: Sort): FleetRow[] {
  const sign = descending ? -1 : 1;
  if (key === 'rank') {
    return [...rows].sort((a, b) => -sign * byUrgency(a, b));
  }
  const number = numbers[key];
  if (!number) {
    const text = ({ name, goVersion }: FleetRow) => (key === 'version' ? goVersion : name);
    return [...rows].sort((a, b) => compareTexts(text(a), text(b), sign) || byUrgency(a, b));
  }
  const values = new Map(rows.map((row) => [row, number(row)]));
  const of = (row: FleetRow): number => values.get(row) ?? NaN;
  return [...rows].sort((a, b) => compareNumbers(of(a), of(b), sign) || byUrgency(a, b));
}

function compareNumbers(a: number, b: number, sign: number): number {
  const [knownA, knownB] = [Number.isFinite(a), Number.isFinite(b)];
  return knownA && knownB ? sign * (a - b) : Number(knownB) - Number(knownA);
}

function compareTexts(a: string | null, b: string | null, sign: number): number {
  return a !== null && b !== null ? sign * names.compare(a, b) : Number(b !== null) - Number(a !== null);
}

export interface Filter {
  text: string;
  onlyFindings: boolean;
}

/** Rows with all the words of the search in their name, labels, version or finding; `sayOf` is the finding in words. */
export function filterRows(
  rows: readonly FleetRow[],
  { text, onlyFindings }: Filter,
  sayOf: (row: FleetRow) => string
): FleetRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (onlyFindings && (row.verdict === null || row.verdict.id === 'insufficient-data')) {
      return false;
    }
    const said = words.length > 0 ? searched(row, sayOf) : '';
    return words.every((word) => said.includes(word));
  });
}

const searched = (row: FleetRow, sayOf: (row: FleetRow) => string): string =>
  [row.name, ...Object.values(row.labels), row.goVersion ?? '', sayOf(row)].join('\n').toLowerCase();
