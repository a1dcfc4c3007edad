import type { TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { KeyboardPlugin, UPlotChart } from '@grafana/ui';
import React, { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type uPlot from 'uplot';

import { boxStore } from './box';
import { ChartContext } from './chartContext';
import { buildConfig, type Live } from './config';
import type { Painted } from './painting';
import { headroom } from './scale';
import { useSync } from './sync';
import { useChartTheme } from './useChartTheme';
import { useStackData, type StackSeries } from './useStackData';

interface Props {
  width: number;
  height: number;
  timeRange: TimeRange;
  timeZone: TimeZone;
  label: string;
  series: StackSeries;
  painted: Painted;
  /** Features of the chart, which find it with `useChart`. */
  children?: ReactNode;
}

/** The stacked chart. Only it and its features touch Grafana's chart internals, which may change between versions. */
export function StackChart({ width, height, timeRange, timeZone, label, series, painted, children }: Props) {
  const theme = useChartTheme();
  const sync = useSync();
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  const { x: hasX, y: hasY } = series.axes;
  const axes = useMemo(() => ({ x: hasX, y: hasY }), [hasX, hasY]);
  const data = useStackData({ ...series, axes }, from, to);
  const { aligned, extent, look } = data;

  const now = useMemo<Live>(() => {
    const ghost = painted.ghost && series.axis.of === 'bytes' ? painted.ghost.peak(from, to) : 0;
    return { range: { from, to }, ...extent, highest: Math.max(extent.highest, headroom * ghost), ...painted };
  }, [from, to, extent, painted, series.axis.of]);
  const [live] = useState(() => holder(now));
  const [box] = useState(boxStore);
  const { drawing } = series;
  const axisOf = series.axis.of;
  const builder = useMemo(
    () => buildConfig({ theme, timeZone, ...look, axes, label, drawing, axisOf, live: live.get, box }),
    // The features add to the configuration what depends on how the crosshair is shared.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [theme, timeZone, look, axes, label, drawing, axisOf, live, box, sync.mode, sync.scope]
  );

  const plot = useRef<uPlot | null>(null);
  const shown = useRef<Live | null>(null);
  useLayoutEffect(() => {
    // The chart takes either a new size or new data from one update; this hands over data that came with a size, and
    // marks and shades that came with neither.
    if (plot.current && plot.current.data !== aligned) {
      plot.current.setData(aligned);
    } else if (plot.current && shown.current !== null && shown.current !== now) {
      plot.current.redraw(false);
    }
    shown.current = now;
  }, [now, aligned]);

  return (
    <ChartContext.Provider value={{ builder, plot, data, range: now.range, height, box, sync }}>
      <UPlotChart
        key={builder.uid}
        data={aligned}
        width={width}
        height={height}
        config={builder}
        plotRef={(u) => {
          plot.current = u;
        }}
      >
        <BeforeDrawing run={() => live.set(now)} />
        <KeyboardPlugin config={builder} />
        {children}
      </UPlotChart>
    </ChartContext.Provider>
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
