import { composition, start, step } from '../../../tests/fixtures/panel/fixture';
import { chartRows, layerColumn, overlayColumn } from './rows';

describe('chartRows', () => {
  it('keeps an unbroken grid as it is', () => {
    const rows = chartRows(composition({ layers: { kernel: [1, 2, 3] } }));
    expect(Array.from(rows.index)).toEqual([0, 1, 2]);
    expect(rows.time).toEqual([start, start + step, start + 2 * step]);
  });

  it('breaks lines where samples are missing', () => {
    const time = [start, start + step, start + 3 * step];
    const rows = chartRows(composition({ layers: { kernel: [1, 2, 3] }, time }));
    expect(Array.from(rows.index)).toEqual([0, 1, -1, 2]);
    expect(rows.time[2]).toBe(start + 2 * step);
  });

  it('tolerates the jitter of scrapes', () => {
    const time = [start, start + step * 1.4, start + step * 2];
    expect(Array.from(chartRows(composition({ layers: { kernel: [1, 2, 3] }, time })).index)).toEqual([0, 1, 2]);
  });

  it('breaks lines at restarts', () => {
    const instances = [
      { start: 0, end: 2 },
      { start: 2, end: 3 },
    ];
    const rows = chartRows(composition({ layers: { kernel: [1, 2, 3] }, instances }));
    expect(Array.from(rows.index)).toEqual([0, 1, -1, 2]);
    expect(rows.time).toEqual([...rows.time].sort((a, b) => a - b));
  });
});

describe('columns', () => {
  const rows = { time: [0, 1, 2, 3], index: Int32Array.from([0, -1, 1, 2]) };

  it('a layer without value at a drawn time has no bytes; undrawn times are gaps', () => {
    expect(layerColumn(rows, Float64Array.from([5, NaN, 7]), Uint8Array.from([1, 1, 0]))).toEqual([5, null, 0, null]);
  });

  it('an overlay without value is a gap', () => {
    expect(overlayColumn(rows, Float64Array.from([5, NaN, Infinity]))).toEqual([5, null, null, null]);
  });
});
