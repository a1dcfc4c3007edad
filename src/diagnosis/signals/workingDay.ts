import type { Envelope } from './envelope';

/** Load swings by less than six times within a day. */
export const mostTimes = 6;

/** A working day lasts between 9 and 18 hours, as shares of a day. */
const lengths = [9, 10.5, 12, 14, 16, 18].map((hours) => hours / 24);
/** Beginnings of the day, and of a ramp, are tried every so many parts of the range. */
const beginnings = 96;

/** Sums of a shape and a series, from which its best fit follows. */
interface Fit {
  base: number;
  height: number;
  /** Sum of the squares of what is left. */
  rest: number;
}

/**
 * What is left of a series when the best working day is taken away: flat at night, then the first part of a half sine
 * to the power of 1, 1.5 or 2, which is at most six times the night at its peak. A cosinor is never flat, so that a
 * quiet night before a morning is no rhythm to it. Least squares over beginnings, lengths and powers; `day` in ms.
 */
export function leftOfWorkingDay({ time, values }: Envelope, day: number): Float64Array {
  const [start, end] = [time[0], time[time.length - 1]];
  const shape = new Float64Array(time.length);
  const raised = new Float64Array(time.length);
  return leftOfBest(
    values,
    function* () {
      for (const length of lengths.map((share) => share * day)) {
        const halfSine = halfSines(time, length);
        const step = (end - start + length) / beginnings;
        for (let from = start - length; from < end; from += step) {
          halfSine(from, shape);
          yield shape;
          for (let i = 0; i < shape.length; i++) {
            raised[i] = shape[i] * Math.sqrt(shape[i]);
          }
          yield raised;
          for (let i = 0; i < shape.length; i++) {
            raised[i] = shape[i] * shape[i];
          }
          yield raised;
        }
      }
    },
    mostTimes - 1
  );
}

/**
 * Writes half sines of a length that begin at any time: sin(a - b) = sin a cos b - cos a sin b, so that the sines of
 * the samples are computed once for all beginnings.
 */
function halfSines(time: Float64Array, length: number): (from: number, out: Float64Array) => void {
  const turnOf = (t: number) => (Math.PI * (t - time[0])) / length;
  const sines = time.map((t) => Math.sin(turnOf(t)));
  const cosines = time.map((t) => Math.cos(turnOf(t)));
  return (from, out) => {
    const [sine, cosine] = [Math.sin(turnOf(from)), Math.cos(turnOf(from))];
    for (let i = 0; i < out.length; i++) {
      const isDay = time[i] > from && time[i] < from + length;
      out[i] = isDay ? Math.max(0, sines[i] * cosine - cosines[i] * sine) : 0;
    }
  };
}

/** What is left of a series when the best straight ramp to `to`, from a flat level before, is taken away. */
export function leftOfRamp({ time, values }: Envelope, to: number): Float64Array {
  const start = time[0];
  const shape = new Float64Array(time.length);
  return leftOfBest(
    values,
    function* () {
      for (let k = 0; k < beginnings; k++) {
        const from = start + ((to - start) * k) / beginnings;
        for (let i = 0; i < shape.length; i++) {
          shape[i] = Math.max(0, Math.min(time[i], to) - from) / (to - from);
        }
        yield shape;
      }
    },
    Infinity
  );
}

/** What the best of some shapes leaves; its height is at most so many times the base, and neither is negative. */
function leftOfBest(values: Float64Array, shapes: () => Generator<Float64Array>, mostHeight: number): Float64Array {
  let best: Fit = { base: 0, height: 0, rest: Infinity };
  const shapeOfBest = new Float64Array(values.length);
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  for (const shape of shapes()) {
    const fit = fitOf({ values, sum, squares }, shape, mostHeight);
    if (fit.rest < best.rest) {
      best = fit;
      shapeOfBest.set(shape);
    }
  }
  return values.map((value, i) => value - best.base - best.height * shapeOfBest[i]);
}

/** A series with its sum and the sum of its squares. */
interface Summed {
  values: Float64Array;
  sum: number;
  squares: number;
}

/** Least squares of base + height x shape. */
function fitOf({ values, sum: y, squares: yy }: Summed, shape: Float64Array, mostHeight: number): Fit {
  const n = values.length;
  let [s, ss, sy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    s += shape[i];
    ss += shape[i] * shape[i];
    sy += shape[i] * values[i];
  }
  const spread = n * ss - s * s;
  let height = spread > 0 ? (n * sy - s * y) / spread : 0;
  let base = (y - height * s) / n;
  if (!(height >= 0)) {
    [base, height] = [y / n, 0];
  } else if (height > mostHeight * Math.max(0, base)) {
    // One shape of base and height together: 1 + most x shape.
    const own = n + 2 * mostHeight * s + mostHeight * mostHeight * ss;
    base = Number.isFinite(mostHeight) ? (y + mostHeight * sy) / own : base;
    height = Number.isFinite(mostHeight) ? mostHeight * base : height;
  }
  const rest = yy - 2 * (base * y + height * sy) + base * base * n + 2 * base * height * s + height * height * ss;
  return { base, height, rest };
}
