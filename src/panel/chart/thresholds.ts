import { colorManipulator, ThresholdsMode, type GrafanaTheme2, type ThresholdsConfig } from '@grafana/data';
import { GraphThresholdsStyleMode } from '@grafana/ui';
import type uPlot from 'uplot';

import type { LayerView, OverlayView } from '../derive/views';
import { pixelRatio } from './pixels';

export interface Thresholds {
  config: ThresholdsConfig;
  lines: boolean;
  dashed: boolean;
  areas: boolean;
}

const withLines: readonly string[] = [
  GraphThresholdsStyleMode.Line,
  GraphThresholdsStyleMode.LineAndArea,
  GraphThresholdsStyleMode.Dashed,
  GraphThresholdsStyleMode.DashedAndArea,
];
const withDashes: readonly string[] = [GraphThresholdsStyleMode.Dashed, GraphThresholdsStyleMode.DashedAndArea];
const withAreas: readonly string[] = [
  GraphThresholdsStyleMode.Area,
  GraphThresholdsStyleMode.LineAndArea,
  GraphThresholdsStyleMode.DashedAndArea,
];

/** Thresholds to draw: of the first series that has any and shows them, since all share one axis. */
export function thresholdsOf(views: ReadonlyArray<LayerView | OverlayView>): Thresholds | null {
  for (const { custom, field } of views) {
    const { mode } = custom.thresholdsStyle;
    if (field.config.thresholds && mode !== GraphThresholdsStyleMode.Off) {
      return {
        config: field.config.thresholds,
        lines: withLines.includes(mode),
        dashed: withDashes.includes(mode),
        areas: withAreas.includes(mode),
      };
    }
  }
  return null;
}

export interface Level {
  from: number;
  to: number;
  color: string;
}

/** Where each step begins and ends on an axis, bottom to top; the parts outside of the axis are left out. */
export function levelsOf({ mode, steps }: ThresholdsConfig, min: number, max: number): Level[] {
  const starts = steps.map(({ value, color }, i) => ({
    color,
    // The first step is the base: it reaches down without end, as null or -Infinity depending on who stored it.
    from: i === 0 ? -Infinity : mode === ThresholdsMode.Percentage ? min + ((max - min) * value) / 100 : value,
  }));
  return starts
    .map(({ color, from }, i): Level => ({ color, from, to: starts[i + 1]?.from ?? Infinity }))
    .filter(({ from, to }) => to > min && from < max);
}

export function drawThresholdAreas(u: uPlot, scale: string, { config }: Thresholds, theme: GrafanaTheme2): void {
  const { left, width } = u.bbox;
  eachLevel(u, scale, config, (level, min, max) => {
    const [top, bottom] = [Math.min(level.to, max), Math.max(level.from, min)].map((at) => u.valToPos(at, scale, true));
    u.ctx.fillStyle = translucent(level.color, 0.15, theme);
    u.ctx.fillRect(left, top, width, bottom - top);
  });
}

/** Drawn over the stack, which would hide them. */
export function drawThresholdLines(u: uPlot, scale: string, thresholds: Thresholds, theme: GrafanaTheme2): void {
  const { ctx } = u;
  const { left, width } = u.bbox;
  const ratio = pixelRatio();
  ctx.save();
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash(thresholds.dashed ? [10 * ratio, 10 * ratio] : []);
  eachLevel(u, scale, thresholds.config, ({ from, color }, min) => {
    if (from >= min) {
      const y = Math.round(u.valToPos(from, scale, true));
      ctx.strokeStyle = translucent(color, 0.85, theme);
      ctx.beginPath();
      ctx.moveTo(left, y);
      ctx.lineTo(left + width, y);
      ctx.stroke();
    }
  });
  ctx.restore();
}

function eachLevel(
  u: uPlot,
  scale: string,
  config: ThresholdsConfig,
  draw: (level: Level, min: number, max: number) => void
): void {
  const { min, max } = u.scales[scale];
  if (min !== undefined && max !== undefined) {
    levelsOf(config, min, max).forEach((level) => draw(level, min, max));
  }
}

function translucent(color: string, opacity: number, theme: GrafanaTheme2): string {
  const named = theme.visualization.getColorByName(color);
  return named === 'transparent' ? named : colorManipulator.alpha(named, opacity);
}
