import { isOfContainer, isOfGo } from '../../composition/bases';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { adviceOf } from '../releases';
import { isKnown } from './glance';
import { residentOf } from './heldCache';

/** What tells of lazily freed memory where a series is missing, bytes on the grid; NaN where nothing tells. */
export interface PartlyKnownFreed {
  /**
   * Proven by one sample of cAdvisor: rss - working set, or usage - working set - cache. Working set leaves out the
   * inactive file list, and anonymous pages get there by MADV_FREE only (docs/domain.md §2.1).
   */
  proven: Float64Array;
  /**
   * By Go: what is resident beyond what Go keeps, else what is proven, up to what Go released; never more than is on
   * the file lists.
   */
  byGo: Float64Array;
}

/** Null where the composition has an estimate, or where neither container nor process tells what is resident. */
export function partlyKnownFreed(context: Context, instance: CompositionInstance): PartlyKnownFreed | null {
  const { composition, series } = context;
  const { base, usage, workingSet, rss, retained, lazilyFreed } = composition;
  if (isKnown(lazilyFreed.estimate, instance) || instance.isUnread || isOfGo(base)) {
    return null;
  }
  const { cache, heapReleased } = series;
  const resident = residentOf(context);
  const knowsUsage = base === 'usage';
  const isLazy = adviceOf(instance.goVersion) === 'lazy';
  const proven = usage.map((charged, i) => {
    const byUsage = knowsUsage && cache ? charged - workingSet[i] - cache[i] : NaN;
    return largerOf(isOfContainer(base) ? rss[i] - workingSet[i] : NaN, byUsage);
  });
  const byGo = usage.map((charged, i) => {
    const outsideGo = Number.isNaN(resident[i]) ? proven[i] : resident[i] - retained[i];
    const released = isLazy && heapReleased ? Math.min(outsideGo, heapReleased[i]) : NaN;
    const inactive = knowsUsage ? charged - workingSet[i] : NaN;
    return inactive < released ? inactive : released;
  });
  return { proven, byGo };
}

/** The larger of two numbers of which either may be unknown. */
const largerOf = (a: number, b: number): number => (b > a || Number.isNaN(a) ? b : a);
