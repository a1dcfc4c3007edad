import { MiB } from '../metrics/units';

/** Accounting of one container at one timestamp, bytes; NaN where unknown. */
export interface Accounting {
  usage: number;
  workingSet: number;
  rss: number;
  cache: number;
  inactiveFile: number;
  activeFile: number;
}

/** Accounting cut to what is consistent: rss + cache + kernel = usage, none negative. */
export interface Normalised {
  usage: number;
  /** NaN where unknown or clamped to 0 by cAdvisor. */
  workingSet: number;
  rss: number;
  cache: number;
  kernel: number;
  /** File-list excess E; NaN where working set is unknown. */
  excess: number;
}

export const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/**
 * R' = min(R, U), C' = min(C, U - R'), K = U - R' - C', E = clamp(U - W - C', 0, R'), or the tighter IF + AF - C' where
 * both lists are exported. E is positive only if MADV_FREE'd pages exist; it never exceeds U - W, so that the corrected
 * working set stays at or above working set (docs/design.md §6, docs/domain.md §2.3).
 */
export function normalise(a: Accounting, into = unknownAccounts()): Normalised {
  const rss = Math.min(a.rss, a.usage);
  const cache = Math.min(a.cache, a.usage - rss);
  // cAdvisor writes 0 when inactive file exceeds usage: two counters read apart, not a working set.
  const workingSet = a.workingSet > 0 ? Math.min(a.workingSet, a.usage) : NaN;
  const lists = a.inactiveFile + a.activeFile - cache;
  const untight = a.usage - workingSet - cache;
  const excess = Number.isNaN(lists) ? untight : Math.min(Math.max(lists, untight), a.usage - workingSet);
  into.usage = a.usage;
  into.workingSet = workingSet;
  into.rss = rss;
  into.cache = cache;
  into.kernel = a.usage - rss - cache;
  into.excess = clamp(excess, 0, rss);
  return into;
}

/** Accounts to be filled: a fleet has hundreds of thousands of samples, and an object for each costs more than they. */
export const unknownAccounts = (): Normalised => ({
  usage: NaN,
  workingSet: NaN,
  rss: NaN,
  cache: NaN,
  kernel: NaN,
  excess: NaN,
});

/** What the Go runtime says at one timestamp, bytes; NaN where unknown. */
export interface GoBounds {
  /** G = sys - heapReleased. */
  retained: number;
  heapReleased: number;
}

export interface LazilyFreed {
  estimate: number;
  floor: number;
  ceiling: number;
}

/** Where Go counts clearly more than is resident, it never touched part of it (an untouched ballast). */
export const countsUntouched = (retained: number, rss: number): boolean =>
  retained - rss > Math.max(64 * MiB, 0.1 * retained);

/**
 * Lazily freed bytes: estimate = max(0, min(E, R' - G, heapReleased)), with R' - G left out for an untouched ballast;
 * floor = max(0, E - G), never above the estimate; ceiling = min(U - W, heapReleased, R'), never below it. Without Go:
 * E, and [0, E] widened to
 * what the kernel could still hide. All NaN where E is unknown (docs/design.md §6; measured in recordings/README.md).
 */
export function lazilyFreed(
  n: Normalised,
  go: GoBounds,
  untouchedBallast: boolean,
  into = unknownFreed()
): LazilyFreed {
  if (Number.isNaN(n.excess)) {
    return setFreed(into, NaN, NaN, NaN);
  }
  const outside = n.usage - n.workingSet;
  const knowsRetained = !Number.isNaN(go.retained);
  const knowsReleased = !Number.isNaN(go.heapReleased);
  let estimate = n.excess;
  if (knowsReleased) {
    estimate = Math.min(estimate, go.heapReleased);
  }
  if (knowsRetained && !untouchedBallast) {
    estimate = Math.min(estimate, n.rss - go.retained);
  }
  estimate = Math.max(0, estimate);
  const ceiling = Math.max(estimate, Math.min(outside, n.rss, knowsReleased ? go.heapReleased : Infinity));
  const floor = knowsRetained ? clamp(n.excess - go.retained, 0, estimate) : 0;
  return setFreed(into, estimate, floor, ceiling);
}

/** Bounds to be filled, sample by sample. */
export const unknownFreed = (): LazilyFreed => ({ estimate: NaN, floor: NaN, ceiling: NaN });

export function setFreed(into: LazilyFreed, estimate: number, floor: number, ceiling: number): LazilyFreed {
  into.estimate = estimate;
  into.floor = floor;
  into.ceiling = ceiling;
  return into;
}
