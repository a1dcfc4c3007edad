import type { Composition } from '../../src/composition/types';
import { nearestIndex } from './nearest';
import type { TruthPoint } from './truth';
import { MiB } from '../../src/metrics/units';

/** Error of the sizes of one container against ground truth. */
export interface SizeError {
  /** Steady truth samples that were compared. */
  steady: number;
  /** Share of them with the true LazyFree within [floor - 16 MiB, ceiling + 16 MiB]. */
  within: number;
  /** Mean |estimate - truth| over steady samples, MiB. */
  estimateMiB: number;
  /** Mean |W* - need| / need over all truth samples. */
  corrected: number;
  /** The same for working set itself. */
  workingSet: number;
}

/**
 * Compares a composition with ground truth. Steady: rss, working set and G each move by at most 16 MiB within +-6 s
 * (at longer steps from the previous to the next sample).
 * Need = usage - LazyFree - (cache - shmem), with the usage that the container reported.
 */
export function sizeError(composition: Composition, truth: readonly TruthPoint[]): SizeError {
  const { lazilyFreed, correctedWorkingSet, workingSet } = composition;
  const reach = Math.max(composition.workload.step, 2500);
  let [steady, within, error, compared, corrected, plain] = [0, 0, 0, 0, 0, 0];
  for (const point of truth) {
    const i = nearestIndex(composition.time, point.time, reach);
    if (i < 0 || !composition.drawn[i] || Number.isNaN(lazilyFreed.estimate[i])) {
      continue;
    }
    const need = composition.usage[i] - point.lazyFree - (point.cache - point.shmem);
    if (need <= 0) {
      continue;
    }
    compared++;
    corrected += Math.abs(correctedWorkingSet[i] - need) / need;
    plain += Math.abs(workingSet[i] - need) / need;
    if (isSteady(composition, i)) {
      steady++;
      error += Math.abs(lazilyFreed.estimate[i] - point.lazyFree);
      within += Number(
        point.lazyFree >= lazilyFreed.floor[i] - 16 * MiB && point.lazyFree <= lazilyFreed.ceiling[i] + 16 * MiB
      );
    }
  }
  return {
    steady,
    within: within / steady,
    estimateMiB: error / steady / MiB,
    corrected: corrected / compared,
    workingSet: plain / compared,
  };
}

function isSteady(composition: Composition, i: number): boolean {
  const { time, rss, workingSet, retained, workload } = composition;
  const wide = workload.step > 6000;
  let [first, last] = [i, i];
  while (first > 0 && (wide ? first > i - 1 : time[i] - time[first - 1] <= 6000)) {
    first--;
  }
  while (last < time.length - 1 && (wide ? last < i + 1 : time[last + 1] - time[i] <= 6000)) {
    last++;
  }
  return [rss, workingSet, retained].every((values) => {
    const window = Array.from(values.subarray(first, last + 1)).filter(Number.isFinite);
    return window.length === 0 || Math.max(...window) - Math.min(...window) <= 16 * MiB;
  });
}
