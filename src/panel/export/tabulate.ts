import { drawnSamples } from '../../composition/drawn';
import { layerById } from '../../composition/layers';
import type { Composition, LayerId } from '../../composition/types';
import { overlayTable, sumLine, type OverlayId } from '../derive/overlays';
import { layerLabel, overlayLabelOf } from '../names';
import type { Views } from '../derive/views';

export interface TableColumn {
  id: LayerId | OverlayId;
  name: string;
  /** Bytes by index on the composition's grid; NaN where the series has no value. */
  at: (index: number) => number;
}

/** What the chart draws, as numbers: layers bottom to top, then every line that has a value, drawn or not. */
export interface CompositionTable {
  columns: TableColumn[];
  /** Indices on the composition's grid, in order of time: those at which something is drawn. */
  indices: number[];
}

/** `views` give the names that users have given. */
export function tabulate(composition: Composition, views: Views): CompositionTable {
  const layerNames = new Map<LayerId, string>(views.layers.map(({ id, name }) => [id, name]));
  const overlayNames = new Map<OverlayId, string>(views.overlays.map(({ id, name }) => [id, name]));
  const layers = composition.layers.flatMap(({ id, values }): TableColumn[] => {
    const row = layerById.get(id);
    const isKnown = (i: number) => !row?.isGo || composition.goMissing[i] === 0;
    const at = (i: number) => (isKnown(i) ? values[i] : NaN);
    return row ? [{ id, name: layerNames.get(id) ?? layerLabel(row), at }] : [];
  });
  const overlays = overlayTable.flatMap((row): TableColumn[] => {
    const values = row.values(composition);
    const isTwice = row.id === 'usage' && sumLine[composition.base] !== undefined;
    return !isTwice && values.some(Number.isFinite)
      ? [{ id: row.id, name: overlayNames.get(row.id) ?? overlayLabelOf(row, composition.base), at: (i) => values[i] }]
      : [];
  });
  return { columns: [...layers, ...overlays], indices: drawnSamples(composition) };
}

/** At most `most` of the indices, evenly spread, the first and the last among them. */
export function spread(indices: readonly number[], most: number): number[] {
  if (indices.length <= most) {
    return [...indices];
  }
  return Array.from({ length: most }, (_, i) => indices[Math.round((i * (indices.length - 1)) / (most - 1))]);
}
