import type { GrafanaTheme2 } from '@grafana/data';

import { areaFill, isCache, layerFill } from '../chart/patterns';
import { visible, type Views } from '../derive/views';

/** Everything that stands in the picture. */
export interface Picture {
  /** As the chart is drawn, in device pixels. */
  chart: HTMLCanvasElement;
  /** In bold. */
  title: string;
  /** Below it: what is shown, and when. */
  lines: readonly string[];
  views: Views;
  theme: GrafanaTheme2;
}

interface Pen {
  ctx: CanvasRenderingContext2D;
  /** CSS pixels to those of the canvas. */
  px: (size: number) => number;
  theme: GrafanaTheme2;
}

const padding = 12;
const titleHeight = 24;
const lineHeight = 18;
/** Between the time axis and the legend. */
const legendGap = 6;
const swatch = { width: 12, height: 10, gap: 6, after: 16 };

/** Draws a swatch with its upper left corner at a point of the canvas. */
type DrawSwatch = (pen: Pen, x: number, y: number) => void;

interface Entry {
  name: string;
  draw: DrawSwatch;
}

/** Chart with title, time range and legend on one canvas, in the colours of the theme. */
export function paintPicture({ chart, title, lines, views, theme }: Picture): HTMLCanvasElement {
  // The chart's canvas has more pixels than its size on the page says where the screen has.
  const ratio = chart.clientWidth > 0 ? chart.width / chart.clientWidth : 1;
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  if (!ctx) {
    throw new Error('There is no 2D context');
  }
  const pen: Pen = { ctx, px: (size) => Math.round(size * ratio), theme };
  const { px } = pen;
  const width = chart.width + px(2 * padding);
  setFont(pen, false);
  const texts = lines.flatMap((line) => wrapped(ctx, line, chart.width));
  const head = px(padding + titleHeight + texts.length * lineHeight);
  const rows = legendRows(pen, entriesOf(views), chart.width);
  canvas.width = width;
  canvas.height = head + chart.height + px(legendGap + rows.length * lineHeight + padding);

  ctx.fillStyle = theme.colors.background.primary;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.colors.text.primary;
  setFont(pen, true);
  ctx.fillText(title, px(padding), px(padding + titleHeight / 2), chart.width);
  ctx.fillStyle = theme.colors.text.secondary;
  setFont(pen, false);
  texts.forEach((text, i) => ctx.fillText(text, px(padding), px(padding + titleHeight + (i + 0.5) * lineHeight)));
  ctx.drawImage(chart, px(padding), head);
  rows.forEach((row, i) => drawRow(pen, row, head + chart.height + px(legendGap + i * lineHeight)));
  return canvas;
}

function setFont({ ctx, px, theme }: Pen, isTitle: boolean): void {
  const { fontFamily, fontWeightMedium, fontWeightRegular } = theme.typography;
  ctx.font = `${isTitle ? fontWeightMedium : fontWeightRegular} ${px(isTitle ? 14 : 12)}px ${fontFamily}`;
}

/** Lines of words that are no wider than `width`, in pixels of the canvas. */
function wrapped(ctx: CanvasRenderingContext2D, text: string, width: number): string[] {
  const result: string[] = [];
  for (const word of text.split(' ')) {
    const longer = result.length > 0 ? `${result[result.length - 1]} ${word}` : word;
    if (result.length > 0 && ctx.measureText(longer).width <= width) {
      result[result.length - 1] = longer;
    } else {
      result.push(word);
    }
  }
  return result;
}

/** What the chart draws and the legend names, in its order. */
function entriesOf({ layers, overlays }: Views): Entry[] {
  const inLegend = <T extends { custom: { hideFrom: { legend?: boolean } } }>(views: readonly T[]): T[] =>
    views.filter(({ custom }) => !custom.hideFrom.legend);
  return [
    ...inLegend(visible(layers)).map(({ name, color, id, class: layerClass, custom }): Entry => ({
      name,
      draw: ({ ctx, px }, x, y) => {
        ctx.fillStyle = layerFill(ctx, { layerClass, isCache: isCache(id) }, color, custom.fillOpacity / 100);
        ctx.fillRect(x, y, px(swatch.width), px(swatch.height));
        ctx.strokeStyle = color;
        ctx.lineWidth = px(1);
        ctx.setLineDash([]);
        ctx.strokeRect(x, y, px(swatch.width), px(swatch.height));
      },
    })),
    ...inLegend(visible(overlays)).map(({ name, color, row }): Entry => ({
      name,
      draw: ({ ctx, px, theme }, x, y) => {
        if (row.floor) {
          ctx.fillStyle = areaFill(ctx, color, theme.colors.background.primary);
          ctx.fillRect(x, y, px(swatch.width), px(swatch.height));
          return;
        }
        ctx.strokeStyle = color;
        ctx.lineWidth = px(2);
        ctx.setLineDash(row.dash ? [px(4), px(3)] : []);
        ctx.beginPath();
        ctx.moveTo(x, y + px(swatch.height) / 2);
        ctx.lineTo(x + px(swatch.width), y + px(swatch.height) / 2);
        ctx.stroke();
      },
    })),
  ];
}

interface Placed extends Entry {
  x: number;
}

/** Entries in rows that are no wider than `width`, in pixels of the canvas. */
function legendRows({ ctx, px }: Pen, entries: readonly Entry[], width: number): Placed[][] {
  const rows: Placed[][] = [];
  let x = width;
  for (const entry of entries) {
    const own = px(swatch.width + swatch.gap) + ctx.measureText(entry.name).width;
    if (rows.length === 0 || x + own > width) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ ...entry, x });
    x += own + px(swatch.after);
  }
  return rows;
}

function drawRow(pen: Pen, row: readonly Placed[], top: number): void {
  const { ctx, px, theme } = pen;
  const middle = top + px(lineHeight / 2);
  for (const { name, draw, x } of row) {
    const left = px(padding) + x;
    draw(pen, left, middle - px(swatch.height / 2));
    ctx.fillStyle = theme.colors.text.primary;
    ctx.fillText(name, left + px(swatch.width + swatch.gap), middle);
  }
}
