import { layerById } from '../../composition/layers';
import type { Composition } from '../../composition/types';
import { numbersTable, plain } from '../export/markdown';
import { comparedCells, type ComparedTexts } from '../findings/comparisonTexts';
import type { Formatters } from '../formatting';
import { sumLine } from '../derive/overlays';
import { layerLabel, overlayName, sumName } from '../names';
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
    rows: rowsOf(other, own).map((row) => ({
      key: nameOf(row, own),
      name: nameOf(row, own),
      cells: comparedCells(row.other, row.own, formatters),
    })),
    caption: tr('compare.caption', 'Medians over all samples: {{name}}.', { name }),
  };
}

/** All rows, each once where working set is all that is known of usage. */
const rowsOf = (other: Composition, own: Composition): ComparedRow[] =>
  compareLayers(other, own).filter(
    ({ what }) => !('quantity' in what && what.quantity === 'usage' && sumLine[own.base] === 'workingSet')
  );

function nameOf({ what }: ComparedRow, own: Composition): string {
  if ('layer' in what) {
    const row = layerById.get(what.layer);
    return row ? layerLabel(row) : what.layer;
  }
  return what.quantity === 'usage' ? sumName(own.base) : overlayName(what.quantity);
}

/** The same in Markdown, for a ticket. */
export const compareMarkdown = (texts: ComparedTexts): string => `${plain(texts.caption)}\n\n${numbersTable(texts)}`;
