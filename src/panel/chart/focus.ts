import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';

import type { LayerId } from '../../composition/types';
import { pixelRatio } from './pixels';

/** What a selected finding speaks of: some layers, or all where it names none, in an interval (ms). */
export interface Focus {
  layers: readonly LayerId[];
  from: number;
  to: number;
}

type Edge = ArrayLike<number | null | undefined>;

/** Runs of rows where a layer is drawn and can be seen, there or in a neighbour, as half-open ranges. */
export function drawnRuns(top: Edge, bottom: Edge): Array<[number, number]> {
  const runs: Array<[number, number]> = [];
  const isThick = (i: number): boolean => (top[i] ?? 0) > (bottom[i] ?? 0);
  for (let i = 0; i < top.length; i++) {
    const isDrawn = typeof top[i] === 'number' && typeof bottom[i] === 'number';
    if (isDrawn && (isThick(i) || isThick(i - 1) || isThick(i + 1))) {
      const last = runs.at(-1);
      if (last && last[1] === i) {
        last[1] = i + 1;
      } else {
        runs.push([i, i + 1]);
      }
    }
  }
  return runs;
}

/** The stack that a focus lies on. */
interface Stack {
  /** Those drawn, bottom to top. */
  layers: readonly LayerId[];
  /** Series of the chart's data at which their top edges begin. */
  first: number;
  isStepped: boolean;
}

/**
 * Frames the interval, and puts a veil over everything beside it and over the layers the finding does not speak of.
 */
export function drawFocus(u: uPlot, focus: Focus, { layers, first, isStepped }: Stack, theme: GrafanaTheme2): void {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  const ratio = pixelRatio();
  const held = (x: number): number => Math.min(left + width, Math.max(left, x));
  const start = held(u.valToPos(focus.from, 'x', true));
  const end = Math.max(start + 2 * ratio, held(u.valToPos(focus.to, 'x', true)));

  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.fillStyle = colorManipulator.alpha(theme.colors.background.primary, 0.55);
  ctx.fillRect(left, top, start - left, height);
  ctx.fillRect(end, top, left + width - end, height);
  ctx.setLineDash([]);
  ctx.lineWidth = 2 * ratio;
  ctx.strokeStyle = theme.colors.text.primary;
  ctx.strokeRect(start, top + ratio, end - start, height - 2 * ratio);

  if (layers.some((id) => focus.layers.includes(id))) {
    ctx.beginPath();
    ctx.rect(start, top, end - start, height);
    ctx.clip();
    layers.forEach((id, i) => {
      if (!focus.layers.includes(id)) {
        ctx.fill(bandPath(u, first + i, first + i - 1, isStepped));
      }
    });
  }
  ctx.restore();
}

/** Outline of the band between the edges of two series, in pixels of the canvas. */
export function bandPath(u: uPlot, upper: number, lower: number, isStepped: boolean): Path2D {
  const time = u.data[0];
  const [top, bottom] = [u.data[upper], u.data[lower]];
  const scale = u.series[upper]?.scale ?? 'y';
  const path = new Path2D();
  const place = (i: number, value: number | null | undefined): [number, number] => [
    u.valToPos(time[i], 'x', true),
    u.valToPos(Number(value), scale, true),
  ];
  const lineTo = (i: number, value: number | null | undefined): void => path.lineTo(...place(i, value));
  for (const [from, to] of drawnRuns(top ?? [], bottom ?? [])) {
    path.moveTo(...place(from, top[from]));
    for (let i = from; i < to; i++) {
      // A step holds the value before until the next sample.
      if (isStepped && i > from) {
        lineTo(i, top[i - 1]);
      }
      lineTo(i, top[i]);
    }
    for (let i = to - 1; i >= from; i--) {
      lineTo(i, bottom[i]);
      if (isStepped && i > from) {
        lineTo(i, bottom[i - 1]);
      }
    }
    path.closePath();
  }
  return path;
}
