import { leastSamples } from '../options';
import { median } from './spans';

/** What a counter rose by from a sample to the next, and the time that took, ms; resets and holes are left out. */
function* risesIn(time: Float64Array, counter: Float64Array, first: number, last: number) {
  for (let i = first + 1; i <= last; i++) {
    const by = counter[i] - counter[i - 1];
    if (by >= 0) {
      yield { by, in: time[i] - time[i - 1] };
    }
  }
}

/** Typical increase of a counter per second between samples [first, last]; NaN for fewer than three. */
export function rateIn(time: Float64Array, counter: Float64Array, first: number, last: number): number {
  const rates = Array.from(risesIn(time, counter, first, last), (rise) => (rise.by / rise.in) * 1000);
  return rates.length >= leastSamples ? median(rates) : NaN;
}

/**
 * Mean increase of a counter per second between samples [first, last]; NaN for fewer than three. Where less happens
 * than there are samples, the typical increase is 0, and the mean is not.
 */
export function meanRateIn(time: Float64Array, counter: Float64Array, first: number, last: number): number {
  const rises = [...risesIn(time, counter, first, last)];
  const by = rises.reduce((sum, rise) => sum + rise.by, 0);
  const ms = rises.reduce((sum, rise) => sum + rise.in, 0);
  return rises.length >= leastSamples ? (by / ms) * 1000 : NaN;
}
