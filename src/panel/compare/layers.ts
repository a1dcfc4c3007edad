import { medianDrawn } from '../../composition/drawn';
import { bytesOfLayer, layerTable } from '../../composition/layers';
import type { Composition, LayerId } from '../../composition/types';

/** Below the layers: what they add up to, and what it is held against. */
const sums = ['usage', 'workingSet', 'correctedWorkingSet', 'limit'] as const;

export interface ComparedRow {
  what: { layer: LayerId } | { quantity: (typeof sums)[number] };
  /** Medians in bytes; NaN where a side does not know it. */
  other: number;
  own: number;
}

/** Layer by layer, from bottom to top, then the sums: medians over all drawn samples of either side. */
export function compareLayers(other: Composition, own: Composition): ComparedRow[] {
  const layers = layerTable.map(({ id, isGo }): ComparedRow => ({
    what: { layer: id },
    other: layerOf(other, id, isGo),
    own: layerOf(own, id, isGo),
  }));
  const below = sums.map((quantity): ComparedRow => ({
    what: { quantity },
    other: medianOf(other, other[quantity]),
    own: medianOf(own, own[quantity]),
  }));
  return [...layers.filter((row) => row.other > 0 || row.own > 0), ...below.filter(isKnown)];
}

const isKnown = ({ other, own }: ComparedRow): boolean => Number.isFinite(other) || Number.isFinite(own);

/** A layer that is not there has no bytes, but for one of Go's where Go is not known. */
function layerOf(composition: Composition, id: LayerId, isGo: boolean): number {
  const values = bytesOfLayer(composition, id);
  if (values) {
    return medianOf(composition, values);
  }
  const knowsGo = composition.drawn.some((isDrawn, i) => isDrawn === 1 && composition.goMissing[i] === 0);
  return isGo && !(knowsGo && composition.instances.some(({ mode }) => mode !== 'no-go')) ? NaN : 0;
}

const medianOf = (composition: Composition, values: Float64Array): number => medianDrawn(composition, (i) => values[i]);
