import type { IndexRange } from '../../workloads/types';

/** A fall: grid indices of the value before and after, and by how much. */
export interface Drop {
  peak: number;
  low: number;
  bytes: number;
}

/** The deepest fall of a series from any earlier value within a range; null without values. */
export function deepestDrop(values: Float64Array, { start, end }: IndexRange): Drop | null {
  let peak = -1;
  let best: Drop | null = null;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(values[i])) {
      continue;
    }
    if (peak === -1 || values[i] > values[peak]) {
      peak = i;
    }
    const bytes = values[peak] - values[i];
    if (!best || bytes > best.bytes) {
      best = { peak, low: i, bytes };
    }
  }
  return best;
}
