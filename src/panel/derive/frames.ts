import { FieldType, type DataFrame, type Field } from '@grafana/data';
import type { HideSeriesConfig } from '@grafana/schema';

import { layerById } from '../../composition/layers';
import type { Composition, LayerClass, LayerId } from '../../composition/types';
import type { QueryName } from '../../metrics/queries';
import { layerLabel, overlayLabelOf } from '../names';
import type { PanelOptions } from '../panelOptions';
import { overlayTable, sumLine, type OverlayId, type OverlayRow } from './overlays';
import { chartRows, layerColumn, overlayColumn, type Rows } from './rows';

export type Column = Array<number | null>;

/** What a derived field stands for. */
export type SeriesKey =
  | { kind: 'layer'; id: LayerId; class: LayerClass; color: string }
  | { kind: 'overlay'; id: OverlayId; row: OverlayRow; floor?: Column };

/** The composition as Grafana frames, before the user's field configuration is applied. */
export interface Derived {
  rows: Rows;
  /** One frame per query, so that an override "by query" reaches what was made of that query. */
  frames: DataFrame[];
  /** `keys[frame][field]`; the time field comes first and has none. */
  keys: Array<Array<SeriesKey | null>>;
}

/** A layer that the user took out. The tooltip still counts its bytes, under the total. */
const everywhere: HideSeriesConfig = { viz: true, legend: true, tooltip: true };

export function derive(
  composition: Composition,
  overlays: Record<OverlayId, boolean>,
  layers: PanelOptions['layers'] = {}
): Derived {
  const rows = chartRows(composition);
  const { labels, refIds } = composition.workload;
  const frames: Record<QueryName, DataFrame> = {
    container: emptyFrame(rows, refIds.container),
    go: emptyFrame(rows, refIds.go),
  };
  const keys: Record<QueryName, Array<SeriesKey | null>> = { container: [null], go: [null] };

  for (const { id, values } of composition.layers) {
    const row = layerById.get(id);
    if (row) {
      const query: QueryName = row.isGo ? 'go' : 'container';
      const column = layerColumn(rows, values, composition.drawn);
      const { name: label = layerLabel(row), color = row.color, hidden = false } = layers[id] ?? {};
      const custom = hidden ? { hideFrom: everywhere } : {};
      frames[query].fields.push(numberField({ name: id, label, color, values: column, labels, custom }));
      keys[query].push({ kind: 'layer', id, class: row.class, color: row.color });
    }
  }
  const twin = sumLine[composition.base];
  for (const row of overlayTable) {
    const isDrawn = overlays[row.id] && !(row.id === 'usage' && twin && overlays[twin]);
    const column = isDrawn ? overlayColumn(rows, row.values(composition)) : [];
    if (column.some((value) => value !== null)) {
      const custom = { lineWidth: row.width };
      const { id: name, color } = row;
      frames[row.query].fields.push(
        numberField({ name, label: overlayLabelOf(row, composition.base), color, values: column, labels, custom })
      );
      const floor = row.floor && overlayColumn(rows, row.floor(composition));
      keys[row.query].push({ kind: 'overlay', id: row.id, row, floor });
    }
  }
  return { rows, frames: [frames.go, frames.container], keys: [keys.go, keys.container] };
}

function emptyFrame(rows: Rows, refId: string | undefined): DataFrame {
  const time: Field = { name: 'Time', type: FieldType.time, config: {}, values: rows.time };
  return { refId, fields: [time], length: rows.time.length };
}

interface FieldParts {
  name: string;
  label: string;
  color: string;
  values: Column;
  labels: Record<string, string>;
  custom: Record<string, unknown>;
}

const numberField = ({ name, label, color, values, labels, custom }: FieldParts): Field<number | null> => ({
  name,
  type: FieldType.number,
  labels,
  values,
  config: { displayNameFromDS: label, color: { mode: 'fixed', fixedColor: color }, custom },
});
