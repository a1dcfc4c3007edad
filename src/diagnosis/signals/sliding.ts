import type { IndexRange } from '../../workloads/types';

/** Samples of a window, before and after the one that it is of. */
export interface Reach {
  before: number;
  after: number;
}

/** The least heap within so many samples on either side is live heap after a collection, or little more. */
export const around = 10;

/** Least finite value of a window around each sample of a range, in one pass over a queue of candidates. */
export function slidingMinimum(
  values: Float64Array,
  { start, end }: IndexRange,
  { before, after }: Reach = { before: around, after: around }
): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  const queue: number[] = [];
  let head = 0;
  for (let next = start, i = start; i < end; i++) {
    for (; next < end && next <= i + after; next++) {
      if (Number.isFinite(values[next])) {
        while (queue.length > head && values[queue[queue.length - 1]] >= values[next]) {
          queue.pop();
        }
        queue.push(next);
      }
    }
    while (head < queue.length && queue[head] < i - before) {
      head++;
    }
    out[i] = head < queue.length ? values[queue[head]] : NaN;
  }
  return out;
}

/**
 * What values stay above in some window of `length` samples that holds the sample: the opening of mathematical
 * morphology (Serra 1982), which takes out every peak that is shorter than the window and keeps every step that stays.
 * A minimum around each sample would see the old level for half a window after a step. A range that is shorter than the
 * window is one window.
 */
export function opening(values: Float64Array, { start, end }: IndexRange, length: number): Float64Array {
  const window = Math.min(length, end - start) - 1;
  const low = slidingMinimum(values, { start, end }, { before: 0, after: window });
  const negative = low.map((value, i) => (i < end - window ? -value : NaN));
  return slidingMinimum(negative, { start, end }, { before: window, after: 0 }).map((value) => -value);
}
