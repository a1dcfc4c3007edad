import type { Role } from '../metrics/types';

export type Values = Partial<Record<Role, Float64Array>>;

/**
 * Access to the column of any role; one shared column of NaN stands for those that no series has. Columns are only
 * read.
 */
export function columnsOf(series: Values, length: number): (role: Role) => Float64Array {
  const absent = new Float64Array(length).fill(NaN);
  return (role) => series[role] ?? absent;
}
