import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { AxisPlacement, DrawStyle, ScaleDirection, ScaleOrientation, UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

import type { Column } from '../derive/frames';
import { loneSamples } from '../derive/stack';
import type { AxisValues } from '../derive/shares';
import type { LayerView, OverlayView } from '../derive/views';
import type { LayerClass } from '../../composition/types';
import type { Drawing } from '../panelOptions';
import { shareOfLimit, shareOfUsage } from '../names';
import type { BoxStore } from './box';
import { edgeColor } from './edge';
import { addEmphasis } from './emphasis';
import { addKeyboardTooltip } from './keyboard';
import { addPainting, type Painted } from './painting';
import { areaFill, isCache, layerFill } from './patterns';
import { pixelRatio } from './pixels';
import { fixedRange, tickSteps, valueRange } from './scale';
import { thresholdsOf } from './thresholds';

/** Size of the point that shows a sample without neighbours, CSS pixels. */
const lonePointSize = 7;

/** What changes with every refresh and must not rebuild the chart; drawing reads it at the time it draws. */
export interface Live extends Painted {
  range: { from: number; to: number };
  /** What the value axis must show. */
  lowest: number;
  highest: number;
}

export interface ConfigInput {
  theme: GrafanaTheme2;
  timeZone: TimeZone;
  /** Visible ones, bottom to top. */
  layers: readonly LayerView[];
  /** Drawn over the layers, each with a lower and an upper edge. */
  areas: readonly OverlayView[];
  overlays: readonly OverlayView[];
  axes: { x: boolean; y: boolean };
  label: string;
  drawing: Drawing;
  /** What the value axis counts. */
  axisOf: AxisValues['of'];
  live: () => Live;
  box: BoxStore;
}

/** In the chart's data: time, the line the stack stands on, then the layers' top edges, then the edges of areas, then
 * the strips behind overlays, then the overlays. */
const firstLayer = 2;

export const valueScale = 'bytes';
/** Distance, CSS pixels, within which the pointer counts as being on a line. */
export const reach = 8;
const distanceAnywhere = 100_000;

/** Lines of layers tell the class without colour, as the fills of a stack do. */
const lineStyles: Record<LayerClass, { fill: 'dash' | 'dot'; dash: number[] } | undefined> = {
  needed: undefined,
  undecided: { fill: 'dot', dash: [0, 6] },
  reclaimable: { fill: 'dash', dash: [10, 6] },
};

export function buildConfig(input: ConfigInput): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(input.timeZone);
  addScales(builder, input);
  addAxes(builder, input);
  const firstOverlay = addStack(builder, input);
  addPointer(builder, input, firstOverlay);
  addPainting(builder, {
    theme: input.theme,
    scale: valueScale,
    // Limits, thresholds and outlines are bytes, which an axis of shares does not have.
    thresholds: isOfShares(input) ? null : thresholdsOf(drawn(input)),
    hasBytes: !isOfShares(input),
    veil: {
      // Without a stack there is nothing between two lines that could be veiled.
      layers: input.drawing === 'stacked' ? input.layers.map(({ id }) => id) : [],
      first: firstLayer,
      isStepped: isSteppedIn(input),
    },
    live: input.live,
    box: input.box,
  });
  return builder;
}

const isOfShares = ({ axisOf }: ConfigInput): boolean => axisOf !== 'bytes';
const drawn = ({ layers, overlays }: ConfigInput) => [...layers, ...overlays];
const interpolationOf = (input: ConfigInput) => drawn(input)[0]?.custom.lineInterpolation;

function addScales(builder: UPlotConfigBuilder, input: ConfigInput): void {
  const { live } = input;
  const fixed = isOfShares(input) ? {} : fixedRange(drawn(input));
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
    range: () => valueRange(fixed, live()),
  });
}

function addAxes(builder: UPlotConfigBuilder, input: ConfigInput): void {
  const { theme, timeZone, axes, axisOf } = input;
  const isShare = isOfShares(input);
  const [first] = drawn(input);
  const config = first?.field.config;
  const display = isShare ? getValueFormat('percentunit') : first?.display;
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
  builder.addAxis({
    scaleKey: valueScale,
    placement: AxisPlacement.Left,
    show: axes.y,
    theme,
    grid: { show: true },
    label: axisLabel(axisOf),
    incrs: isShare ? undefined : tickSteps(config?.unit),
    formatValue: (value: number, decimals) => {
      // A percentage has two decimals less than the ratio that the axis counts.
      const needed = isShare ? Math.max(0, (decimals ?? 0) - 2) : decimals;
      return display ? formattedValueToString(display(value, config?.decimals ?? needed)) : String(value);
    },
  });
}

