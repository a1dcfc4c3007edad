import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

/** Linear RGB as seen with each deficiency (Machado, Oliveira and Fernandes 2009, severity 1), and without colour. */
const deficiencies: Record<string, number[][]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  achromatopsia: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};

/** Squares of the plot of up-111-115-store, as shares of it: lazily freed memory, and live heap at the bottom. */
const hatched = { x: 0.68, y: 0.4 };
const plain = { x: 0.36, y: 0.935 };
/** What shows through the canvas. */
const backgrounds: Record<string, number[]> = { dark: [24, 27, 31], light: [255, 255, 255] };
/** px of the canvas; wider than the distance of two hatches. */
const side = 24;

const luminance = ([r, g, b]: number[]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const linear = (channel: number): number =>
  channel <= 0.04045 * 255 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;

/** Contrast (WCAG) between the lightest and the darkest tenth of a square, as seen with a deficiency. */
function contrastWithin(pixels: number[][], matrix: number[][]): number {
  const seen = pixels
    .map(([r, g, b]) => [linear(r), linear(g), linear(b)])
    .map((rgb) => luminance(matrix.map((row) => Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))))
    .sort((a, b) => a - b);
  const tenth = Math.floor(seen.length / 10);
  return (seen[seen.length - 1 - tenth] + 0.05) / (seen[tenth] + 0.05);
}

describe('colour vision', () => {
  const { visit } = usePreview();

  for (const theme of ['dark', 'light']) {
    it(`tells reclaimable from needed layers without their colours in the ${theme} theme`, () =>
      visit({ params: { panel: 'solo', w: '1200', h: '600', theme } }, async ({ panel, page }) => {
        await panel.drawn();
        const squares = await page.evaluate(
          ({ places, side, background }) => {
            const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="composition-chart"] canvas');
            const plot = document.querySelector('[data-testid="composition-chart"] .u-over');
            const context = canvas?.getContext('2d');
            if (!canvas || !plot || !context) {
              throw new Error('no chart');
            }
            const [outer, inner] = [canvas.getBoundingClientRect(), plot.getBoundingClientRect()];
            const scale = canvas.width / outer.width;
            return places.map(({ x, y }) => {
              const left = (inner.left - outer.left + x * inner.width) * scale;
              const top = (inner.top - outer.top + y * inner.height) * scale;
              const { data } = context.getImageData(left, top, side, side);
              return Array.from({ length: side * side }, (_, i) => {
                const alpha = data[4 * i + 3] / 255;
                return background.map((below, k) => alpha * data[4 * i + k] + (1 - alpha) * below);
              });
            });
          },
          { places: [hatched, plain], side, background: backgrounds[theme] }
        );
        for (const [name, matrix] of Object.entries(deficiencies)) {
          const [striped, even] = squares.map((pixels) => contrastWithin(pixels, matrix));
          assert.ok(striped > 1.3, `${name}: hatches have a contrast of ${striped.toFixed(2)}`);
          assert.ok(even < 1.1, `${name}: a plain layer has a contrast of ${even.toFixed(2)}`);
        }
      }));
  }
});
