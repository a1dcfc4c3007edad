import type { Composition } from '../../composition/types';
import type { Context } from '../context';
import { largePart, type Kill } from './kills';

/**
 * A series that rises by this share of another's growth explains it; one that rises by less than the second does
 * not.
 */
export const explains = { yes: 0.6, no: 0.3 } as const;

/**
 * Kills at the limit of a container that was full of cache: the kernel would have dropped file cache before it killed,
 * so what filled the container was tmpfs (Documentation/admin-guide/cgroup-v2.rst, memory.stat shmem).
 */
export const killsByCache = ({ kills, composition }: Context): Kill[] =>
  kills.filter((kill): kill is Kill => {
    if (!kill?.atLimit) {
      return false;
    }
    const { rise, limit, end } = kill;
    const anonymous = composition.rss[end - 1];
    return (
      rise.part === 'cache' &&
      rise.high >= largePart * limit &&
      anonymous < largePart * limit &&
      !isMostlyInactive(composition, end - 1)
    );
  });

/**
 * True where most of the cache is inactive file cache at a sample, as nothing of tmpfs is. A kernel that kills there
 * could not write it back in time.
 */
export function isMostlyInactive({ usage, workingSet, workload }: Composition, i: number): boolean {
  const cache = workload.series.cache?.[i] ?? NaN;
  return (
    usage[i] - workingSet[i] > (1 - explains.yes) * cache && workingSet[i] + cache - usage[i] < explains.no * cache
  );
}
