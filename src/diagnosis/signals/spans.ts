import { medianOfKnown } from '../../metrics/median';

/** A hole in the grid wider than this interrupts whatever was going on, ms. */
export const gapOf = ({ step }: { step: number }): number => Math.max(5 * step, 90_000);

/** A run of samples for which something holds: grid indices, both ends included. */
export interface Span {
  first: number;
  last: number;
}

/**
 * Runs of consecutive samples in [start, end) for which `holds` is true. `null` (not known) neither extends nor ends a
 * run; a hole in the grid wider than `gap` ms ends it. Runs shorter than `samples` samples or `duration` ms are left
 * out.
 */
export function spansWhere(
  time: Float64Array,
  { start, end }: { start: number; end: number },
  holds: (i: number) => boolean | null,
  least: { samples: number; duration: number; gap: number }
): Span[] {
  const spans: Span[] = [];
  let first = -1;
  let last = -1;
  let count = 0;
  const close = () => {
    if (count >= least.samples && time[last] - time[first] >= least.duration) {
      spans.push({ first, last });
    }
    count = 0;
  };
  for (let i = start; i < end; i++) {
    if (count > 0 && time[i] - time[i - 1] > least.gap) {
      close();
    }
    const value = holds(i);
    if (value === null) {
      continue;
    }
    if (count > 0 && !value) {
      close();
    }
    if (value) {
      first = count === 0 ? i : first;
      last = i;
      count++;
    }
  }
  close();
  return spans;
}

/** Joins runs that are at most `gap` ms apart. */
export function joinSpans(time: Float64Array, spans: readonly Span[], gap: number): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const previous = joined[joined.length - 1];
    if (previous && time[span.first] - time[previous.last] <= gap) {
      previous.last = span.last;
    } else {
      joined.push({ ...span });
    }
  }
  return joined;
}

/** Median of the finite values of an array within [first, last]; NaN when there is none. */
export function medianIn(values: Float64Array, first: number, last: number): number {
  return median(values.subarray(first, last + 1));
}

/** Median over a half-open range of indices of what is computed for each. */
export function medianOf({ start, end }: { start: number; end: number }, at: (i: number) => number): number {
  const values = new Float64Array(Math.max(0, end - start));
  for (let k = 0; k < values.length; k++) {
    values[k] = at(start + k);
  }
  return median(values);
}

/** Where values are put in order: every finding asks for medians, and an array for each would be garbage at once. */
let sorting = new Float64Array();

/** Median of the finite values; NaN when there is none. */
export const median = (values: ArrayLike<number>): number =>
  medianOfColumn(values instanceof Float64Array ? values : Float64Array.from(values));

function medianOfColumn(values: Float64Array): number {
  if (sorting.length < values.length) {
    sorting = new Float64Array(values.length);
  }
  let count = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value)) {
      low = value < low ? value : low;
      high = value > high ? value : high;
      sorting[count++] = value;
    }
  }
  // Limits and settings hardly ever change.
  return low === high ? low : medianOfKnown(sorting, count);
}

/** The last share of a run, or of a span of it: what is so there is the present. */
export const presentShare = 0.1;

/** Largest finite value in [first, last] and its index; index -1 when there is none. */
export function peakIn(values: Float64Array, first: number, last: number): { index: number; value: number } {
  let index = -1;
  for (let i = first; i <= last; i++) {
    if (Number.isFinite(values[i]) && (index === -1 || values[i] > values[index])) {
      index = i;
    }
  }
  return { index, value: index === -1 ? NaN : values[index] };
}

/**
 * Running median over five samples (two before, two after) within [start, end); samples that are NaN or that `skip`
 * marks are passed over, and have no median themselves. It takes out spikes of up to two samples, such as scrape skew
 * makes at every burst of a program.
 */
export function runningMedian(
  values: Float64Array,
  { start, end }: { start: number; end: number },
  skip: Uint8Array
): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  const known: number[] = [];
  for (let i = start; i < end; i++) {
    if (!Number.isNaN(values[i]) && !skip[i]) {
      known.push(i);
    }
  }
  const window = new Float64Array(5);
  for (let at = 0; at < known.length; at++) {
    let count = 0;
    for (let j = Math.max(0, at - 2); j <= at + 2 && j < known.length; j++) {
      let place = count++;
      for (const value = values[known[j]]; place >= 0; place--) {
        if (place === 0 || window[place - 1] <= value) {
          window[place] = value;
          break;
        }
        window[place] = window[place - 1];
      }
    }
    const middle = count >> 1;
    out[known[at]] = count % 2 === 1 ? window[middle] : (window[middle - 1] + window[middle]) / 2;
  }
  return out;
}
