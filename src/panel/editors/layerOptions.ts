import type { LayerId } from '../../composition/types';
import type { LayerOptions, PanelOptions } from '../panelOptions';

type Layers = PanelOptions['layers'];

/** The options with one layer changed. A value equal to the layer table's is dropped, so that a later table applies. */
export function changeLayer(layers: Layers, id: LayerId, change: LayerOptions): Layers {
  const { name, color, hidden } = { ...layers[id], ...change };
  const next: LayerOptions = { ...(name && { name }), ...(color && { color }), ...(hidden && { hidden }) };
  const { [id]: _, ...others } = layers;
  return Object.keys(next).length > 0 ? { ...others, [id]: next } : others;
}
