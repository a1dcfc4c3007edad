import { Blocks } from './blocks';
import type { InputField } from './types';

export interface Samples {
  times: Float64Array;
  values: Float64Array;
  /** How many values were below zero and therefore dropped. */
  negative: number;
  /** How many samples had no time and were therefore dropped. */
  timeless: number;
}

/** A point in time as ms; NaN for a cell that is not a number. Text is read as a number only, never as a date. */
function timeOf(cell: unknown): number {
  if (typeof cell === 'number') {
    return cell;
  }
  if (typeof cell === 'string') {
    return cell.trim() === '' ? NaN : Number(cell);
  }
  return typeof cell === 'bigint' || cell instanceof Date ? Number(cell) : NaN;
}

/** Columns of equal length and ends that are compared with a new one: with gaps of their own, thousands may differ. */
const mostCompared = 8;

/**
 * Time columns that are equal become one array: series of one query share their timestamps, so nothing is stored twice
 * and two series on one grid are told by identity.
 */
export class SharedTimes {
  /** Where columns of values are cut from. */
  readonly blocks = new Blocks();
  private readonly known = new Map<string, Float64Array[]>();
  private readonly before: Map<string, Float64Array[]> | null;
  /** Found last: the next column most often is the same. */
  private last: Float64Array = new Float64Array();

  /** `before` is that of an earlier round, whose arrays are used again where new ones equal them. */
  constructor(before: SharedTimes | null = null) {
    this.before = before?.known ?? null;
  }

  /** The array equal to the first `length` timestamps; null where they are no ascending numbers. */
  of(times: ArrayLike<unknown>, length: number): Float64Array | null {
    if (isEqual(this.last, times, length)) {
      return this.last;
    }
    const key = `${length} ${String(times[0])} ${String(times[length - 1])}`;
    const alike = this.known.get(key) ?? this.before?.get(key) ?? [];
    const same = alike.slice(-mostCompared).find((one) => isEqual(one, times, length));
    const found = same ?? ascending(times, length);
    if (found && !(same && this.known.has(key))) {
      this.known.set(key, same ? alike : [...alike.slice(1 - mostCompared), found]);
    }
    this.last = found ?? this.last;
    return found;
  }
}

function isEqual(known: Float64Array, times: ArrayLike<unknown>, length: number): boolean {
  if (known.length !== length) {
    return false;
  }
  for (let i = 0; i < length; i++) {
    if (known[i] !== times[i]) {
      return false;
    }
  }
  return true;
}

/** True where a column of numbers holds what was read before; 0 and -0 are two values. */
export function isColumn(known: Float64Array, values: ArrayLike<unknown>): boolean {
  if (known.length !== values.length) {
    return false;
  }
  for (let i = 0; i < known.length; i++) {
    if (known[i] !== values[i] || (known[i] === 0 && !Object.is(known[i], values[i]))) {
      return false;
    }
  }
  return true;
}

/** Added to what is read: -0 equals 0, so that either would stand for both, whichever was read first. */
const positiveZero = 0;

/** A copy of the first `length` timestamps; null where they are no ascending numbers. */
function ascending(times: ArrayLike<unknown>, length: number): Float64Array | null {
  const own = new Float64Array(length);
  let last = -Infinity;
  for (let i = 0; i < length; i++) {
    const t = times[i];
    // False for NaN, too; an infinite time is not below infinity.
    if (!(typeof t === 'number' && t > last && t < Infinity)) {
      return null;
    }
    last = t;
    own[i] = t + positiveZero;
  }
  return own;
}

/** No series counts so far: what is added up of smaller values is finite. The largest counter holds 2^64. */
const beyondCounting = 2 ** 100;

/**
 * Copies a time and a value column into typed arrays: ms ascending, each timestamp once (the last one written wins).
 * Rows without a finite time or without a value from 0 up to 2^100 hold no sample: a frame that was joined by time has
 * such rows wherever another of its series has a sample. Times may be an array of another series that is equal; neither
 * is ever written to. Pure; the columns are only read.
 */
export function toSamples(
  time: InputField['values'],
  value: InputField['values'],
  shared: SharedTimes,
  rows?: readonly number[]
): Samples {
  return (rows ? null : completeSamples(time, value, shared)) ?? pickedSamples(time, value, shared, rows);
}

/** Most columns: every row is a sample, in order of time. Null where one is not. */
function completeSamples(time: InputField['values'], value: InputField['values'], shared: SharedTimes): Samples | null {
  const length = Math.min(time.length, value.length);
  const times = shared.of(time, length);
  if (!times) {
    return null;
  }
  const values = shared.blocks.column(length);
  for (let i = 0; i < length; i++) {
    const v = value[i];
    // False for NaN, too.
    if (!(typeof v === 'number' && v >= 0 && v < beyondCounting)) {
      return null;
    }
    values[i] = v + positiveZero;
  }
  return { times, values, negative: 0, timeless: 0 };
}

function pickedSamples(
  time: InputField['values'],
  value: InputField['values'],
  shared: SharedTimes,
  rows?: readonly number[]
): Samples {
  const count = rows ? rows.length : Math.min(time.length, value.length);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let negative = 0;
  let timeless = 0;
  let used = 0;
  let ascending = true;
  for (let i = 0; i < count; i++) {
    const row = rows ? rows[i] : i;
    const t = timeOf(time[row]);
    if (!Number.isFinite(t)) {
      timeless++;
      continue;
    }
    const v = value[row];
    if (!(typeof v === 'number' && v < beyondCounting && v > -Infinity)) {
      continue;
    }
    if (v < 0) {
      negative++;
      continue;
    }
    ascending &&= used === 0 || t > times[used - 1];
    times[used] = t + positiveZero;
    values[used++] = v + positiveZero;
  }
  const samples = ascending
    ? { times: times.subarray(0, used), values: values.subarray(0, used) }
    : sortUnique(times.subarray(0, used), values.subarray(0, used));
  const known = shared.of(samples.times, samples.times.length) ?? samples.times;
  return { times: known, values: samples.values, negative, timeless };
}

function sortUnique(times: Float64Array, values: Float64Array): Pick<Samples, 'times' | 'values'> {
  const order = Array.from(times.keys()).sort((a, b) => times[a] - times[b] || a - b);
  const outTimes = new Float64Array(order.length);
  const outValues = new Float64Array(order.length);
  let n = 0;
  for (const index of order) {
    if (n > 0 && outTimes[n - 1] === times[index]) {
      n--;
    }
    outTimes[n] = times[index];
    outValues[n++] = values[index];
  }
  return { times: outTimes.subarray(0, n), values: outValues.subarray(0, n) };
}
