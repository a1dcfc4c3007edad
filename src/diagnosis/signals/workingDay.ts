import { lowerBound } from '../../workloads/lookup';
import type { Envelope } from './envelope';

/** Load swings by less than six times within a day. */
export const mostTimes = 6;

/** A working day lasts between 9 and 18 hours, as shares of a day. */
const lengths = [9, 10.5, 12, 14, 16, 18].map((hours) => hours / 24);
/** Beginnings of the day, and of a ramp, are tried every so many parts of the range. */
const beginnings = 96;

/** What is left of a series when the best shape is taken away: base + height x shape. */
interface Fit {
  base: number;
  height: number;
  /** Sum of the squares of what is left. */
  rest: number;
}

/** A shape's sum, that of its squares, and that of its products with a series. */
interface Sums {
  s: number;
  ss: number;
  sy: number;
}

/** A series with its sum and the sum of its squares. */
interface Summed {
  values: Float64Array;
  sum: number;
  squares: number;
}

const summed = (values: Float64Array): Summed => ({
  values,
  sum: values.reduce((total, value) => total + value, 0),
  squares: values.reduce((total, value) => total + value * value, 0),
});

/** Powers of a half sine. */
const powers = [1, 1.5, 2] as const;

/**
 * What is left of a series when the best working day is taken away: flat at night, then the first part of a half sine
 * to the power of 1, 1.5 or 2, which is at most six times the night at its peak. A cosinor is never flat, so that a
 * quiet night before a morning is no rhythm to it. Least squares over beginnings, lengths and powers; `day` in ms.
 */
export function leftOfWorkingDay({ time, values }: Envelope, day: number): Float64Array {
  const [start, end] = [time[0], time[time.length - 1]];
  const series = summed(values);
  const sums = powers.map((): Sums => ({ s: NaN, ss: NaN, sy: NaN }));
  const fit: Fit = { base: NaN, height: NaN, rest: NaN };
  const best = { base: 0, height: 0, rest: Infinity, from: start, power: powers[0] as (typeof powers)[number] };
  let shape: HalfSine | null = null;
  for (const share of lengths) {
    const halfSine = new HalfSine(time, share * day);
    const step = (end - start + halfSine.length) / beginnings;
    for (let from = start - halfSine.length; from < end; from += step) {
      halfSine.sum(from, values, sums);
      for (let k = 0; k < powers.length; k++) {
        fitTo(series, sums[k], mostTimes - 1, fit);
        if (fit.rest < best.rest) {
          Object.assign(best, fit, { from, power: powers[k] });
          shape = halfSine;
        }
      }
    }
  }
  const { base, height, from, power } = best;
  return values.map((value, i) => value - base - height * raised(shape?.at(from, i) ?? 0, power));
}

const raised = (x: number, power: (typeof powers)[number]): number =>
  power === 1 ? x : power === 2 ? x * x : x * Math.sqrt(x);

/**
 * Half sines of a length that begin at any time: sin(a - b) = sin a cos b - cos a sin b, so that the sines of the
 * samples are computed once for all beginnings.
 */
class HalfSine {
  private readonly sines: Float64Array;
  private readonly cosines: Float64Array;

  constructor(
    private readonly time: Float64Array,
    readonly length: number
  ) {
    this.sines = time.map((t) => Math.sin(this.turnOf(t)));
    this.cosines = time.map((t) => Math.cos(this.turnOf(t)));
  }

  private turnOf(t: number): number {
    return (Math.PI * (t - this.time[0])) / this.length;
  }

  /** Its value at sample `i` where it begins at `from`. */
  at(from: number, i: number): number {
    const isDay = this.time[i] > from && this.time[i] < from + this.length;
    const [sine, cosine] = [Math.sin(this.turnOf(from)), Math.cos(this.turnOf(from))];
    return isDay ? Math.max(0, this.sines[i] * cosine - this.cosines[i] * sine) : 0;
  }

  /** Writes the sums of all its powers where it begins at `from`. One pass without the shapes: nights add nothing. */
  sum(from: number, values: Float64Array, [plain, middle, square]: readonly Sums[]): void {
    const { time, sines, cosines } = this;
    const turn = this.turnOf(from);
    const sine = Math.sin(turn);
    const cosine = Math.cos(turn);
    const end = lowerBound(time, from + this.length);
    let s1 = 0;
    let ss1 = 0;
    let sy1 = 0;
    let sMiddle = 0;
    let ssMiddle = 0;
    let syMiddle = 0;
    let s2 = 0;
    let ss2 = 0;
    let sy2 = 0;
    for (let i = lowerBound(time, from); i < end; i++) {
      // At its very ends a half sine may round to less than nothing.
      const x = Math.max(0, sines[i] * cosine - cosines[i] * sine);
      const y = values[i];
      const between = x * Math.sqrt(x);
      const squared = x * x;
      s1 += x;
      ss1 += squared;
      sy1 += x * y;
      sMiddle += between;
      ssMiddle += between * between;
      syMiddle += between * y;
      s2 += squared;
      ss2 += squared * squared;
      sy2 += squared * y;
    }
    set(plain, s1, ss1, sy1);
    set(middle, sMiddle, ssMiddle, syMiddle);
    set(square, s2, ss2, sy2);
  }
}

function set(sums: Sums, s: number, ss: number, sy: number): void {
  sums.s = s;
  sums.ss = ss;
  sums.sy = sy;
}

/** What is left of a series when the best straight ramp to `to`, from a flat level before, is taken away. */
export function leftOfRamp({ time, values }: Envelope, to: number): Float64Array {
  const start = time[0];
  const series = summed(values);
  const fit: Fit = { base: NaN, height: NaN, rest: NaN };
  const sums: Sums = { s: NaN, ss: NaN, sy: NaN };
  const best = { base: 0, height: 0, rest: Infinity, from: start };
  for (let k = 0; k < beginnings; k++) {
    const from = start + ((to - start) * k) / beginnings;
    let [s, ss, sy] = [0, 0, 0];
    for (let i = 0; i < time.length; i++) {
      const x = ramp(time[i], from, to);
      s += x;
      ss += x * x;
      sy += x * values[i];
    }
    set(sums, s, ss, sy);
    fitTo(series, sums, Infinity, fit);
    if (fit.rest < best.rest) {
      Object.assign(best, fit, { from });
    }
  }
  return values.map((value, i) => value - best.base - best.height * ramp(time[i], best.from, to));
}

const ramp = (t: number, from: number, to: number): number => Math.max(0, Math.min(t, to) - from) / (to - from);

/** Least squares of base + height x shape; the height is at most so many times the base, and neither is negative. */
function fitTo({ values, sum: y, squares: yy }: Summed, { s, ss, sy }: Sums, mostHeight: number, into: Fit): void {
  const n = values.length;
  const spread = n * ss - s * s;
  let height = spread > 0 ? (n * sy - s * y) / spread : 0;
  let base = (y - height * s) / n;
  if (!(height >= 0)) {
    base = y / n;
    height = 0;
  } else if (height > mostHeight * Math.max(0, base)) {
    // One shape of base and height together: 1 + most x shape. A ramp, of any height, never comes here.
    const own = n + 2 * mostHeight * s + mostHeight * mostHeight * ss;
    base = (y + mostHeight * sy) / own;
    height = mostHeight * base;
  }
  into.base = base;
  into.height = height;
  into.rest = yy - 2 * (base * y + height * sy) + base * base * n + 2 * base * height * s + height * height * ss;
}
