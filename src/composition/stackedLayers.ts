import type { GoColumns } from './goLayers';
import { layerTable } from './layers';
import type { Layer, LayerId } from './types';

/** Columns of layers that have bytes somewhere, while they are filled. */
export type LayerColumns = Partial<Record<LayerId, Float64Array>>;

/**
 * Layers in the order of the layer table, without those that have no byte anywhere. The columns are made NaN where
 * nothing is `drawn`.
 */
export function stackedLayers(layers: LayerColumns, go: GoColumns, drawn: Uint8Array): Layer[] {
  const own: LayerColumns = {
    'heap-objects': go.objects,
    'heap-fragmented': go.fragmented,
    'heap-idle': go.idle,
    stacks: go.stacks,
    runtime: go.runtime,
  };
  const stacked: Layer[] = [];
  for (const { id } of layerTable) {
    const values = layers[id] ?? own[id];
    let isEmpty = true;
    for (let i = 0; values && i < values.length; i++) {
      values[i] = drawn[i] ? values[i] : NaN;
      isEmpty &&= !(values[i] > 0);
    }
    if (values && !isEmpty) {
      stacked.push({ id, values });
    }
  }
  return stacked;
}
