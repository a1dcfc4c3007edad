import { above } from './normal';
import { theilSen } from './theilSen';

/** Outcome of a test for a monotonic trend. */
export interface TrendTest {
  /** Pairs that rise minus pairs that fall. */
  s: number;
  /** Variance of s where there is no trend. */
  variance: number;
  z: number;
  /** Probability of such an s, or a larger one, where there is no trend: one-sided, for a rise. */
  p: number;
}

/** z and p of a statistic, with the correction for continuity by which s is drawn to 0. */
export function trendTest(s: number, variance: number): TrendTest {
  const z = s === 0 || !(variance > 0) ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z, p: above(z) };
}

/** Kendall's s of values in time order: Mann (1945), Econometrica 13:245. */
export function kendallS(values: ArrayLike<number>): number {
  let s = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      s += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0;
    }
  }
  return s;
}

/** Variance of s for values without trend or serial correlation: n(n-1)(2n+5)/18, less what ties take away. */
export function kendallVariance(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  let sum = term(sorted.length);
  for (let i = 0; i < sorted.length;) {
    let next = i + 1;
    while (next < sorted.length && sorted[next] === sorted[i]) {
      next++;
    }
    sum -= term(next - i);
    i = next;
  }
  return sum / 18;
}

/** The test as Mann and Kendall left it, for values that do not depend on each other. */
export const mannKendall = (values: ArrayLike<number>): TrendTest =>
  trendTest(kendallS(values), kendallVariance(values));

/**
 * Mann-Kendall for values that depend on the ones before: Hamed and Rao (1998), Journal of Hydrology 204:182. The
 * variance is multiplied by n/n* = 1 + 2/(n(n-1)(n-2)) sum (n-i)(n-i-1)(n-i-2) r(i), where r(i) are the
 * autocorrelations of the ranks of what is left when the Theil-Sen trend is taken away, so far as they are significant.
 * A factor below 1 would make a trend more certain than independent values do: it is not used.
 */
export function hamedRao(x: ArrayLike<number>, values: ArrayLike<number>): TrendTest {
  const slope = theilSen(x, values);
  // From the first on: so large a product as that of a date is rounded, and what is left of equal values would differ.
  const left = Float64Array.from(values, (value, i) => value - slope * (x[i] - x[0]));
  return trendTest(kendallS(values), kendallVariance(values) * Math.max(1, dependence(ranks(left))));
}

/** Two-sided 95 % of a standard normal variable: Hamed and Rao's choice of the autocorrelations that count. */
const significant = 1.96;

/** n/n* of Hamed and Rao for a series of ranks. */
function dependence(series: Float64Array): number {
  const n = series.length;
  const mean = (n + 1) / 2;
  const product = (lag: number) => {
    let sum = 0;
    for (let i = 0; i + lag < n; i++) {
      sum += (series[i] - mean) * (series[i + lag] - mean);
    }
    return sum;
  };
  const own = product(0);
  let sum = 0;
  for (let i = 1; own > 0 && i < n - 2; i++) {
    const r = product(i) / own;
    sum += Math.abs(r) > significant / Math.sqrt(n) ? (n - i) * (n - i - 1) * (n - i - 2) * r : 0;
  }
  return n > 2 ? 1 + (2 * sum) / (n * (n - 1) * (n - 2)) : 1;
}

/** Ranks from 1, equal values sharing the middle of theirs. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const out = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let next = i + 1;
    while (next < order.length && values[order[next]] === values[order[i]]) {
      next++;
    }
    for (let k = i; k < next; k++) {
      out[order[k]] = (i + next + 1) / 2;
    }
    i = next;
  }
  return out;
}
