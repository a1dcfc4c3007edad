import type uPlot from 'uplot';

import { layerUnder } from './emphasis';

const places = { firstLayer: 2, firstOverlay: 5, scale: 'bytes' };
const data = [
  [0, 1],
  [0, 0],
  [10, null],
  [30, null],
  [30, null],
  [25, 25],
];

/** One pixel is one byte, from the bottom of a plot 100 px high. */
const plot = (top: number, idx: number | null, event: MouseEvent | null = new MouseEvent('mousemove')) =>
  ({ cursor: { top, idx, event }, data, posToVal: (y: number) => 100 - y }) as unknown as uPlot;

describe('layerUnder', () => {
  it.each([
    ['the lowest layer', plot(95, 0), 0],
    ['the layer above it', plot(85, 0), 1],
    ['none above the stack', plot(60, 0), -1],
    ['none on a line', plot(75, 0), -1],
    ['none in a gap', plot(95, 1), -1],
    ['none beside the plot', plot(-10, 0), -1],
    ['none without a sample', plot(95, null), -1],
    ['none under the pointer of another panel', plot(95, 0, null), -1],
  ])('is %s', (_, u, expected) => expect(layerUnder(u, places, 2, 2)).toBe(expected));
});
