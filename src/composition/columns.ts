import type { Role } from '../metrics/types';

export type Values = Partial<Record<Role, Float64Array>>;

/** Most workloads of a fleet have grids of one length. */
let unknown: Float64Array = new Float64Array();

/** The column of NaN that all share who lack a series. Columns are only read. */
export function unknownColumn(length: number): Float64Array {
  if (unknown.length !== length) {
    unknown = new Float64Array(length).fill(NaN);
  }
  return unknown;
}

/** Access to the column of any role; the shared column of NaN stands for those that no series has. */
export function columnsOf(series: Values, length: number): (role: Role) => Float64Array {
  const absent = unknownColumn(length);
  return (role) => series[role] ?? absent;
}

/** `x`, or another value where it is unknown. */
export const orElse = (x: number, other: number): number => (x === x ? x : other);
