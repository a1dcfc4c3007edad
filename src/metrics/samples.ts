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

/**
 * Copies a time and a value column into typed arrays: ms ascending, each timestamp once (the last one written wins).
 * Rows without a finite time or without a finite value >= 0 hold no sample: a frame that was joined by time has such
 * rows wherever another of its series has a sample. Pure; the columns are only read.
 */
export function toSamples(time: InputField['values'], value: InputField['values'], rows?: number[]): Samples {
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
    if (typeof v !== 'number' || !Number.isFinite(v)) {
      continue;
    }
    if (v < 0) {
      negative++;
      continue;
    }
    ascending &&= used === 0 || t > times[used - 1];
    times[used] = t;
    values[used++] = v;
  }
  const samples = { times: times.subarray(0, used), values: values.subarray(0, used), negative, timeless };
  return ascending ? samples : { ...sortUnique(samples.times, samples.values), negative, timeless };
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
