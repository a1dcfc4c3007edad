import type { DataFrame } from '@grafana/data';
import { useMemo } from 'react';
import type uPlot from 'uplot';

import type { Column } from '../derive/frames';
import { areaEdges } from '../derive/area';
import type { Rows } from '../derive/rows';
import { onAxis, type AxisValues } from '../derive/shares';
import { baseline, cumulate } from '../derive/stack';
import { visible, type LayerView, type OverlayView, type Views } from '../derive/views';
import type { Drawing } from '../panelOptions';
import { haloed } from './config';
import { axisMax, lowest } from './scale';
import { useKept, useSameList } from './useKept';

/** The series to draw, without marks and intervals. */
export interface StackSeries {
  rows: Rows;
  views: Views;
  drawing: Drawing;
  axis: AxisValues;
  axes: { x: boolean; y: boolean };
}

/** The series in the form that the chart takes. */
export interface StackData {
  isStacked: boolean;
  /** Visible ones, bottom to top. */
  layers: LayerView[];
  /** Visible lines. */
  overlays: OverlayView[];
  /** Top edges of the layers, or their values where they are drawn as lines. */
  tops: readonly Column[];
  lines: readonly Column[];
  aligned: uPlot.AlignedData;
  /** Frame whose times the crosshair tells other panels. */
  frame: DataFrame | undefined;
  /** What the value axis must show. */
  extent: { lowest: number; highest: number };
  /** Changes with everything about the series that the chart's configuration holds. */
  look: { layers: LayerView[]; areas: OverlayView[]; overlays: OverlayView[] };
}

/** Keeps every result while its values are the same, although views are new objects after every refresh. */
export function useStackData({ rows, views, drawing, axis, axes }: StackSeries, from: number, to: number): StackData {
  const isStacked = drawing === 'stacked';
  const layers = useMemo(() => visible(views.layers), [views]);
  const overlays = useMemo(() => visible(views.overlays).filter(({ floor }) => !floor), [views]);
  const areas = useMemo(() => visible(views.overlays).filter(({ floor }) => floor), [views]);
  const bands = useSameList(layers.map(({ values }) => values));
  const columns = useSameList(overlays.map(({ values }) => values));
  const bounds = useSameList(overlays.map(({ row }) => row.bound));
  const halos = useSameList(haloed(overlays, axes).map((overlay) => overlays.indexOf(overlay)));

  const tops = useMemo(() => {
    const shown = bands.map((values) => onAxis(values, axis));
    return isStacked ? cumulate(shown) : shown;
  }, [bands, axis, isStacked]);
  const lines = useMemo(() => columns.map((values) => onAxis(values, axis)), [columns, axis]);
  const heights = useSameList(areas.map(({ values }) => values));
  const floors = useSameList(areas.map(({ floor = [] }) => floor));
  const edges = useMemo(
    () =>
      heights.flatMap((height, i) => {
        const { lower, upper } = areaEdges(height, floors[i]);
        return [onAxis(lower, axis), onAxis(upper, axis)];
      }),
    [heights, floors, axis]
  );
  const aligned = useMemo(
    () => alignedData(rows, tops, [...edges, ...halos.map((i) => lines[i]), ...lines], { from, to }),
    [rows, tops, edges, lines, halos, from, to]
  );
  const extent = useMemo(
    () => ({
      lowest: isStacked ? 0 : lowest([...tops, ...lines]),
      highest: axisMax(
        tops,
        [
          ...lines.map((values, i) => ({ values, isBound: bounds[i] })),
          ...edges.map((values) => ({ values, isBound: false })),
        ],
        axis.of === 'usage'
      ),
    }),
    [tops, lines, edges, bounds, isStacked, axis]
  );
  const look = useKept({ layers, areas, overlays }, lookOf([...layers, ...areas, ...overlays]));
  return { isStacked, layers, overlays, tops, lines, aligned, frame: views.layers[0]?.frame, extent, look };
}

function alignedData(
  rows: Rows,
  tops: readonly Column[],
  overlays: readonly Column[],
  range: { from: number; to: number }
): uPlot.AlignedData {
  // Without samples the chart would have no time axis to draw.
  if (rows.time.length === 0) {
    const empty: Column = [null, null];
    return [[range.from, range.to], empty, ...tops.map(() => empty), ...overlays.map(() => empty)];
  }
  return [rows.time, tops[0] ? baseline(tops[0]) : rows.time.map(() => null), ...tops, ...overlays];
}

function lookOf(views: ReadonlyArray<LayerView | OverlayView>): string {
  return JSON.stringify(
    views.map(({ id, color, custom, field }) => [
      id,
      color,
      custom.lineWidth,
      custom.fillOpacity,
      custom.lineInterpolation,
      custom.axisSoftMin,
      custom.axisSoftMax,
      custom.thresholdsStyle,
      custom.thresholdsStyle.mode === 'off' ? null : field.config.thresholds,
      field.config.unit,
      field.config.decimals,
      field.config.min,
      field.config.max,
    ])
  );
}
