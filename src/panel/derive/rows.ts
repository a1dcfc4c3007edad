import type { Composition } from '../../composition/types';

/** A missed sample leaves two steps between its neighbours; scrape jitter stays well below. */
const gapFactor = 1.8;

/**
 * What the chart draws, row by row: the composition's grid plus a row without values wherever a line must break,
 * because the chart would otherwise join the samples on either side.
 */
export interface Rows {
  time: number[];
  /** Index on the composition's grid, -1 for rows that break lines. */
  index: Int32Array;
}

export function chartRows({ time, workload, instances }: Pick<Composition, 'time' | 'workload' | 'instances'>): Rows {
  const starts = new Set(instances.map(({ start }) => start));
  const rowTime: number[] = [];
  const rowIndex: number[] = [];
  for (let i = 0; i < time.length; i++) {
    const gap = i > 0 && (starts.has(i) || (workload.step > 0 && time[i] - time[i - 1] > gapFactor * workload.step));
    if (gap) {
      rowTime.push((time[i - 1] + time[i]) / 2);
      rowIndex.push(-1);
    }
    rowTime.push(time[i]);
    rowIndex.push(i);
  }
  return { time: rowTime, index: Int32Array.from(rowIndex) };
}

/** Values by row; null where nothing is drawn. A layer without a value at a drawn time counts as 0 bytes. */
export const layerColumn = (rows: Rows, values: Float64Array, drawn: Uint8Array): Array<number | null> =>
  byRow(rows, (i) => (drawn[i] === 0 ? null : Number.isFinite(values[i]) ? values[i] : 0));

export const overlayColumn = (rows: Rows, values: Float64Array): Array<number | null> =>
  byRow(rows, (i) => (Number.isFinite(values[i]) ? values[i] : null));

/** What is at each row's index on the grid; null in rows that break lines. */
function byRow({ index }: Rows, at: (i: number) => number | null): Array<number | null> {
  const column = new Array<number | null>(index.length);
  for (let row = 0; row < index.length; row++) {
    column[row] = index[row] < 0 ? null : at(index[row]);
  }
  return column;
}
