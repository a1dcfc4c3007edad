import { kernelAt } from './accounts';
import type { IndexRange } from '../../workloads/types';
import { bytesOfLayer } from '../../composition/layers';
import { orElse, type Values } from '../../composition/columns';
import type { Composition, CompositionInstance } from '../../composition/types';
import { isKnown } from './glance';

/** The last samples of a run: the kill comes between two scrapes. */
export const lastSamples = 3;
/** A life of fewer samples does not tell what is outside of Go: each may be of another time. */
const fewest = 4;

/** What a container is filled with. */
export type Part = 'go' | 'stacks' | 'off-heap' | 'anonymous' | 'cache' | 'kernel' | 'beside-rss' | 'unknown';

/** A value, but no more than a bound that is known. */
const capped = (value: number, bound: number): number => (bound < value ? bound : value);

/** True where working set and rss are all that is known of a container: nothing splits what is between them. */
export const isSplitByRssOnly = ({ workingSet, rss, usage, cache }: Values): boolean =>
  workingSet !== undefined && rss !== undefined && usage === undefined && cache === undefined;

/** How one part of a container changed in a life that ended in a kill, bytes and ms. */
export interface KillRise {
  part: Part;
  low: number;
  high: number;
  /** The most of it in the first half of the life. */
  early: number;
  /** When it last was low, and the end of the life. */
  from: number;
  to: number;
  /** How long the life was, ms. */
  life: number;
  /** True where the kernel was taking cache back in the last samples, for what rose at the same time. */
  takesCache: boolean;
  /** True where what filled the container came after Go was last scraped: it may be of Go or outside of it. */
  isUnsplit: boolean;
}

/** Memory outside of Go, bytes: rss beyond what Go keeps, less what Go freed lazily of that. */
const outsideOf = ({ rss, retained, lazilyFreed: { estimate } }: Composition, i: number): number =>
  Math.max(0, rss[i] - retained[i] - orElse(estimate[i], 0));

/**
 * Parts of the container on the grid, as far as its series tell. A process near its limit may not answer its scrape any
 * more: where Go is known in a life at all, nothing of it is anonymous memory of nobody knows what.
 */
function partsOf(composition: Composition, run: IndexRange): Array<[Part, (i: number) => number]> {
  const { usage, rss, retained } = composition;
  const { series } = composition.workload;
  const stacks = series.stackSys;
  const knowsGo = (i: number) => Number.isFinite(retained[i]);
  const hasRss = series.rss !== undefined;
  const hasGo = isKnown(retained, run);
  const other = hasRss ? undefined : bytesOfLayer(composition, 'other');
  return [
    // Go counts pages that it never touched; what was charged, usage counts.
    ['go', (i) => capped(retained[i] - (stacks?.[i] ?? 0), usage[i])],
    ['stacks', (i) => stacks?.[i] ?? NaN],
    ['off-heap', (i) => (hasRss && knowsGo(i) ? outsideOf(composition, i) : NaN)],
    ['anonymous', (i) => (hasRss && !hasGo ? rss[i] : NaN)],
    ['cache', (i) => series.cache?.[i] ?? NaN],
    ['kernel', (i) => Math.max(0, kernelAt(composition, i))],
    // Where usage and cache are not known, what working set holds beside memory of the program is not split further.
    ['beside-rss', (i) => (isSplitByRssOnly(series) ? Math.max(0, composition.workingSet[i] - rss[i]) : NaN)],
    ['unknown', (i) => other?.[i] ?? NaN],
  ];
}

/** The last samples, else the last ones that are known in the second half of a life. */
const lastKnown = (last: readonly number[], half: () => readonly number[]): readonly number[] =>
  last.length > 0 ? last : half().slice(-lastSamples);

/** What the kernel takes from one part goes to the others, as far as the samples are of one instant. */
const passesOn = 0.5;

/**
 * Cache in the last samples before a kill, bytes: the most of it, unless the kernel was taking it for what rose at the
 * same time. Then it is what was left of it, and not what filled the container (try_charge_memcg reclaims, then kills).
 */
function cacheAtKill({ usage, rss, workload: { series } }: Composition, last: readonly number[]) {
  // Where its sample is lost, it is no more than what rss leaves.
  const cache = (i: number) => (series.cache ? orElse(series.cache[i], usage[i] - rss[i]) : NaN);
  const known = last.filter((i) => cache(i) >= 0);
  const most = known.reduce((best, i) => (cache(i) > cache(best) ? i : best), known[0]);
  const end = known[known.length - 1];
  const taken = cache(most) - cache(end);
  const risen = usage[end] - cache(end) - (usage[most] - cache(most));
  const isTaken = taken > 0 && risen >= passesOn * taken;
  return { isTaken, bytes: cache(isTaken ? end : most) };
}

/** A rise that ends so many times above the first half of a life is none of those that come and go. */
const newGround = 1.2;
/** Least rise of usage since the first half of a life, as a share of its end, that was filled in the second half. */
const leastRisen = 0.2;
/** Share of that rise which a part has to make up to be its cause. */
const ofTheEnd = 0.5;

/** True where a part ends above all that it was in the first half of a life. */
export const reachesNewGround = ({ high, early }: KillRise): boolean => !(high < newGround * early);

/** So many scrapes of Go beside memory that was high outside of it tell that it was not of Go. */
const leastScrapes = 2;

/**
 * True where memory outside of Go is high at the end of a life, and Go was scraped anew meanwhile, in this life or in
 * others that ended alike. Go is scraped at another time than the container: what it takes in between looks as if
 * outside of it, until its next scrape.
 */
