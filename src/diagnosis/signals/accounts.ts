import type { Composition } from '../../composition/types';

/**
 * usage - rss - cache, bytes at index `i`: memory of the kernel, and parts of huge pages that are not split yet; NaN
 * where one of them is not known, and below 0 where they are not of one instant.
 */
export const kernelAt = ({ usage, rss, workload: { series } }: Composition, i: number): number =>
  usage[i] - rss[i] - (series.cache?.[i] ?? NaN);

/**
 * working set + cache - usage, bytes at index `i`: cache in working set, less what was freed lazily; NaN where one of
 * them is not known.
 */
export const heldCacheAt = ({ usage, workingSet, workload: { series } }: Composition, i: number): number =>
  workingSet[i] + (series.cache?.[i] ?? NaN) - usage[i];
