import type { Envelope } from './envelope';
import { above } from './normal';
import type { Rise } from './rise';
import { leftOfRamp, leftOfWorkingDay, mostTimes } from './workingDay';

/** Half of that swing as a share of the mean: (6 - 1) / (6 + 1). */
const mostAmplitude = (mostTimes - 1) / (mostTimes + 1);
/** Times of the day at which the peak of a swing of six times is tried: every four minutes. */
const phases = 360;

/**
 * Probability that a rise is no better a description of a series than a daily rhythm is. The rhythm is the cosinor
 * (Halberg, Tong and Johnson 1967): mean + amplitude cos(2 pi (t - peak) / day), whose peak is at most six times its
 * trough; or, for a rise that goes on, a working day, which is flat at night. The rise is a straight ramp between two
 * levels. All are fitted by least squares, and compared by Vuong's test (1989, Econometrica 57:307) for models of
 * which neither contains the other. A cosinor that is more than `enough` asks for no working day beside it, whose fit
 * takes ten times as long.
 */
export function rhythmProbability(cut: Envelope, { to, continues }: Rise, day: number, enough = Infinity): number {
  const { time, values } = cut;
  const cos = time.map((t) => Math.cos((2 * Math.PI * (t - time[0])) / day));
  const sin = time.map((t) => Math.sin((2 * Math.PI * (t - time[0])) / day));
  const ones = new Float64Array(time.length).fill(1);
  const free = leastSquares([ones, cos, sin], values);
  const [mean, a, b] = free.weights;
  const byCosinor = Math.hypot(a, b) <= mostAmplitude * mean ? free.left : leftOfSteepest(cos, sin, values);
  const byRamp = leftOfRamp(cut, to);
  const ofCosinor = vuong(byRamp, byCosinor);
  return !continues || ofCosinor > enough ? ofCosinor : Math.max(ofCosinor, vuong(byRamp, leftOfWorkingDay(cut, day)));
}

/**
 * What is left of a series when the best rhythm that swings by six times is taken away. A shape 1 + a cos + b sin
 * explains (shape y)^2 / (shape shape), so that the phases are compared by a few sums over the series.
 */
function leftOfSteepest(cos: Float64Array, sin: Float64Array, values: Float64Array): Float64Array {
  const ones = new Float64Array(values.length).fill(1);
  const [y, yCos, ySin] = [product(ones, values), product(cos, values), product(sin, values)];
  const [sumCos, sumSin, cosSin] = [product(ones, cos), product(ones, sin), product(cos, sin)];
  const [cosCos, sinSin] = [product(cos, cos), product(sin, sin)];
  let best = 0;
  let most = -Infinity;
  for (let k = 0; k < phases; k++) {
    const turn = (2 * Math.PI * k) / phases;
    const [a, b] = [mostAmplitude * Math.cos(turn), mostAmplitude * Math.sin(turn)];
    const own = values.length + a * a * cosCos + b * b * sinSin + 2 * (a * sumCos + b * sumSin + a * b * cosSin);
    const explained = (y + a * yCos + b * ySin) ** 2 / own;
    if (explained > most) {
      [best, most] = [turn, explained];
    }
  }
  const [a, b] = [mostAmplitude * Math.cos(best), mostAmplitude * Math.sin(best)];
  return leastSquares([ones.map((_, i) => 1 + a * cos[i] + b * sin[i])], values).left;
}

/**
 * Probability of so much better a fit of the first model where both are as good; `one` and `other` are what they
 * leave.
 */
function vuong(one: Float64Array, other: Float64Array): number {
  const n = one.length;
  const variance = (left: Float64Array) => left.reduce((sum, value) => sum + value * value, 0) / n;
  const [mine, its] = [variance(one), variance(other)];
  if (!(mine > 0 && its > 0)) {
    return its > mine ? 0 : 1;
  }
  const mean = Math.log(its / mine) / 2;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    squares += ((other[i] * other[i]) / its - (one[i] * one[i]) / mine) ** 2 / 4;
  }
  return above((mean * n) / Math.sqrt(squares));
}

/** A series that rises beside its daily rhythm. */
export interface DailyTrend {
  /** Gain of a day, and height of the rhythm from trough to peak, bytes. */
  gain: number;
  swing: number;
  /** The series without its rhythm. */
  left: Float64Array;
}

/** Straight trend beside a daily rhythm, by least squares: what can be said of one day. */
export function trendBesideRhythm({ time, values }: Envelope, day: number): DailyTrend {
  const turns = time.map((t) => (t - time[0]) / day);
  const cos = turns.map((turn) => Math.cos(2 * Math.PI * turn));
  const sin = turns.map((turn) => Math.sin(2 * Math.PI * turn));
  const [, gain, a, b] = leastSquares([time.map(() => 1), turns, cos, sin], values).weights;
  return { gain, swing: 2 * Math.hypot(a, b), left: values.map((value, i) => value - a * cos[i] - b * sin[i]) };
}

/** Weights of columns that leave least of a series, by the normal equations; and what is left. */
function leastSquares(
  columns: readonly Float64Array[],
  values: Float64Array
): { weights: number[]; left: Float64Array } {
  const rows = columns.map((one) => [...columns.map((other) => product(one, other)), product(one, values)]);
  const size = columns.length;
  for (let k = 0; k < size; k++) {
    for (let row = 0; row < size; row++) {
      const factor = row === k ? 0 : rows[row][k] / rows[k][k];
      for (let column = k; factor !== 0 && column <= size; column++) {
        rows[row][column] -= factor * rows[k][column];
      }
    }
  }
  const weights = rows.map((row, k) => row[size] / row[k]);
  const left = values.slice();
  columns.forEach((column, k) => {
    for (let i = 0; i < left.length; i++) {
      left[i] -= weights[k] * column[i];
    }
  });
  return { weights, left };
}

function product(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += x[i] * y[i];
  }
  return sum;
}