function isSeenByGo(composition: Composition, rise: KillRise | undefined): boolean {
  if (!rise) {
    return false;
  }
  const high = (Math.max(rise.low, rise.early) + rise.high) / 2;
  const scrapes = composition.instances.map((run) => scrapesWhileHigh(composition, run, high));
  return scrapes.reduce((sum, one) => sum + one, 0) >= leastScrapes;
}

/**
 * How often, up to the least that tells, Go was scraped anew while as much as `high`, bytes, was outside of it at the
 * end of a life.
 */
function scrapesWhileHigh(composition: Composition, { start, end }: IndexRange, high: number): number {
  const { retained } = composition;
  const { series } = composition.workload;
  // Objects are allocated all the time, while what Go keeps may stay the same for hours.
  const clock = series.heapAlloc ?? retained;
  const scrapes = new Set<number>();
  // Those beyond the least tell no more, and a life may be high from its start on.
  for (let i = end - 1; i >= start && scrapes.size <= leastScrapes && !(outsideOf(composition, i) < high); i--) {
    if (retained[i] >= 0) {
      scrapes.add(clock[i]);
    }
  }
  // The first is of before.
  return Math.max(0, scrapes.size - 1);
}

/**
 * The part that grew most between the beginning of a life and its end. Where usage rose in the second half, the one
 * that rose with it: a heap that filled when the program started has not filled the container at its end.
 */
export function largestRise(composition: Composition, run: CompositionInstance): KillRise {
  const { from, to } = run;
  const levels = levelsIn(run);
  const cache = cacheAtKill(composition, levels.last);
  const parts = partsOf(composition, run);
  const rises = parts.map(([part, at]): KillRise => ({
    part,
    low: levels.lowOf(at),
    high: part === 'cache' ? orElse(cache.bytes, levels.mostOf(at)) : levels.mostOf(at),
    early: levels.earlyOf(at),
    from,
    to,
    life: to - from,
    takesCache: cache.isTaken,
    isUnsplit: false,
  }));
  const usage = (i: number) => composition.usage[i];
  const largest = largestOf(composition, run, rises, { most: levels.mostOf(usage), early: levels.earlyOf(usage) });
  const at = parts.find(([part]) => part === largest.part)?.[1];
  return at ? { ...largest, from: lastLow(composition.time, at, run, largest) } : largest;
}

/** Levels of a part in a life: the least at its beginning, the most in its first half, and the most at its end. */
function levelsIn({ start, end }: CompositionInstance) {
  const first = Math.min(end, start + Math.ceil((end - start) / 10));
  const middle = start + (end - start) / 2;
  const last = Array.from({ length: Math.min(lastSamples, end - start) }, (_, k) => end - 1 - k).reverse();
  const valuesOf = (at: (i: number) => number, a: number, b: number) =>
    Array.from({ length: Math.max(0, b - a) }, (_, k) => at(a + k)).filter(Number.isFinite);
  return {
    last,
    lowOf: (at: (i: number) => number) => Math.min(...valuesOf(at, start, first)),
    earlyOf: (at: (i: number) => number) =>
      valuesOf(at, start, middle).reduce((most, bytes) => Math.max(most, bytes), -Infinity),
    mostOf: (at: (i: number) => number) =>
      Math.max(...lastKnown(last.map(at).filter(Number.isFinite), () => valuesOf(at, Math.ceil(middle), end))),
  };
}

/**
 * The rise that filled the container: of those that came with its usage since the first half of the life the largest,
 * else the largest of all. What is outside of Go counts once Go was seen beside it.
 */
function largestOf(
  composition: Composition,
  { start, end }: IndexRange,
  rises: readonly KillRise[],
  usage: { most: number; early: number }
): KillRise {
  const of = (part: Part) => rises.find((rise) => rise.part === part && Number.isFinite(rise.high - rise.low));
  const height = (rise?: KillRise) => (rise ? rise.high - rise.low : 0);
  const isLarge = (bytes: number) => bytes >= leastRisen * usage.most;
  const offHeap = of('off-heap');
  const isSeen = isLarge(height(offHeap)) && isSeenByGo(composition, offHeap);
  const isSkew =
    end - start < fewest || (rangeOf(composition.retained) >= (offHeap ? offHeap.high - offHeap.early : 0) && !isSeen);
  const none: KillRise = { ...rises[0], part: 'unknown', low: NaN, high: NaN, early: NaN };
  const known = rises.filter(({ part }) => of(part) && !(part === 'off-heap' && isSkew));
  const highest = (all: readonly KillRise[]) =>
    all.reduce((best, one) => (height(one) > height(best) || Number.isNaN(best.low) ? one : best), none);
  const risen = usage.most - usage.early;
  const isOfTheEnd = (one: KillRise) =>
    reachesNewGround(one) && one.high - one.early >= ofTheEnd * risen && isLarge(risen);
  const atTheEnd = known.filter(isOfTheEnd);
  const isUnsplit = isSkew && offHeap !== undefined && atTheEnd.length === 0 && isOfTheEnd(offHeap);
  return { ...highest(atTheEnd.length > 0 ? atTheEnd : known), isUnsplit };
}

/** A rise begins where it leaves its lowest tenth (IEEE Std 181-2011, transition duration). */
const lowest = 0.1;

/** When a part was last low in a life before it was high, ms: the very last sample may be taken while it ends. */
function lastLow(
  time: Float64Array,
  at: (i: number) => number,
  { start, end }: IndexRange,
  { low, high }: KillRise
): number {
  let i = end - 1;
  while (i > start && !(at(i) >= high)) {
    i--;
  }
  while (i > start && !(at(i) <= low + lowest * (high - low))) {
    i--;
  }
  return time[i];
}

/** Largest minus smallest finite value. */
function rangeOf(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  return high > low ? high - low : 0;
}
