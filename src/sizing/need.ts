import type { Composition } from '../composition/types';
import { activeCacheOf } from '../diagnosis/signals/pressure';

/** True where the upper end of the need is a measurement: usage and working set together, nothing less. */
export const isNeedKnown = (composition: Composition): boolean =>
  composition.base === 'usage' && composition.correctedWorkingSet.some(Number.isFinite);

/**
 * Upper end of the need, bytes on the grid: corrected working set without pages of files on the active list, which the
 * kernel drops or writes back, and with what is in swap, which is memory too on a node without swap.
 */
export function upperNeed(composition: Composition): Float64Array {
  const { need, correctedWorkingSet } = composition;
  const active = activeCacheOf(composition);
  const swapped = swappedOf(composition);
  return need.high.map((bytes, i) =>
    Number.isFinite(correctedWorkingSet[i]) ? bytes - (active?.[i] ?? 0) + swapped[i] : NaN
  );
}

/** Swap that is usage to this share in every sample of a run is a copy of it: an old cAdvisor, and nothing in swap. */
const copied = 0.01;

/**
 * Bytes in swap on the grid; 0 where none are, or nothing tells. Where swap is larger than usage, either most of the
 * container is in swap or an old cAdvisor adds usage to it (docs/domain.md §1.1): all of it is taken, since too small a
 * limit kills.
 */
export function swappedOf({ workload, usage, instances }: Composition): Float64Array {
  const { swap } = workload.series;
  const swapped = new Float64Array(usage.length);
  for (const { start, end } of swap ? instances : []) {
    const own = swap?.subarray(start, end) ?? [];
    if (own.some((bytes, k) => Math.abs(bytes - usage[start + k]) > copied * usage[start + k])) {
      own.forEach((bytes, k) => (swapped[start + k] = bytes || 0));
    }
  }
  return swapped;
}
