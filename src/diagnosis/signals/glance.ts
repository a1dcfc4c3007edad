import type { IndexRange } from '../../workloads/types';

/**
 * Quick looks: one pass over columns without a function call or an array for each, that says whether a finding can hold
 * at all. Of a thousand workloads nearly all are calm, and what follows such a look costs ten times as much.
 */

/** True where a value of a range is above a bound. */
export function isAbove(values: Float64Array, bound: number, { start, end }: IndexRange): boolean {
  for (let i = start; i < end; i++) {
    if (values[i] > bound) {
      return true;
    }
  }
  return false;
}

/** True where any value of a range is known: sizes are not negative. */
export const isKnown = (values: Float64Array, range: IndexRange): boolean => isAbove(values, -1, range);

/** True where one column is above another by more than a bound anywhere in a range. */
export function isApart(above: Float64Array, below: Float64Array, bound: number, { start, end }: IndexRange): boolean {
  for (let i = start; i < end; i++) {
    if (above[i] - below[i] > bound) {
      return true;
    }
  }
  return false;
}

/** True where a value of a range is above a share of another column's. */
export function isAboveShare(
  values: Float64Array,
  share: number,
  of: Float64Array,
  { start, end }: IndexRange
): boolean {
  for (let i = start; i < end; i++) {
    if (values[i] > share * of[i]) {
      return true;
    }
  }
  return false;
}
