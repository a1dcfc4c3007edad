import { leastSamples } from '../options';
import { median } from './spans';

/** Typical increase of a counter per second between samples [first, last]; NaN for fewer than three. */
export function rateIn(time: Float64Array, counter: Float64Array, first: number, last: number): number {
  const rates: number[] = [];
  for (let i = first + 1; i <= last; i++) {
    const rate = ((counter[i] - counter[i - 1]) / (time[i] - time[i - 1])) * 1000;
    if (rate >= 0) {
      rates.push(rate);
    }
  }
  return rates.length >= leastSamples ? median(rates) : NaN;
}
