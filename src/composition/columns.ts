import type { Role } from '../metrics/types';

export type Values = Partial<Record<Role, Float64Array>>;

/**
 * Access to the column of any role; one shared column of NaN stands for those that no series has. Columns are only
 * read.
 */
export function columnsOf(series: Values, length: number): (role: Role) => Float64Array {
  if (unknown.length !== length) {
    unknown = new Float64Array(length).fill(NaN);
  }
  const absent = unknown;
  return (role) => series[role] ?? absent;
}

/** Most workloads of a fleet have grids of one length. */
let unknown: Float64Array = new Float64Array();

/** Columns that share a piece of memory. */
const columnsInBlock = 16;

/**
 * Makes columns of zeros, cut from larger pieces of memory: a thousand workloads have tens of thousands of columns, and
 * a buffer costs more than what is in it.
 */
export function columnMaker(length: number): () => Float64Array {
  let block = new Float64Array();
  let used = columnsInBlock;
  return () => {
    if (used === columnsInBlock) {
      block = new Float64Array(columnsInBlock * length);
      used = 0;
    }
    return new Float64Array(block.buffer, used++ * block.BYTES_PER_ELEMENT * length, length);
  };
}

/** `x`, or another value where it is unknown. */
export const orElse = (x: number, other: number): number => (x === x ? x : other);
