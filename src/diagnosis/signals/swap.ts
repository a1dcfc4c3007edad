import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { limitFor } from '../options';

/** cAdvisor 0.39 to 0.42 reports usage and swap together as swap on cgroup v2 (docs/domain.md §1.1). */
const withUsage = 0.9;

/**
 * Bytes of a run that are in swap at a sample; 0 where that is little, not known, or wrong throughout. Swap is outside
 * of usage and of the limit: with it, the kernel can take anonymous memory back before it kills (mm/vmscan.c,
 * can_reclaim_anon_pages).
 */
export function swappedAt(
  { composition, series, settings }: Context,
  { start, end }: CompositionInstance,
  i: number
): number {
  const { swap } = series;
  if (!swap || !(swap[i] > limitFor(settings.thresholds.resident, composition.usage[i]))) {
    return 0;
  }
  for (let k = start; k < end; k++) {
    if (swap[k] < withUsage * composition.usage[k]) {
      return swap[i];
    }
  }
  return 0;
}
