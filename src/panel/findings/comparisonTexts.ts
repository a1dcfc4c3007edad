import { bytesText, unknown, type Formatters } from '../formatting';
import { overlayName, sumName } from '../names';
import { tr } from '../translate';
import type { Comparison, Quantity } from './comparison';

/** Two sides in words and formatted numbers, for a view and for a ticket. */
export interface ComparedTexts {
  /** Of the name of a row and of its cells. */
  headers: readonly string[];
  /** `cells` are one side, the other, and the change. */
  rows: ReadonlyArray<{ key: string; name: string; cells: readonly [string, string, string] }>;
  /** What was compared. */
  caption: string;
}

/** Both sides of a number and its change, in bytes. */
export const comparedCells = (from: number, to: number, formatters: Formatters): [string, string, string] => [
  bytesText(from, formatters),
  bytesText(to, formatters),
  changeText(to - from, formatters),
];

/** The comparison in words and formatted numbers. */
export function comparisonTexts(comparison: Comparison, formatters: Formatters): ComparedTexts {
  const { around, base, rows } = comparison;
  const growth = around === 'growth';
  return {
    headers: [
      tr('comparison.quantity', 'Quantity'),
      growth ? tr('comparison.at-first', 'At first') : tr('comparison.before', 'Before'),
      growth ? tr('comparison.at-last', 'At last') : tr('comparison.after', 'After'),
      tr('comparison.change', 'Change'),
    ],
    rows: rows.map(({ quantity, before, after }) => ({
      key: quantity,
      name: quantity === 'usage' ? sumName(base) : quantityName(quantity),
      cells: comparedCells(before, after, formatters),
    })),
    caption: captionOf(comparison, formatters),
  };
}

export function changeText(change: number, formatters: Formatters): string {
  return !Number.isFinite(change)
    ? unknown
    : `${change > 0 ? '+' : change < 0 ? '−' : '±'}${formatters.bytes(Math.abs(change))}`;
}

function captionOf({ around, before, after, beforeName }: Comparison, { time }: Formatters): string {
  if (before === null) {
    return tr('comparison.nothing-before', 'Medians from {{from}} to {{to}}; there are no samples before.', {
      from: time(after.from),
      to: time(after.to),
    });
  }
  const values = {
    from: time(before.from),
    to: time(before.to),
    from2: time(after.from),
    to2: time(after.to),
    name: beforeName ?? '',
  };
  if (beforeName !== null) {
    return tr(
      'comparison.other-pod',
      'Medians around the upgrade: {{from}} to {{to}} of {{name}}, which had the version before, and {{from2}} to {{to2}}.',
      values
    );
  }
  switch (around) {
    case 'upgrade':
      return tr(
        'comparison.upgrade',
        'Medians around the upgrade: {{from}} to {{to}}, and {{from2}} to {{to2}}.',
        values
      );
    case 'kill':
      return tr(
        'comparison.kill',
        'Medians right before the kill and after the restart: {{from}} to {{to}}, and {{from2}} to {{to2}}.',
        values
      );
    case 'onset':
      return tr('comparison.onset', 'Medians around the onset: {{from}} to {{to}}, and {{from2}} to {{to2}}.', values);
    case 'growth':
      return tr(
        'comparison.growth',
        'Medians at both ends of the growth: {{from}} to {{to}}, and {{from2}} to {{to2}}.',
        values
      );
  }
}

export function quantityName(quantity: Quantity): string {
  switch (quantity) {
    case 'usage':
    case 'workingSet':
    case 'correctedWorkingSet':
      return overlayName(quantity);
    case 'rss':
      return tr('quantities.rss', 'RSS');
    case 'liveHeap':
      return tr('quantities.liveHeap', 'Live heap');
    case 'retained':
      return tr('quantities.retained', 'Kept by Go');
    case 'lazilyFreed':
      return tr('quantities.lazilyFreed', 'Lazily freed');
    case 'headroom':
      return tr('quantities.headroom', 'Headroom to the limit');
  }
}
