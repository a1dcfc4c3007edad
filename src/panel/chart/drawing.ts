import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';

import type { Severity } from '../../diagnosis/types';
import type { Shade } from '../verdict';
import type { Annotation } from './annotations';
import { markColor } from './events';
import { placeLabels, type Mark } from './marks';
import { pixelRatio } from './pixels';

export interface Span {
  from: number;
  to: number;
}

/** Canvas x of a time, held within the plot. */
export function xOf(u: uPlot, time: number): number {
  const { left, width } = u.bbox;
  return Math.min(left + width, Math.max(left, u.valToPos(time, 'x', true)));
}

function severityColor(theme: GrafanaTheme2, severity: Severity): string {
  return { critical: theme.colors.error, warning: theme.colors.warning, info: theme.colors.info }[severity].main;
}

/** Tints the background of findings' intervals and caps them with a bar, which stays visible above full stacks. */
export function drawShades(u: uPlot, spans: readonly Shade[], theme: GrafanaTheme2): void {
  const { top, height } = u.bbox;
  const bar = 3 * pixelRatio();
  for (const { from, to, severity } of spans) {
    const left = xOf(u, from);
    // A finding of one sample still needs to be seen.
    const width = Math.max(2 * pixelRatio(), xOf(u, to) - left);
    const color = severityColor(theme, severity);
    u.ctx.fillStyle = colorManipulator.alpha(color, 0.08);
    u.ctx.fillRect(left, top, width, height);
    u.ctx.fillStyle = color;
    u.ctx.fillRect(left, top, width, bar);
  }
}

/** A dashed line along the time axis where the composition is drawn without its Go series. */
export function drawGoMissing(u: uPlot, spans: readonly Span[], theme: GrafanaTheme2): void {
  const { top, height } = u.bbox;
  const { ctx } = u;
  ctx.save();
  ctx.strokeStyle = theme.colors.text.primary;
  ctx.lineWidth = 3 * pixelRatio();
  ctx.setLineDash([3 * pixelRatio(), 3 * pixelRatio()]);
  for (const { from, to } of spans) {
    const left = xOf(u, from);
    ctx.beginPath();
    ctx.moveTo(left, top + height - 1.5 * pixelRatio());
    ctx.lineTo(Math.max(left + 3 * pixelRatio(), xOf(u, to)), top + height - 1.5 * pixelRatio());
    ctx.stroke();
  }
  ctx.restore();
}

/** Tints the background of annotations that last. */
export function drawRegions(u: uPlot, annotations: readonly Annotation[]): void {
  const { top, height } = u.bbox;
  const { min = 0, max = 0 } = u.scales.x;
  for (const { from, to, color } of annotations) {
    if (to > from && from <= max && to >= min) {
      u.ctx.fillStyle = colorManipulator.alpha(color, 0.12);
      u.ctx.fillRect(xOf(u, from), top, xOf(u, to) - xOf(u, from), height);
    }
  }
}

/** Lines in the colours of the annotations, at both ends of those that last. */
export function drawAnnotations(u: uPlot, annotations: readonly Annotation[]): void {
  const { ctx } = u;
  const { top, height } = u.bbox;
  const { min = 0, max = 0 } = u.scales.x;
  const scale = pixelRatio();
  ctx.save();
  ctx.lineWidth = 2 * scale;
  ctx.setLineDash([5 * scale, 5 * scale]);
  for (const { from, to, color } of annotations) {
    ctx.strokeStyle = color;
    for (const at of to > from ? [from, to] : [from]) {
      if (at >= min && at <= max) {
        const x = Math.round(u.valToPos(at, 'x', true));
        ctx.beginPath();
        ctx.moveTo(x, top);
        ctx.lineTo(x, top + height);
        ctx.stroke();
      }
    }
  }
  ctx.restore();
}

export function drawMarks(u: uPlot, marks: readonly Mark[], theme: GrafanaTheme2): void {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  const { min = 0, max = 0 } = u.scales.x;
  const scale = pixelRatio();
  const inView = marks.filter(({ at }) => at >= min && at <= max);
  const pad = 5 * scale;
  const rowHeight = 18 * scale;

  ctx.save();
  ctx.font = `${11 * scale}px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.lineWidth = Math.max(1, scale);
  for (const mark of inView) {
    const x = Math.round(u.valToPos(mark.at, 'x', true)) + 0.5;
    ctx.strokeStyle = markColor(mark, theme);
    ctx.setLineDash(mark.kind === 'restart' ? [4 * scale, 4 * scale] : []);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
  }

  ctx.setLineDash([]);
  const measured = inView.map((mark) => ({
    mark,
    x: u.valToPos(mark.at, 'x', true),
    width: ctx.measureText(mark.label).width + 2 * pad,
  }));
  // Labels may cover a quarter of the plot at most.
  const rows = Math.min(3, Math.floor(height / (4 * rowHeight)));
  for (const { mark, x, row } of placeLabels(measured, { left, right: left + width, rows, gap: 4 * scale })) {
    const labelWidth = ctx.measureText(mark.label).width + 2 * pad;
    const y = top + 5 * scale + row * (rowHeight + 2 * scale);
    ctx.fillStyle = theme.colors.background.secondary;
    ctx.strokeStyle = theme.colors.border.medium;
    ctx.beginPath();
    ctx.rect(x, y, labelWidth, rowHeight);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = theme.colors.text.primary;
    ctx.fillText(mark.label, x + pad, y + rowHeight / 2);
  }
  ctx.restore();
}
