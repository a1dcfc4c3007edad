import { layers } from './layers.gen';
import type { Composition, LayerClass, LayerId } from './types';

/** One layer of the composition: what it is called, and how sure it is. */
export interface LayerRow {
  id: LayerId;
  label: string;
  class: LayerClass;
  /** Name of a colour of Grafana's palette. */
  color: string;
  /** Whether only Go series can supply it. */
  isGo: boolean;
}

/** Bottom to top: needed, undecided, reclaimable. */
export const layerTable: readonly LayerRow[] = layers;

export const layerById: ReadonlyMap<LayerId, LayerRow> = new Map(layerTable.map((row) => [row.id, row]));

/** Bytes of a layer on the grid; `undefined` where the composition has none of it. */
export const bytesOfLayer = ({ layers: all }: Pick<Composition, 'layers'>, id: LayerId): Float64Array | undefined =>
  all.find((layer) => layer.id === id)?.values;
