import { formattedValueToString, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { AxisPlacement, ScaleDirection, ScaleOrientation, UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

import type { Column } from '../derive/frames';
import { loneSamples } from '../derive/stack';
import type { LayerView, OverlayView } from '../derive/views';
import type { Shade } from '../verdict';
import { drawGoMissing, drawMarks, drawShades, type Span } from './drawing';
import { drawFocus, type Focus } from './focus';
import type { Mark } from './marks';
import { layerFill } from './patterns';
import { fixedRange, tickSteps } from './scale';

/** What changes with every refresh and must not rebuild the chart; drawing reads it at the time it draws. */
export interface Live {
  range: { from: number; to: number };
  max: number;
  marks: readonly Mark[];
  shades: readonly Shade[];
  goMissing: readonly Span[];
  /** What the selected finding speaks of. */
  focus: Focus | null;
}

export interface ConfigInput {
  theme: GrafanaTheme2;
  timeZone: TimeZone;
  /** Visible ones, bottom to top. */
  layers: readonly LayerView[];
  overlays: readonly OverlayView[];
  axes: { x: boolean; y: boolean };
  label: string;
  live: () => Live;
}

/** In the chart's data: time, the line the stack stands on, then the layers' top edges, then the strips behind
 * overlays, then the overlays. */
export const firstLayer = 2;

const valueScale = 'bytes';
const distanceAnywhere = 100_000;

export function buildConfig({ theme, timeZone, layers, overlays, axes, label, live }: ConfigInput): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  const all = [...layers, ...overlays];
  const fixed = fixedRange(all);

  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [live().range.from, live().range.to],
  });
  builder.addScale({
    scaleKey: valueScale,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: () => [fixed.min ?? 0, Math.max(fixed.max ?? live().max, (fixed.min ?? 0) + 1)],
  });
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    filter: keepWhole,
    placement: AxisPlacement.Bottom,
    show: axes.x,
    timeZone,
    theme,
    grid: { show: true },
  });
  const display = all[0]?.display;
  builder.addAxis({
    scaleKey: valueScale,
    placement: AxisPlacement.Left,
    show: axes.y,
    theme,
    grid: { show: true },
    incrs: tickSteps(all[0]?.field.config.unit),
    formatValue: (value: number, decimals) =>
      display ? formattedValueToString(display(value, all[0].field.config.decimals ?? decimals)) : String(value),
  });

  const line = {
    scaleKey: valueScale,
    theme,
    pxAlign: false,
    spanNulls: false,
    pointsBuilder: () => false,
    pointsFilter: (u: uPlot, series: number) => (series < firstLayer ? null : loneSamples(u.data[series] as Column)),
  };
  builder.addSeries({ ...line, lineColor: 'transparent', lineWidth: 0, pointSize: 0 });
  layers.forEach(({ color, custom }, i) => {
    builder.addSeries({ ...line, lineColor: color, lineWidth: custom.lineWidth });
    builder.addBand({
      series: [firstLayer + i, firstLayer + i - 1],
      dir: -1,
      fill: fillOnce(layers[i]),
    });
  });
  const strips = haloed(overlays, axes);
  for (const { custom } of strips) {
    builder.addSeries({ ...line, lineColor: theme.colors.background.primary, lineWidth: custom.lineWidth + 2 });
  }
  for (const { color, custom, row } of overlays) {
    builder.addSeries({
      ...line,
      lineColor: color,
      lineWidth: axes.y ? custom.lineWidth : Math.min(custom.lineWidth, 1),
      lineStyle: row.dash ? { fill: 'dash', dash: row.dash } : undefined,
    });
  }

  const firstOverlay = firstLayer + layers.length + strips.length;
  builder.setCursor({
    // Anywhere in the plot belongs to some layer, so the tooltip can be pinned anywhere.
    focus: { prox: distanceAnywhere },
    points: { size: (u: uPlot, series: number) => (series < firstOverlay ? 0 : 8) },
  });
  builder.addHook('init', (u) => {
    u.root.setAttribute('role', 'img');
    u.root.setAttribute('aria-label', label);
  });
  builder.addHook('drawClear', (u) => drawShades(u, live().shades, theme));
  const layerIds = layers.map(({ id }) => id);
  builder.addHook('draw', (u) => {
    const { focus } = live();
    if (focus) {
      drawFocus(u, focus, layerIds, firstLayer, theme);
    }
    drawGoMissing(u, live().goMissing, theme);
    drawMarks(u, live().marks, theme);
  });
  return builder;
}

/** Overlays that get a strip behind them; where there is no room for an axis, lines are thin and go without. */
export const haloed = (overlays: readonly OverlayView[], axes: { y: boolean }): OverlayView[] =>
  axes.y ? overlays.filter(({ row }) => row.halo) : [];

/** Room that half a time label takes beyond the plot's edge, CSS pixels. */
const labelRoom = 22;

/** Leaves out time labels that the edge of the panel would cut. */
function keepWhole(u: uPlot, splits: number[]): Array<number | null> {
  const right = u.bbox.width / (window.devicePixelRatio || 1) - labelRoom;
  return splits.map((split) => (u.valToPos(split, 'x') > right ? null : split));
}

/** Patterns are made once per chart, not once per frame drawn. */
function fillOnce({ class: layerClass, color, custom }: LayerView): (u: uPlot) => string | CanvasPattern {
  let fill: string | CanvasPattern | undefined;
  return (u) => (fill ??= layerFill(u.ctx, layerClass, color, custom.fillOpacity / 100));
}