/** What all series have in common. */
function lineOf(input: ConfigInput) {
  const interpolation = interpolationOf(input);
  return {
    scaleKey: valueScale,
    theme: input.theme,
    // Left out, lines are linear, by the one path builder that thins out what no pixel can show.
    ...(interpolation !== 'linear' && { drawStyle: DrawStyle.Line, lineInterpolation: interpolation }),
    pxAlign: false,
    spanNulls: false,
    pointsBuilder: () => false,
    // Without it, the size follows the width of the line, which may be nothing.
    pointSize: lonePointSize,
    pointsFilter: (u: uPlot, series: number) => (series < firstLayer ? null : loneSamples(u.data[series] as Column)),
  };
}

/** Adds all series in the order of the chart's data, and the fills between them; answers the first overlay's index. */
function addStack(builder: UPlotConfigBuilder, input: ConfigInput): number {
  const { theme, layers, areas, overlays, axes, drawing } = input;
  const isStacked = drawing === 'stacked';
  const line = lineOf(input);
  const edge = { ...line, lineColor: 'transparent', lineWidth: 0, pointSize: 0 };
  builder.addSeries(edge);
  layers.forEach((layer, i) => {
    const lineStyle = isStacked ? undefined : lineStyles[layer.class];
    builder.addSeries({
      ...line,
      lineColor: edgeColor(layer.color, theme),
      lineWidth: layer.custom.lineWidth,
      lineStyle,
    });
    if (isStacked) {
      builder.addBand({ series: [firstLayer + i, firstLayer + i - 1], dir: -1, fill: once((u) => fillOf(u, layer)) });
    }
  });
  const firstArea = firstLayer + layers.length;
  areas.forEach(({ color }, i) => {
    builder.addSeries(edge);
    builder.addSeries(edge);
    const [lower, upper] = [firstArea + 2 * i, firstArea + 2 * i + 1];
    const fill = once((u: uPlot) => areaFill(u.ctx, color, theme.colors.background.primary));
    builder.addBand({ series: [upper, lower], dir: -1, fill });
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
  return firstArea + 2 * areas.length + strips.length;
}

/** What answers the pointer and the keyboard. */
function addPointer(builder: UPlotConfigBuilder, input: ConfigInput, firstOverlay: number): void {
  const { theme, layers, label, drawing } = input;
  const isStacked = drawing === 'stacked';
  builder.setCursor({
    // Anywhere in the plot belongs to some layer, so the tooltip can be pinned anywhere.
    focus: { prox: distanceAnywhere },
    points: {
      size: (u: uPlot, series: number) => (series >= firstOverlay || (!isStacked && series >= firstLayer) ? 8 : 0),
    },
  });
  builder.addHook('init', (u) => {
    u.root.setAttribute('role', 'img');
    u.root.setAttribute('aria-label', label);
  });
  addKeyboardTooltip(builder);
  if (isStacked) {
    addEmphasis(builder, {
      firstLayer,
      firstOverlay,
      scale: valueScale,
      layers: layers.length,
      reach,
      isStepped: isSteppedIn(input),
      theme,
    });
  }
}

const isSteppedIn = (input: ConfigInput): boolean => interpolationOf(input) === 'stepAfter';

function axisLabel(of: AxisValues['of']): string | undefined {
  switch (of) {
    case 'bytes':
      return undefined;
    case 'usage':
      return shareOfUsage();
    case 'limit':
      return shareOfLimit();
  }
}

/** Overlays that get a strip behind them; where there is no room for an axis, lines are thin and go without. */
export const haloed = (overlays: readonly OverlayView[], axes: { y: boolean }): OverlayView[] =>
  axes.y ? overlays.filter(({ row }) => row.halo) : [];

/** Room that half a time label takes beyond the plot's edge, CSS pixels. */
const labelRoom = 22;

/** Leaves out time labels that the edge of the panel would cut. */
function keepWhole(u: uPlot, splits: number[]): Array<number | null> {
  const right = u.bbox.width / pixelRatio() - labelRoom;
  return splits.map((split) => (u.valToPos(split, 'x') > right ? null : split));
}

/** Patterns are made once per chart, not once per frame drawn. */
function once(make: (u: uPlot) => string | CanvasPattern): (u: uPlot) => string | CanvasPattern {
  let fill: string | CanvasPattern | undefined;
  return (u) => (fill ??= make(u));
}

const fillOf = ({ ctx }: uPlot, { id, class: layerClass, color, custom }: LayerView): string | CanvasPattern =>
  layerFill(ctx, { layerClass, isCache: isCache(id) }, color, custom.fillOpacity / 100);
