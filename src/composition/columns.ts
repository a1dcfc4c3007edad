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

/** `x`, or another value where it is unknown. */
export const orElse = (x: number, other: number): number => (x === x ? x : other);
