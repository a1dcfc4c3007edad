import { fieldReducers, formattedValueToString, reduceField, type DisplayValue } from '@grafana/data';
import type { VizLegendItem } from '@grafana/ui';

import type { LayerClass } from '../../composition/types';
import type { OverlayRow } from '../derive/overlays';
import type { LayerView, OverlayView, Views } from '../derive/views';

export type LegendGroup = LayerClass | 'lines';

/** Groups in stack order from the bottom, lines last. */
export const legendGroups: readonly LegendGroup[] = ['needed', 'undecided', 'reclaimable', 'lines'];

/**
 * All groups as rows of one table, whose columns line up and can be sorted: the group is its first column, in the order
 * of the
 * stack. `nameOf` and `title` are what the user reads.
 */
export function legendRows(
  groups: Record<LegendGroup, VizLegendItem[]>,
  nameOf: (group: LegendGroup) => string,
  title: string
): VizLegendItem[] {
  return legendGroups.flatMap((group, order) =>
    groups[group].map((one) => ({
      ...one,
      getDisplayValues: () => [
        { title, text: nameOf(group), numeric: order },
        ...(one.getDisplayValues ? one.getDisplayValues() : []),
      ],
    }))
  );
}

/** The little line of a legend entry tells the class as well: solid, dotted or dashed like the fill. */
const lineStyles: Record<LayerClass, VizLegendItem['lineStyle']> = {
  needed: undefined,
  undecided: { fill: 'dot' },
  reclaimable: { fill: 'dash' },
};

export function legendItems(views: Views, calcs: readonly string[]): Record<LegendGroup, VizLegendItem[]> {
  const groups: Record<LegendGroup, VizLegendItem[]> = { needed: [], undecided: [], reclaimable: [], lines: [] };
  for (const view of [...views.layers, ...views.overlays]) {
    if (!view.custom.hideFrom.legend) {
      groups[view.kind === 'layer' ? view.class : 'lines'].push(item(view, calcs));
    }
  }
  return groups;
}

function item(view: LayerView | OverlayView, calcs: readonly string[]): VizLegendItem {
  return {
    getItemKey: () => view.id,
    label: view.name,
    fieldName: view.name,
    color: view.color,
    yAxis: 1,
    disabled: view.custom.hideFrom.viz,
    lineStyle: view.kind === 'layer' ? lineStyles[view.class] : lineStyleOf(view.row),
    getDisplayValues: calcs.length > 0 ? () => displayValues(view, calcs) : undefined,
  };
}

/** An area has upright stripes, which points resemble. */
const lineStyleOf = ({ dash, floor }: OverlayRow): VizLegendItem['lineStyle'] =>
  floor ? { fill: 'dot' } : dash && { fill: 'dash', dash };

function displayValues({ field, display }: LayerView | OverlayView, calcs: readonly string[]): DisplayValue[] {
  const reduced = reduceField({ field, reducers: [...calcs] });
  return calcs.map((id) => {
    const reducer = fieldReducers.getIfExists(id);
    const value = display(reduced[id]);
    return {
      ...value,
      title: reducer?.name ?? id,
      description: reducer?.description,
      text: formattedValueToString(value),
      suffix: undefined,
      prefix: undefined,
    };
  });
}
