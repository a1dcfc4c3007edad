import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';

import { peakIn } from '../../diagnosis/signals/spans';
import { lowerBound } from '../../workloads/lookup';
import { pixelRatio } from './pixels';

/**
 * The usage of something else, drawn as an outline over the stack. It draws itself, so that the chart loads none of it
 * until somebody compares.
 */
export class Ghost {
  constructor(
    readonly name: string,
    /** Ascending, ms. */
    readonly time: Float64Array,
    /** Bytes; NaN is a gap. */
    readonly values: Float64Array
  ) {}

  /** Highest value within a range of time, bytes; 0 where there is none. */
  peak(from: number, to: number): number {
    const { time, values } = this;
    return Math.max(0, peakIn(values, lowerBound(time, from), lowerBound(time, to + 1) - 1).value || 0);
  }

  draw(u: uPlot, scale: string, theme: GrafanaTheme2): void {
    drawOutline(u, this, scale, theme);
  }
}

/** A dashed line on a strip of the background, so that it is seen over every layer, and its name in the corner. */
function drawOutline(u: uPlot, { name, time, values }: Ghost, scale: string, theme: GrafanaTheme2): void {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  const ratio = pixelRatio();
  const path = new Path2D();
  let isDown = false;
  for (let i = 0; i < time.length; i++) {
    if (Number.isNaN(values[i])) {
      isDown = false;
      continue;
    }
    const x = u.valToPos(time[i], 'x', true);
    const y = u.valToPos(values[i], scale, true);
    if (isDown) {
      path.lineTo(x, y);
    } else {
      path.moveTo(x, y);
    }
    isDown = true;
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colorManipulator.alpha(theme.colors.background.primary, 0.7);
  ctx.lineWidth = 5 * ratio;
  ctx.stroke(path);
  ctx.strokeStyle = theme.colors.text.primary;
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.stroke(path);
  ctx.setLineDash([]);
  ctx.font = `${11 * ratio}px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const pad = 5 * ratio;
  const box = { x: left + pad, y: top + height - 24 * ratio, height: 18 * ratio };
  const room = width - 4 * pad;
  ctx.fillStyle = theme.colors.background.secondary;
  ctx.fillRect(box.x, box.y, Math.min(room, ctx.measureText(name).width) + 2 * pad, box.height);
  ctx.fillStyle = theme.colors.text.primary;
  ctx.fillText(name, box.x + pad, box.y + box.height / 2, room);
  ctx.restore();
}
