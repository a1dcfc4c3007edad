import type { GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';

import { xOf, type Span } from './drawing';
import { pixelRatio } from './pixels';

/** Frames the spans that somebody dragged over the chart, and numbers them in order of time where there are two. */
export function drawBrushed(u: uPlot, spans: readonly Span[], theme: GrafanaTheme2): void {
  const { ctx } = u;
  const { top, height } = u.bbox;
  const ratio = pixelRatio();
  ctx.save();
  ctx.strokeStyle = theme.colors.primary.text;
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash([6 * ratio, 3 * ratio]);
  ctx.font = `${12 * ratio}px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  spans.forEach((span, i) => {
    const start = xOf(u, span.from);
    const width = Math.max(2 * ratio, xOf(u, span.to) - start);
    ctx.strokeRect(start, top + ratio, width, height - 2 * ratio);
    if (spans.length > 1) {
      const side = 16 * ratio;
      ctx.fillStyle = theme.colors.background.primary;
      ctx.fillRect(start + 2 * ratio, top + 2 * ratio, side, side);
      ctx.fillStyle = theme.colors.primary.text;
      ctx.fillText(String(i + 1), start + 6 * ratio, top + 4 * ratio);
    }
  });
  ctx.restore();
}
