import type { Composition } from '../../composition/types';
import type { IndexRange } from '../../workloads/types';
import type { Context } from '../context';
import { thresholdFor } from '../options';

/** cAdvisor 0.39 to 0.42 reports usage and swap together as swap on cgroup v2 (docs/domain.md §1.1). */
const withUsage = 0.9;

/** What a run has in swap, bytes on the grid; null where nothing is said, or it is usage and more throughout. */
export function swapOf({ usage, workload: { series } }: Composition, { start, end }: IndexRange): Float64Array | null {
  const { swap } = series;
  for (let k = start; swap && k < end; k++) {
    if (swap[k] < withUsage * usage[k]) {
      return swap;
    }
  }
  return null;
}

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
  const swapped = swapOf(composition, run)?.[i] ?? 0;
  return swapped > thresholdFor(settings.thresholds.resident, composition.usage[i]) ? swapped : 0;
}
