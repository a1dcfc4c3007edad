import { MiB } from '../metrics/units';
import { orElse } from './columns';

const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/*
 * The accounting of a container at one timestamp, bytes, NaN where unknown, cut to what is consistent: rss + cache +
 * kernel = usage, none negative (docs/design.md §6, docs/domain.md §2.3). Numbers go in and out: a fleet has hundreds
 * of thousands of samples, and an object for each would cost more than what is computed.
 */

/** R' = min(R, U). */
export const residentOf = (rss: number, usage: number): number => Math.min(rss, usage);

/** C' = min(C, U - R'). */
export const cacheOf = (cache: number, usage: number, resident: number): number => Math.min(cache, usage - resident);

/** cAdvisor writes 0 when inactive file exceeds usage: two counters read apart, not a working set. */
export const workingSetOf = (workingSet: number, usage: number): number =>
  workingSet > 0 ? Math.min(workingSet, usage) : NaN;

/**
 * E = clamp(U - W - C', 0, R'), or the tighter IF + AF - C' where both `lists` are exported. It is positive only if
 * MADV_FREE'd pages exist; it never exceeds U - W, `outside` of the working set, so that the corrected working set
 * stays at or above working set. NaN where working set is unknown.
 */
export function excessOf(outside: number, resident: number, cache: number, lists: number): number {
  const untight = outside - cache;
  const tight = lists - cache;
  return clamp(tight === tight ? Math.min(Math.max(tight, untight), outside) : untight, 0, resident);
}

/** Where Go counts clearly more than is resident, it never touched part of it (an untouched ballast). */
export const countsUntouched = (retained: number, rss: number): boolean =>
  retained - rss > Math.max(64 * MiB, 0.1 * retained);

/**
 * Lazily freed bytes: max(0, min(E, R' - G, heapReleased)) of what is known, `beside` being R' - G, which is left out
 * for an untouched ballast; E without Go. NaN where E is (docs/design.md §6; measured in recordings/README.md).
 */
export const freedOf = (excess: number, released: number, beside: number): number =>
  Math.max(0, Math.min(excess, orElse(released, Infinity), orElse(beside, Infinity)));

/** At least so much of the `estimate` was freed lazily: max(0, E - G); nothing is certain without Go. */
export const freedFloorOf = (estimate: number, excess: number, retained: number): number =>
  retained === retained ? clamp(excess - retained, 0, estimate) : Math.min(0, estimate);

/** At most so much: min(U - W, heapReleased, R'), what the kernel could still hide, never below the estimate. */
export const freedCeilingOf = (estimate: number, outside: number, resident: number, released: number): number =>
  Math.max(estimate, Math.min(outside, resident, orElse(released, Infinity)));

/** Cache that the kernel can take: what lies `outside` of working set and was not freed lazily. */
export const pageCacheOf = (outside: number, lazy: number, cache: number): number =>
  outside === outside ? clamp(outside - lazy, 0, cache) : 0;

/**
 * More than Go ever had was freed lazily: another allocator did it, and may have taken it into use again. `beyond` is
 * E less the estimate and G, NaN where unknown; as much of it as fits into the `rest` that is resident beside Go.
 * Where no working set tells what of the rest was freed lazily, nothing explains it.
 */
export const unexplainedOf = (isTold: boolean, beyond: number, rest: number): number =>
  isTold ? clamp(orElse(beyond, 0), 0, rest) : rest;
