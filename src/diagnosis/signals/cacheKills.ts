import type { Composition } from '../../composition/types';
import type { Context } from '../context';
import { heldCacheAt } from './accounts';
import { isClearRise, largePart, type Kill } from './kills';

/**
 * A series that rises by this share of another's growth explains it; one that rises by less than the second does
 * not.
 */
export const explains = { yes: 0.6, no: 0.3 } as const;

/** Where the same rise of cache comes before so many kills, the next sample would have shown it, too. */
const pattern = 2;
/** Then so much of the limit is enough; a single kill may be of a burst that no sample shows beside files in use. */
const patternShare = 0.25;
/** Usage at the limit in the last sample: the kernel was taking file cache already. */
const full = 0.95;

/**
 * Kills at the limit of a container that was full of cache: the kernel would have dropped file cache before it killed,
 * so what filled the container was tmpfs (Documentation/admin-guide/cgroup-v2.rst, memory.stat shmem).
 */
export function killsByCache({ kills, composition }: Context): Kill[] {
  const risen = kills.filter(
    (kill): kill is Kill =>
      kill?.atLimit === true && kill.rise.part === 'cache' && !isMostlyInactive(composition, kill.end - 1)
  );
  const isLarge = ({ rise, limit, end }: Kill) =>
    rise.high >= largePart * limit && composition.rss[end - 1] < largePart * limit;
  const alike = risen.filter(
    (kill) => isClearRise(kill) && kill.usage >= full * kill.limit && kill.rise.high >= patternShare * kill.limit
  );
  return risen.filter((kill) => isLarge(kill) || (alike.length >= pattern && alike.includes(kill)));
}

/**
 * True where most of the cache is inactive file cache at a sample, as nothing of tmpfs is. A kernel that kills there
 * could not write it back in time.
 */
export function isMostlyInactive(composition: Composition, i: number): boolean {
  const { usage, workingSet, workload } = composition;
  const cache = workload.series.cache?.[i] ?? NaN;
  return usage[i] - workingSet[i] > (1 - explains.yes) * cache && heldCacheAt(composition, i) < explains.no * cache;
}
