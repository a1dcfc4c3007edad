import type { AbsoluteTimeRange, DashboardCursorSync, EventBus, LinkModel, TimeRange } from '@grafana/data';
import { EventBusPlugin, KeyboardPlugin, TooltipPlugin2, UPlotChart, useTheme2 } from '@grafana/ui';
import React, { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type uPlot from 'uplot';

import type { Column } from '../derive/frames';
import type { Rows } from '../derive/rows';
import { onAxis, type AxisValues } from '../derive/shares';
import { baseline, cumulate } from '../derive/stack';
import { linksAt, visible, type LayerView, type OverlayView, type Views } from '../derive/views';
import type { Drawing } from '../options';
import type { Shade } from '../verdict';
import type { Annotation } from './annotations';
import { boxStore } from './box';
import { buildConfig, haloed, reach, valueScale, type Live } from './config';
import type { Span } from './drawing';
import type { ChartEvent } from './events';
import type { Focus } from './focus';
import { hit } from './hit';
import type { Mark } from './marks';
import { axisMax, lowest } from './scale';

/** Their code comes after the first picture. */
const EventMarkers = lazy(() => import('./EventMarkers').then((module) => ({ default: module.EventMarkers })));

/** Grafana's own value for "one tooltip for all series", which its packages do not export. */
const hoverAll = 1;
/** DashboardCursorSync.Off; the enum is not shared with plugins at run time. */
const syncOff = 0;

export interface Sync {
  mode: DashboardCursorSync;
  scope: string;
  eventBus: EventBus;
}

export interface Hover {
  /** Row of the chart. */
  row: number;
  /** Layer or line under the pointer, if any. */
  active: LayerView | OverlayView | null;
  pinned: boolean;
}

interface Props {
  width: number;
  height: number;
  rows: Rows;
  views: Views;
  timeRange: TimeRange;
  timeZone: string;
  drawing: Drawing;
  axis: AxisValues;
  marks: readonly Mark[];
  annotations: readonly Annotation[];
  /** Marks and annotations again, with what they say. */
  events: readonly ChartEvent[];
  shades: readonly Shade[];
  goMissing: readonly Span[];
  focus: Focus | null;
  axes: { x: boolean; y: boolean };
  label: string;
  sync: Sync;
  /** Left out: no tooltip. */
  tooltip?: (hover: Hover) => ReactNode;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** The stacked chart. The only component that touches Grafana's chart internals, which may change between versions. */
export function StackChart(props: Props) {
  const { width, height, rows, views, timeRange, timeZone, drawing, axis, marks, annotations } = props;
  const { shades, goMissing, focus, label, sync } = props;
  const theme = useTheme2();
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  const isStacked = drawing === 'stacked';

  const { x: hasX, y: hasY } = props.axes;
  const axes = useMemo(() => ({ x: hasX, y: hasY }), [hasX, hasY]);
  const layers = useMemo(() => visible(views.layers), [views]);
  const overlays = useMemo(() => visible(views.overlays), [views]);
  const bands = useSameList(layers.map(({ values }) => values));
  const lines = useSameList(overlays.map(({ values }) => values));
  const halos = haloed(overlays, axes).map((overlay) => overlays.indexOf(overlay));
  const haloKey = halos.join();

  const tops = useMemo(() => {
    const shown = bands.map((values) => onAxis(values, axis));
    return isStacked ? cumulate(shown) : shown;
  }, [bands, axis, isStacked]);
  const drawnLines = useMemo(() => lines.map((values) => onAxis(values, axis)), [lines, axis]);
  const data = useMemo(
    () => chartData(rows, tops, [...halos.map((i) => drawnLines[i]), ...drawnLines], { from, to }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the list, which is new every time
    [rows, tops, drawnLines, haloKey, from, to]
  );

  const extent = useMemo(
    () => ({
      lowest: isStacked ? 0 : lowest([...tops, ...drawnLines]),
      highest: axisMax(
        tops,
        drawnLines.map((values, i) => ({ values, isBound: overlays[i].row.bound })),
        axis.of === 'usage'
      ),
    }),
    // Overlays are new objects around the same values whenever field configuration is applied again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [tops, drawnLines, isStacked, axis]
  );
  const now = useMemo<Live>(
    () => ({ range: { from, to }, ...extent, marks, annotations, shades, goMissing, focus }),
    [from, to, extent, marks, annotations, shades, goMissing, focus]
  );
  const [live] = useState(() => holder(now));
  const [box] = useState(boxStore);

  const style = styleKey(layers, overlays);
  const axisOf = axis.of;
  const builder = useMemo(
    () => buildConfig({ theme, timeZone, layers, overlays, axes, label, drawing, axisOf, live: live.get, box }),
    // The look decides, not the identity of the views: they are new after every refresh.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [theme, timeZone, style, axes, label, drawing, axisOf, sync.mode, sync.scope]
  );

  const plot = useRef<uPlot | null>(null);
  const painted = useRef<Live | null>(null);
  useLayoutEffect(() => {
    // The chart takes either a new size or new data from one update; this hands over data that came with a size, and
    // marks and shades that came with neither.
    if (plot.current && plot.current.data !== data) {
      plot.current.setData(data);
    } else if (plot.current && painted.current !== null && painted.current !== now) {
      plot.current.redraw(false);
    }
    painted.current = now;
  }, [now, data]);

  const activeAt = (u: uPlot, row: number): LayerView | OverlayView | null => {
    const top = u.cursor.top ?? -1;
    if (top < 0) {
      return null;
    }
    const value = u.posToVal(top, valueScale);
    const found = hit(
      { layers: tops, overlays: drawnLines, isStacked },
      row,
      value,
      Math.abs(u.posToVal(top + reach, valueScale) - value)
    );
    return found && (found.kind === 'layer' ? layers[found.index] : overlays[found.index]);
  };
  const hover = (u: uPlot, indices: Array<number | null>, pinned: boolean): Hover | null => {
    const row = indices.find((index) => index !== null);
    return row === undefined || row === null ? null : { row, active: activeAt(u, row), pinned };
  };
  const links = (_series: number, row: number | null): LinkModel[] => {
    const active = plot.current && row !== null ? activeAt(plot.current, row) : null;
    return active && row !== null ? linksAt(active, row) : [];
  };

  return (
    <UPlotChart
      key={builder.uid}
      data={data}
      width={width}
      height={height}
      config={builder}
      plotRef={(u) => {
        plot.current = u;
      }}
    >
      <BeforeDrawing run={() => live.set(now)} />
      <KeyboardPlugin config={builder} />
      {sync.mode !== syncOff && (
        <EventBusPlugin config={builder} eventBus={sync.eventBus} frame={views.layers[0]?.frame} />
      )}
      {props.tooltip && (
        <TooltipPlugin2
          config={builder}
          hoverMode={hoverAll}
          queryZoom={props.onChangeTimeRange}
          syncMode={sync.mode}
          syncScope={sync.scope}
          getDataLinks={links}
          render={(u, indices, _series, pinned) => {
            const point = hover(u, indices, pinned);
            return point && props.tooltip?.(point);
          }}
        />
      )}
      <Suspense fallback={null}>
        <EventMarkers events={props.events} range={now.range} box={box} timeZone={timeZone} height={height} />
      </Suspense>
    </UPlotChart>
  );
}

/** What the chart's hooks read when they draw, long after the configuration that holds them was made. */
function holder<T>(initial: T): { get: () => T; set: (value: T) => void } {
  let held = initial;
  return {
    get: () => held,
    set: (value) => {
      held = value;
    },
  };
}

/** Runs before the chart around it takes over new data or draws: effects of children come first. */
function BeforeDrawing({ run }: { run: () => void }) {
  useLayoutEffect(run);
  return null;
}

/** The previous list while its items are the same: the chart must not be fed again because someone opened a list. */
function useSameList<T>(list: T[]): T[] {
  const [kept, keep] = useState(list);
  if (kept.length === list.length && kept.every((item, i) => item === list[i])) {
    return kept;
  }
  keep(list);
  return list;
}

function chartData(
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

/** Everything about the series that the chart's configuration holds. */
function styleKey(layers: Views['layers'], overlays: Views['overlays']): string {
  return JSON.stringify(
    [...layers, ...overlays].map(({ id, color, custom, field }) => [
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
