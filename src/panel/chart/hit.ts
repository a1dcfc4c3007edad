import { columnAt, type ReadColumn } from '../derive/stack';

/** The column whose value at a row is nearest to `value`, at most `reach` away, or -1. */
export function nearestColumn(columns: readonly ReadColumn[], row: number, value: number, reach: number): number {
  let nearest = -1;
  let least = reach;
  columns.forEach((column, i) => {
    const at = column[row];
    const distance = at === null || at === undefined ? Infinity : Math.abs(at - value);
    if (distance < least || (distance === least && nearest < 0)) {
      nearest = i;
      least = distance;
    }
  });
  return nearest;
}

export interface Drawn {
  /** Top edges of the layers, or their values where they are drawn as lines. */
  layers: readonly ReadColumn[];
  overlays: readonly ReadColumn[];
  isStacked: boolean;
}

/**
 * What the pointer is on: a line within `reach`, else the layer that covers the place. Lines win because they are thin
 * and drawn over the layers.
 */
export function hit(
  { layers, overlays, isStacked }: Drawn,
  row: number,
  value: number,
  reach: number
): { kind: 'layer' | 'overlay'; index: number } | null {
  const overlay = nearestColumn(overlays, row, value, reach);
  if (overlay >= 0 && (isStacked || nearestColumn(layers, row, value, distanceTo(overlays[overlay], row, value)) < 0)) {
    return { kind: 'overlay', index: overlay };
  }
  const layer = isStacked ? columnAt(layers, row, value) : nearestColumn(layers, row, value, reach);
  return layer >= 0 ? { kind: 'layer', index: layer } : null;
}

/** Distance from a line, slightly reduced so that another line at the same place does not count as nearer. */
const distanceTo = (column: ReadColumn, row: number, value: number): number =>
  Math.abs((column[row] ?? Infinity) - value) * 0.999;
