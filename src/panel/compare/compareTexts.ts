import { layerById } from '../../composition/layers';
import { numbersTable, plain } from '../export/markdown';
import { comparedCells, type ComparedTexts } from '../findings/comparisonTexts';
import type { Formatters } from '../formatting';
import { layerLabel, overlayName } from '../names';
import { tr } from '../translate';
import { compareLayers, type ComparedRow } from './layers';
import type { Other } from './other';

/** The comparison in words and formatted numbers. */
export function compareTexts({ name, other, own }: Other, formatters: Formatters): ComparedTexts {
  return {
    headers: [
      tr('comparison.quantity', 'Quantity'),
      tr('compare.other', 'Compared'),
      tr('compare.own', 'Shown'),
      tr('comparison.change', 'Change'),
    ],
    rows: compareLayers(other, own).map((row) => ({
      key: nameOf(row),
      name: nameOf(row),
      cells: comparedCells(row.other, row.own, formatters),
    })),
    caption: tr('compare.caption', 'Medians over all samples: {{name}}.', { name }),
  };
}

function nameOf({ what }: ComparedRow): string {
  if ('layer' in what) {
    const row = layerById.get(what.layer);
    return row ? layerLabel(row) : what.layer;
  }
  return overlayName(what.quantity);
}

/** The same in Markdown, for a ticket. */
export const compareMarkdown = (texts: ComparedTexts): string => `${plain(texts.caption)}\n\n${numbersTable(texts)}`;
