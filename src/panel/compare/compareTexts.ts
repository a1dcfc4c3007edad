import { layerById } from '../../composition/layers';
import type { Formatters } from '../formatting';
import { changeText, quantityName } from '../findings/comparisonTexts';
import { layerLabel } from '../names';
import { tr } from '../translate';
import { compareLayers, type ComparedRow } from './layers';
import type { Other } from './others';

export interface CompareTexts {
  headers: [string, string, string, string];
  rows: Array<{ name: string; other: string; own: string; change: string }>;
  caption: string;
}

/** The comparison in words and formatted numbers, for the view and for a ticket. */
export function compareTexts({ name, other, own }: Other, formatters: Formatters): CompareTexts {
  const text = (value: number): string => (Number.isFinite(value) ? formatters.bytes(value) : '–');
  return {
    headers: [
      tr('comparison.quantity', 'Quantity'),
      tr('compare.other', 'Compared'),
      tr('compare.own', 'Shown'),
      tr('comparison.change', 'Change'),
    ],
    rows: compareLayers(other, own).map((row) => ({
      name: nameOf(row),
      other: text(row.other),
      own: text(row.own),
      change: changeText(row.own - row.other, formatters),
    })),
    caption: tr('compare.caption', 'Medians over all samples: {{name}}.', { name }),
  };
}

function nameOf({ what }: ComparedRow): string {
  if ('layer' in what) {
    const row = layerById.get(what.layer);
    return row ? layerLabel(row) : what.layer;
  }
  return what.quantity === 'limit' ? tr('overlays.limit.label', 'Limit') : quantityName(what.quantity);
}

/** As a table of Markdown. */
export function compareMarkdown({ headers, rows, caption }: CompareTexts): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    caption,
    '',
    line(headers),
    '|---|---:|---:|---:|',
    ...rows.map(({ name, other, own, change }) => line([name, other, own, change])),
  ].join('\n');
}
