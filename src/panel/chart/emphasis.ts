import type { GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

import { bandPath } from './focus';
import { hit } from './hit';
import { pixelRatio } from './pixels';

/** Series of the chart's data where the layers' top edges begin, and where the lines over them do. */
interface Places {
  firstLayer: number;
  firstOverlay: number;
  scale: string;
}

/**
 * The stacked layer under the pointer, as its place from the bottom, or -1: beside the plot, on a line, in a gap, and
 * where the pointer is that of another panel.
 */
export function layerUnder(
  u: uPlot,
  { firstLayer, firstOverlay, scale }: Places,
  layers: number,
  reach: number
): number {
  const { top = -1, idx, event } = u.cursor;
  if (top < 0 || idx === null || idx === undefined || !event) {
    return -1;
  }
  const value = u.posToVal(top, scale);
  const drawn = {
    layers: u.data.slice(firstLayer, firstLayer + layers) as Array<Array<number | null>>,
    overlays: u.data.slice(firstOverlay) as Array<Array<number | null>>,
    isStacked: true,
  };
  const found = hit(drawn, idx, value, Math.abs(u.posToVal(top + reach, scale) - value));
  return found?.kind === 'layer' ? found.index : -1;
}

interface Emphasis extends Places {
  layers: number;
  /** px */
  reach: number;
  isStepped: boolean;
  theme: GrafanaTheme2;
}

/** Sets off the stacked layer under the pointer, on a canvas of its own: the chart itself is not drawn again. */
export function addEmphasis(builder: UPlotConfigBuilder, emphasis: Emphasis): void {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    pointerEvents: 'none',
  });
  canvas.dataset.testid = 'composition-emphasis';
  let shown = -1;

  const show = (u: uPlot, layer: number): void => {
    shown = layer;
    const { left, top, width, height } = u.bbox;
    // Setting the size clears it.
    Object.assign(canvas, { width, height });
    canvas.dataset.layer = layer < 0 ? '' : String(layer);
    const context = canvas.getContext('2d');
    if (!context || layer < 0) {
      return;
    }
    const series = emphasis.firstLayer + layer;
    const path = bandPath(u, series, series - 1, emphasis.isStepped);
    context.translate(-left, -top);
    context.globalAlpha = 0.2;
    context.fillStyle = emphasis.theme.colors.text.maxContrast;
    context.fill(path);
    context.globalAlpha = 0.9;
    context.lineWidth = 2 * pixelRatio();
    context.strokeStyle = emphasis.theme.colors.text.maxContrast;
    context.stroke(path);
  };

  builder.addHook('init', (u) => {
    u.over.prepend(canvas);
  });
  builder.addHook('setCursor', (u) => {
    const layer = layerUnder(u, emphasis, emphasis.layers, emphasis.reach);
    if (layer !== shown) {
      show(u, layer);
    }
  });
  builder.addHook('draw', (u) => {
    if (shown >= 0) {
      show(u, shown);
    }
  });
}
