import type { LayerId } from '../../composition/types';
import type { LayerOptions, PanelOptions } from '../options';

type Layers = PanelOptions['layers'];

/** The options with one layer changed. What is as in the layer table is not kept, so that later tables still apply. */
export function changeLayer(layers: Layers, id: LayerId, change: LayerOptions): Layers {
  const { name, color, hidden } = { ...layers[id], ...change };
  const next: LayerOptions = { ...(name && { name }), ...(color && { color }), ...(hidden && { hidden }) };
  const { [id]: _, ...others } = layers;
  return Object.keys(next).length > 0 ? { ...others, [id]: next } : others;
}
