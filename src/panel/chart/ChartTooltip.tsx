import type { AbsoluteTimeRange } from '@grafana/data';
import { TooltipPlugin2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import type uPlot from 'uplot';

import { linksAt, type LayerView, type OverlayView } from '../derive/views';
import { useChart } from './chartContext';
import { reach, valueScale } from './config';
import type { Span } from './drawing';
import { hit } from './hit';
import type { StackData } from './useStackData';

/** Grafana's own value for "one tooltip for all series", which its packages do not export. */
const hoverAll = 1;

export interface Hover {
  /** Row of the chart. */
  row: number;
  /** Layer or line under the pointer, if any. */
  active: LayerView | OverlayView | null;
  pinned: boolean;
  /** Takes a pinned tooltip away. */
  dismiss: () => void;
  /** Looks for a place in the window again. */
  place: () => void;
  /** The chart's own element. */
  chart: HTMLElement;
}

interface Props {
  /** Left out: no tooltip, and time is not chosen by dragging either. */
  render?: (hover: Hover) => ReactNode;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
  /** A span that was dragged with Ctrl or ⌘ held. */
  onBrush: (span: Span) => void;
}

export function ChartTooltip({ render, onChangeTimeRange, onBrush }: Props) {
  const { builder, plot, data, sync } = useChart();
  if (!render) {
    return null;
  }
  return (
    <TooltipPlugin2
      config={builder}
      hoverMode={hoverAll}
      queryZoom={onChangeTimeRange}
      // Shift and a drag zoom the value axis, a double click shows all of it again.
      clientZoom
      syncMode={sync.mode}
      syncScope={sync.scope}
      getDataLinks={(_series, row) => {
        const active = plot.current && row !== null ? activeAt(plot.current, data, row) : null;
        return active && row !== null ? linksAt(active, row) : [];
      }}
      render={(...[u, indices, , pinned, dismiss, brushed]) => {
        if (brushed && brushed.to > brushed.from) {
          // Grafana renders while it handles the event, when no other component may change its state.
          setTimeout(() => onBrush(brushed));
          dismiss();
          return null;
        }
        const row = indices.find((index) => index !== null) ?? null;
        const place = () => u.setCursor({ left: u.cursor.left ?? -1, top: u.cursor.top ?? -1 });
        return row !== null && render({ row, active: activeAt(u, data, row), pinned, dismiss, place, chart: u.root });
      }}
    />
  );
}

/** The layer or line that the pointer is on. */
function activeAt(u: uPlot, data: StackData, row: number): LayerView | OverlayView | null {
  const top = u.cursor.top ?? -1;
  if (top < 0) {
    return null;
  }
  const value = u.posToVal(top, valueScale);
  const { tops, lines, isStacked } = data;
  const within = Math.abs(u.posToVal(top + reach, valueScale) - value);
  const found = hit({ layers: tops, overlays: lines, isStacked }, row, value, within);
  return found && (found.kind === 'layer' ? data.layers[found.index] : data.overlays[found.index]);
}
