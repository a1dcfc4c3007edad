import { layerById } from '../../composition/layers';
import { numbersTable, plain } from '../export/markdown';
import { changeText, quantityName } from '../findings/comparisonTexts';
import { bytesText, type Formatters } from '../formatting';
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
  return {
    headers: [
      tr('comparison.quantity', 'Quantity'),
      tr('compare.other', 'Compared'),
      tr('compare.own', 'Shown'),
      tr('comparison.change', 'Change'),
    ],
    rows: compareLayers(other, own).map((row) => ({
      name: nameOf(row),
      other: bytesText(row.other, formatters),
      own: bytesText(row.own, formatters),
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

/** The same in Markdown, for a ticket. */
export const compareMarkdown = ({ headers, rows, caption }: CompareTexts): string =>
  [
    plain(caption),
    numbersTable(
      headers,
      rows.map(({ name, other, own, change }) => [name, other, own, change])
    ),
  ].join('\n\n');
