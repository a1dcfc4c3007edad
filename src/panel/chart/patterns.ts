import { colorManipulator } from '@grafana/data';

import type { LayerClass, LayerId } from '../../composition/types';
import { pixelRatio } from './pixels';

/** Edge of the repeated tile, CSS pixels. */
const tile = 10;
const tint: Record<LayerClass, number> = { needed: 1, undecided: 0.4, reclaimable: 0.3 };

/** Page cache is hatched the other way than lazily freed memory: both are green, and often beside each other. */
export const isCache = (id: LayerId): boolean => id === 'page-cache';

/**
 * Fill of a layer. Its class shows without colour: needed is plain, undecided dotted, reclaimable hatched. `opacity` is
 * 0..1; patterns are drawn stronger than their tint so that they read on light and dark alike.
 */
export function layerFill(
  ctx: CanvasRenderingContext2D,
  { layerClass, isCache: mirrored }: { layerClass: LayerClass; isCache: boolean },
  color: string,
  opacity: number
): string | CanvasPattern {
  const plain = colorManipulator.alpha(color, opacity * tint[layerClass]);
  if (layerClass === 'needed' || opacity === 0) {
    return plain;
  }
  const scale = pixelRatio();
  const size = Math.max(4, Math.round(tile * scale));
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const tileCtx = canvas.getContext('2d');
  if (!tileCtx) {
    return plain;
  }
  const strong = colorManipulator.alpha(color, Math.min(1, opacity * 1.3));
  tileCtx.fillStyle = plain;
  tileCtx.fillRect(0, 0, size, size);
  if (layerClass === 'reclaimable') {
    if (mirrored) {
      tileCtx.setTransform(-1, 0, 0, 1, size, 0);
    }
    drawHatch(tileCtx, size, strong, 2 * scale);
  } else {
    drawDots(tileCtx, size, strong, 1.4 * scale);
  }
  return ctx.createPattern(canvas, 'repeat') ?? plain;
}

/** Upright stripes on a veil, so that an area over the layers reads on each of them and hides none. */
export function areaFill(ctx: CanvasRenderingContext2D, color: string, background: string): string | CanvasPattern {
  const veil = colorManipulator.alpha(background, 0.45);
  const scale = pixelRatio();
  const size = Math.max(3, Math.round(0.7 * tile * scale));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: size, height: 1 });
  const tileCtx = canvas.getContext('2d');
  if (!tileCtx) {
    return veil;
  }
  tileCtx.fillStyle = veil;
  tileCtx.fillRect(0, 0, size, 1);
  tileCtx.fillStyle = colorManipulator.alpha(color, 0.65);
  tileCtx.fillRect(0, 0, Math.max(1, Math.round(scale)), 1);
  return ctx.createPattern(canvas, 'repeat') ?? veil;
}

function drawHatch(ctx: CanvasRenderingContext2D, size: number, color: string, width: number): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.lineCap = 'square';
  ctx.beginPath();
  // Three parallels, so that the corners of neighbouring tiles join without a seam.
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift, size);
    ctx.lineTo(shift + size, 0);
  }
  ctx.stroke();
}

function drawDots(ctx: CanvasRenderingContext2D, size: number, color: string, radius: number): void {
  ctx.fillStyle = color;
  for (const [x, y] of [
    [0.25, 0.25],
    [0.75, 0.75],
  ]) {
    ctx.beginPath();
    ctx.arc(x * size, y * size, radius, 0, 2 * Math.PI);
    ctx.fill();
  }
}
