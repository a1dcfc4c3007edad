import { overlayName } from '../names';
import { tr } from '../translate';
import type { SortKey } from './order';

/** A column of the table. Widths in units of the theme's grid, 8 px. */
export interface Column {
  id: 'name' | 'finding' | 'spark' | Exclude<SortKey, 'rank' | 'name'>;
  /** What a click on its head sorts by; null where it cannot be sorted. */
  sort: SortKey | null;
  /** Least width; what is left over goes to those that grow. */
  width: number;
  grows: number;
  /** Columns of a higher number go first where there is no room. */
  priority: number;
  align: 'left' | 'right';
}

/** THE columns, left to right. */
const columnTable: readonly Column[] = [
  { id: 'name', sort: 'name', width: 18, grows: 3, priority: 0, align: 'left' },
  { id: 'finding', sort: 'rank', width: 24, grows: 4, priority: 1, align: 'left' },
  { id: 'spark', sort: null, width: 12, grows: 0, priority: 4, align: 'left' },
  { id: 'need', sort: 'need', width: 15, grows: 0, priority: 2, align: 'left' },
  { id: 'usage', sort: 'usage', width: 10, grows: 0, priority: 3, align: 'right' },
  { id: 'workingSet', sort: 'workingSet', width: 15, grows: 0, priority: 10, align: 'right' },
  { id: 'correctedWorkingSet', sort: 'correctedWorkingSet', width: 11, grows: 0, priority: 5, align: 'right' },
  { id: 'lazilyFreed', sort: 'lazilyFreed', width: 11, grows: 0, priority: 6, align: 'right' },
  { id: 'growth', sort: 'growth', width: 12, grows: 0, priority: 8, align: 'right' },
  { id: 'version', sort: 'version', width: 17, grows: 0, priority: 9, align: 'left' },
  { id: 'restarts', sort: 'restarts', width: 10, grows: 0, priority: 11, align: 'right' },
  { id: 'spare', sort: 'spare', width: 15, grows: 0, priority: 7, align: 'right' },
];

/** Below this width, a row says name and finding in one cell, one above the other. */
const narrowest = 64;

/**
 * Columns that there is room for, the most important first to stay. `width` in units of the grid; without any memory
 * request there is nothing unused of one.
 */
export function columnsFor(width: number, hasRequests: boolean): Column[] {
  const isOffered = { finding: width >= narrowest, spare: hasRequests };
  const candidates = columnTable.filter(({ id }) => (id === 'finding' || id === 'spare' ? isOffered[id] : true));
  const kept = new Set<Column>();
  let used = 0;
  for (const column of [...candidates].sort((a, b) => a.priority - b.priority)) {
    if (kept.size > 0 && used + column.width > width) {
      break;
    }
    kept.add(column);
    used += column.width;
  }
  return candidates.filter((column) => kept.has(column));
}

/** The columns as CSS grid tracks. */
export const tracksOf = (columns: readonly Column[], unit: number): string =>
  columns.map(({ width, grows }) => (grows > 0 ? `minmax(0, ${grows}fr)` : `${width * unit}px`)).join(' ');

export function columnLabel(id: Column['id']): string {
  switch (id) {
    case 'name':
      return tr('fleet.columns.name', 'Workload');
    case 'finding':
      return tr('fleet.columns.finding', 'Worst finding');
    case 'spark':
      return tr('fleet.columns.spark', 'Course');
    case 'need':
      return tr('fleet.columns.need', 'Need of limit');
    case 'usage':
    case 'workingSet':
      return overlayName(id);
    case 'correctedWorkingSet':
      return tr('fleet.columns.corrected', 'Corrected');
    case 'lazilyFreed':
      return tr('fleet.columns.lazily-freed', 'Lazily freed');
    case 'growth':
      return tr('fleet.columns.growth', 'Growth');
    case 'version':
      return tr('fleet.columns.version', 'Go version');
    case 'restarts':
      return tr('fleet.columns.restarts', 'Restarts');
    case 'spare':
      return tr('fleet.columns.spare', 'Unused request');
  }
}

/** What the head of a column says in full. */
export function columnInfo(id: Column['id']): string {
  switch (id) {
    case 'finding':
      return tr('fleet.info.finding', 'What needs action first: severity, then risks before reassurances, then bytes');
    case 'need':
      return tr('fleet.info.need', 'What the process cannot give back, and what is undecided, of its memory limit');
    case 'correctedWorkingSet':
      return overlayName(id);
    case 'lazilyFreed':
      return tr('quantities.lazilyFreed', 'Lazily freed');
    case 'growth':
      return tr('fleet.info.growth', 'Trend of the corrected working set over the last run, robust against outliers');
    case 'restarts':
      return tr('fleet.info.restarts', 'Restarts and OOM kills in the range');
    case 'spare':
      return tr(
        'fleet.info.spare',
        'Memory request less the highest need in the range; below zero the kubelet evicts the pod early'
      );
    default:
      return columnLabel(id);
  }
}
