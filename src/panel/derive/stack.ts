/** Values by row of the chart; null where nothing is drawn. */
export type ReadColumn = ReadonlyArray<number | null>;

/** Top edges of columns piled up in order; null rows stay null. */
export function cumulate(columns: readonly ReadColumn[]): Array<Array<number | null>> {
  const tops: Array<Array<number | null>> = [];
  for (const column of columns) {
    const below = tops.at(-1);
    tops.push(column.map((value, row) => (value === null ? null : value + (below?.[row] ?? 0))));
  }
  return tops;
}

/** The line the lowest layer stands on: zero wherever it has a value. */
export const baseline = (column: ReadColumn): Array<number | null> =>
  column.map((value) => (value === null ? null : 0));

/**
 * Which of the piled-up columns covers `value` at a row, or -1: binary search, because it runs on every move of the
 * pointer. Layers without bytes at that row never cover anything.
 */
export function columnAt(tops: readonly ReadColumn[], row: number, value: number): number {
  const highest = tops.at(-1)?.[row];
  if (highest === null || highest === undefined || value < 0 || value > highest) {
    return -1;
  }
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle][row] ?? 0) >= value) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** Highest value of a column; 0 where it has no value. */
export function peak(column: ReadColumn): number {
  let highest = 0;
  for (const value of column) {
    if (value !== null && value > highest) {
      highest = value;
    }
  }
  return highest;
}

/** Samples without a neighbour on either side, which a line cannot show; null where there are none. */
export function loneSamples(column: ReadColumn): number[] | null {
  const lone: number[] = [];
  for (let i = 0; i < column.length; i++) {
    if (column[i] !== null && (column[i - 1] ?? null) === null && (column[i + 1] ?? null) === null) {
      lone.push(i);
    }
  }
  return lone.length > 0 ? lone : null;
}
