import { medianOfKnown } from '../../metrics/median';

/** A straight line through points. */
export interface Line {
  /** Units of y for each unit of x. */
  slope: number;
  at: (x: number) => number;
}

/** Slopes of pairs while their median is looked for: of a hundred points they are as large as three columns. */
let slopes = new Float64Array();

/**
 * Median of the slopes between all pairs of points: Theil (1950), Sen (1968), JASA 63:1379. Up to 29 % of the points
 * may be wrong by any amount. Quadratic: callers pass envelopes, which have at most 120 points. NaN with fewer than
 * two.
 */
export function theilSen(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const pairs = (x.length * (x.length - 1)) / 2;
  if (slopes.length < pairs) {
    slopes = new Float64Array(pairs);
  }
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      if (x[j] !== x[i]) {
        slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
  }
  return medianOfKnown(slopes, count);
}

/** The line of that slope through the medians of x and y (Conover 1980, Practical Nonparametric Statistics, 5.6). */
export function theilSenLine(x: ArrayLike<number>, y: ArrayLike<number>): Line {
  const slope = theilSen(x, y);
  const [middle, level] = [medianOfKnown(Float64Array.from(x)), medianOfKnown(Float64Array.from(y))];
  return { slope, at: (one) => level + slope * (one - middle) };
}
