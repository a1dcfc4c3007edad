import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/roles';
import type { Context } from '../context';
import { riskShares, roomShare } from '../options';
import { oncePerRun } from './once';
import { needWithoutFiles } from './pressure';
import { around, opening, slidingMinimum } from './sliding';
import { runningMedian } from './spans';

/** What a container needs as far as an OOM kill is concerned, bytes on the grid; NaN where it is not known. */
export interface Need {
  /** Cannot be given back. */
  certain: Float64Array;
  /** The same without garbage, wherever GOMEMLIMIT is not above the memory limit: Go may collect in time or not. */
  live: Float64Array;
  /** May not be possible to give back; NaN without working set, since usage alone holds inactive file cache. */
  possible: Float64Array;
  /**
   * Where the need becomes a risk is a share of this, bytes: the memory limit, or less where GOMEMLIMIT is below it.
   */
  reference: Float64Array;
}

/** Live memory from this share of GOMEMLIMIT on leaves the collector a tenth to work with, as GOGC=11 would. */
export const fillsGoMemLimit = 0.88;

/**
 * The same where GOMEMLIMIT leaves less than the guide's headroom below the memory limit
 * (https://go.dev/doc/gc-guide#Memory_limit: 5 to 10 %): the collector has a quarter of it to work with, as GOGC=25
 * would, and nothing takes up what it is late with.
 */
const withoutHeadroom = { from: 0.95, fills: 0.8 };

/**
 * The bounds of the need within a run. Where GOMEMLIMIT leaves room below the memory limit, garbage that waits for the
 * next collection is no need: Go collects before it asks the kernel for more
 * (https://go.dev/doc/gc-guide#Memory_limit).
 */
export function needOf(context: Context, instance: CompositionInstance): Need {
  const { composition } = context;
  const { goMemLimit, limit, need, retained } = composition;
  const most = needWithoutFiles(composition);
  const some = (holds: (i: number) => boolean): boolean => {
    for (let i = instance.start; i < instance.end; i++) {
      if (holds(i)) {
        return true;
      }
    }
    return false;
  };
  if (!some((i) => goMemLimit[i] <= limit[i])) {
    return { certain: need.low, live: need.low, possible: most, reference: limit };
  }
  const beside = besideGo(context, instance);
  const bounded = (i: number) => hasRoom(context, instance, i);
  const garbage = garbageOf(context, instance) ?? retained;
  const without = (values: Float64Array, isKnown = bounded) =>
    values.map((value, i) => (isKnown(i) && garbage[i] > 0 ? Math.max(0, value - garbage[i]) : value));
  const live = without(need.low, (i) => goMemLimit[i] <= limit[i]);
  if (!some(bounded)) {
    return { certain: need.low, live, possible: most, reference: limit };
  }
  const reference = limit.map((bytes, i) => {
    const share = (goMemLimit[i] + beside[i]) / bytes;
    // A collector that is crowded far below the limit is slow, and no risk.
    if (!(bounded(i) && share >= riskShares.warning)) {
      return bytes;
    }
    const fills = share > withoutHeadroom.from ? withoutHeadroom.fills : fillsGoMemLimit;
    return Math.min(bytes, (fills / riskShares.warning) * goMemLimit[i] + Math.max(0, need.low[i] - retained[i]));
  });
  return { certain: without(need.low), live, possible: without(most), reference };
}

/**
 * Memory outside of what Go keeps, which GOMEMLIMIT does not count: the most around each sample of a run, since it
 * comes in bursts and may grow; bytes on the grid. Go and the container are scraped apart, so that single spikes are
 * none.
 */
export const besideGo: (context: Context, instance: CompositionInstance) => Float64Array = oncePerRun(
  ({ composition: { need, retained, goMissing } }, instance) => {
    const beside = need.low.map((low, i) => low - retained[i]);
    const negative = runningMedian(beside, instance, goMissing).map((bytes) => -bytes);
    return slidingMinimum(negative, instance).map((bytes) => Math.max(0, -bytes || 0));
  }
);

/** True where Go, at GOMEMLIMIT, and what is outside of it fit into the memory limit: Go collects in time. */
export const hasRoom = (context: Context, instance: CompositionInstance, i: number): boolean =>
  context.composition.goMemLimit[i] + besideGo(context, instance)[i] <= roomShare * context.composition.limit[i];

/** What Go keeps for its heap at a sample, bytes. */
function heapKept({ series }: Context, i: number): number {
  const of = (role: Role) => series[role]?.[i] ?? 0;
  return of('heapInuse') + Math.max(0, of('heapIdle') - of('heapReleased'));
}

/**
 * Live memory of a run, which GOMEMLIMIT has to hold: the least heap around, and what Go keeps beside the heap (stacks,
 * metadata, pages that it cannot use). Null where no series tells.
 */
export function liveMemory(context: Context, { start, end }: Pick<CompositionInstance, 'start' | 'end'>) {
  const { composition, series } = context;
  const live = series.heapLive ?? series.heapAlloc;
  return live
    ? leftByCollections(live, series.gcCount, { start, end }).map(
        (bytes, i) => bytes + Math.max(0, composition.retained[i] - heapKept(context, i))
      )
    : null;
}

/**
 * Heap that the next collection frees, bytes: what Go keeps of the heap beyond the least that was allocated around.
 * Null where no series tells; GOMEMLIMIT bounds all that Go keeps then.
 */
function garbageOf(context: Context, { start, end }: CompositionInstance): Float64Array | null {
  const { composition, series } = context;
  const { heapAlloc, heapLive, heapInuse } = series;
  const live = heapLive ?? heapAlloc;
  const garbage = new Float64Array(composition.time.length).fill(NaN);
  if (!live || !heapInuse) {
    return null;
  }
  const least = heapLive ?? leftByCollections(live, series.gcCount, { start, end });
  for (let i = start; i < end; i++) {
    garbage[i] = Math.max(0, heapKept(context, i) - least[i] - composition.notResident[i]);
  }
  return garbage;
}

/**
 * What collections leave of a heap: what it stays above for some samples (fewer where the collections are counted), and
 * since the last collection where that is longer ago than so many samples, as with a high GOGC.
 */
export function leftByCollections(
  heap: Float64Array,
  collections: Float64Array | undefined,
  { start, end }: Pick<CompositionInstance, 'start' | 'end'>
): Float64Array {
  const least = opening(heap, { start, end }, collections ? around + 1 : 2 * around + 1);
  for (let i = start + 1; collections && i < end; i++) {
    if (collections[i] === collections[i - 1] && least[i - 1] < least[i]) {
      least[i] = least[i - 1];
    }
  }
  return least;
}
