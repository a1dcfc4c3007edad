import type { AbsoluteTimeRange, DashboardCursorSync, EventBus, TimeRange } from '@grafana/data';
import { EventBusPlugin, KeyboardPlugin, TooltipPlugin2, UPlotChart, useTheme2 } from '@grafana/ui';
import React, { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type uPlot from 'uplot';

import type { Column } from '../derive/frames';
import type { Rows } from '../derive/rows';
import { baseline, columnAt, cumulate } from '../derive/stack';
import { visible, type LayerView, type Views } from '../derive/views';
import type { Shade } from '../verdict';
import { buildConfig, haloed, type Live } from './config';
import type { Span } from './drawing';
import type { Focus } from './focus';
import type { Mark } from './marks';
import { axisMax } from './scale';

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
  /** Layer under the pointer, if any. */
  layer: LayerView | null;
  pinned: boolean;
}

interface Props {
  width: number;
  height: number;
  rows: Rows;
  views: Views;
  timeRange: TimeRange;
  timeZone: string;
  marks: readonly Mark[];
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
  const { width, height, rows, views, timeRange, timeZone, marks, shades, goMissing, focus, label, sync } = props;
  const theme = useTheme2();
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();

  const { x: hasX, y: hasY } = props.axes;
  const axes = useMemo(() => ({ x: hasX, y: hasY }), [hasX, hasY]);
  const layers = useMemo(() => visible(views.layers), [views]);
  const overlays = useMemo(() => visible(views.overlays), [views]);
  const stacked = useSameList(layers.map(({ values }) => values));
  const lines = useSameList([...haloed(overlays, axes), ...overlays].map(({ values }) => values));
  const tops = useMemo(() => cumulate(stacked), [stacked]);
  const data = useMemo(
    () => chartData(rows, stacked[0], tops, lines, { from, to }),
    [rows, stacked, tops, lines, from, to]
  );

  // Overlays are new objects around the same values whenever field configuration is applied again.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const max = useMemo(() => axisMax(tops, overlays), [tops, lines]);
  const now = useMemo<Live>(
    () => ({ range: { from, to }, max, marks, shades, goMissing, focus }),
    [from, to, max, marks, shades, goMissing, focus]
  );
  const [live] = useState(() => holder(now));

  const style = styleKey(layers, overlays);
  const builder = useMemo(
    () => buildConfig({ theme, timeZone, layers, overlays, axes, label, live: live.get }),
    // The look decides, not the identity of the views: they are new after every refresh.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [theme, timeZone, style, axes, label, sync.mode, sync.scope]
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

  const hover = (u: uPlot, indices: Array<number | null>, pinned: boolean): Hover | null => {
    const row = indices.find((index) => index !== null);
    if (row === undefined || row === null) {
      return null;
    }
    const top = u.cursor.top ?? -1;
    const at = top >= 0 ? columnAt(tops, row, u.posToVal(top, 'bytes')) : -1;
    return { row, layer: layers[at] ?? null, pinned };
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
          render={(u, indices, _series, pinned) => {
            const point = hover(u, indices, pinned);
            return point && props.tooltip?.(point);
          }}
        />
      )}
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
  first: Column | undefined,
  tops: readonly Column[],
  overlays: readonly Column[],
  range: { from: number; to: number }
): uPlot.AlignedData {
  // Without samples the chart would have no time axis to draw.
  if (rows.time.length === 0) {
    const empty: Column = [null, null];
    return [[range.from, range.to], empty, ...tops.map(() => empty), ...overlays.map(() => empty)];
  }
  return [rows.time, first ? baseline(first) : rows.time.map(() => null), ...tops, ...overlays];
}

/** Everything about the series that the chart's configuration holds. */
function styleKey(layers: Views['layers'], overlays: Views['overlays']): string {
  return JSON.stringify(
    [...layers, ...overlays].map(({ id, color, custom, field }) => [
      id,
      color,
      custom.lineWidth,
      custom.fillOpacity,
      field.config.unit,
      field.config.decimals,
      field.config.min,
      field.config.max,
    ])
  );
}
