import type { Composition } from '../../composition/types';
import type { IndexRange } from '../../workloads/types';
import type { Context } from '../context';
import { limitFor } from '../options';

/** cAdvisor 0.39 to 0.42 reports usage and swap together as swap on cgroup v2 (docs/domain.md §1.1). */
const withUsage = 0.9;

/** False where what is said to be in swap is usage and more throughout a run, or nothing is said. */
function tellsSwap({ usage, workload: { series } }: Composition, { start, end }: IndexRange): boolean {
  for (let k = start; series.swap && k < end; k++) {
    if (series.swap[k] < withUsage * usage[k]) {
      return true;
    }
  }
  return false;
}

/** What a run has in swap, bytes on the grid; null where no series tells. */
export const swapOf = (composition: Composition, run: IndexRange): Float64Array | null =>
  tellsSwap(composition, run) ? (composition.workload.series.swap ?? null) : null;

/**
 * Bytes of a run that are in swap at a sample; 0 where that is little, not known, or wrong throughout. Swap is outside
 * of usage and of the limit: with it, the kernel can take anonymous memory back before it kills (mm/vmscan.c,
 * can_reclaim_anon_pages).
 */
export function swappedAt(
  { composition, settings }: Pick<Context, 'composition' | 'settings'>,
  run: IndexRange,
  i: number
): number {
  const swapped = composition.workload.series.swap?.[i] ?? NaN;
  const isMuch = swapped > limitFor(settings.thresholds.resident, composition.usage[i]);
  return isMuch && tellsSwap(composition, run) ? swapped : 0;
}
