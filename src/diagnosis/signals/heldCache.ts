import { clampMin, max, min, minus, plus } from '../../metrics/expression';
import type { Formula, Quantity } from '../../composition/formulas';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/roles';
import type { Context } from '../context';
import { kernelAt } from './accounts';
import { adviceOf } from '../releases';
import { explains, killsByCache } from './cacheKills';
import { isKnown } from './glance';
import { difference, riseInRun, testOf, riseOfColumn } from './growth';
import { riseUntilKill } from './kills';
import { lazilyFreedSpans } from './lazilyFreedSpans';
import { oncePerRun } from './once';
import type { Rise } from './rise';
import { medianIn, peakIn } from './spans';
import { lowerBound } from '../../workloads/lookup';

/** Inactive memory below this share of a growth of cache holds no file of it. */
const noFiles = 0.01;

/** What cache inside of working set is, and what tells. */
export interface CacheKind {
  kind: 'tmpfs' | 'file' | 'undecided' | 'go';
  by: 'kill' | 'shmem' | 'active' | 'process' | 'inactive' | null;
}

/**
 * `mayBeFreed` where it may as well be lazily freed memory that is in use again, beside inactive cache; `isBesideLists`
 * where it is measured as cache on neither list of files.
 */
export type HeldCacheGrowth = Rise & CacheKind & { mayBeFreed?: true; isBesideLists?: true };

/** True where any series tells files in memory from file cache: without working set nothing says what is inactive. */
export const tellsCache = ({ workingSet, activeFile, inactiveFile, shmem, mappedFile }: Context['series']): boolean =>
  [workingSet, activeFile, inactiveFile, shmem, mappedFile].some(Boolean);

/**
 * True where MADV_FREE'd pages are there or may be: such a run's estimate can be too low beside tmpfs and active cache.
 */
const mayBeLazy = (context: Context, instance: CompositionInstance): boolean =>
  adviceOf(instance.goVersion) === 'lazy' || lazilyFreedSpans(context, instance).length > 0;

/**
 * Cache that is not inactive: active files and tmpfs. Working set = anonymous memory outside the file lists + kernel +
 * active files + tmpfs; so this is working set + cache - usage, plus what is lazily freed by Go's own account where a
 * run may be lazy (docs/domain.md §2.3). Bytes on the grid; NaN where a series is missing.
 */
export function heldCacheSignal(context: Context, instance: CompositionInstance): Float64Array {
  const { composition, series } = context;
  const lazy = mayBeLazy(context, instance);
  const { workingSet, usage, rss, retained, goMissing } = composition;
  const { cache, heapReleased } = series;
  const held = new Float64Array(usage.length).fill(NaN);
  for (let i = 0; cache && i < held.length; i++) {
    const released = lazy ? Math.min(heapReleased?.[i] ?? 0, Math.max(0, rss[i] - retained[i])) : 0;
    const freed = Number.isFinite(released) && !goMissing[i] ? released : 0;
    held[i] = Math.min(cache[i], Math.max(0, workingSet[i] + cache[i] - usage[i] + freed));
  }
  return held;
}

/** Formula of that signal, or of what a growth was measured by. */
export function heldCacheFormula(
  context: Context,
  instance: CompositionInstance,
  growth?: Pick<HeldCacheGrowth, 'isBesideLists'>
): Formula {
  if (growth?.isBesideLists) {
    return clampMin(minus('cache', 'activeFile', 'inactiveFile'));
  }
  const held: Formula = minus(plus<Quantity>('workingSet', 'cache'), { quantity: 'base' });
  const released = clampMin(min<Quantity>('heapReleased', { quantity: 'outsideGo' }));
  return clampMin(mayBeLazy(context, instance) ? plus<Quantity>(held, released) : held);
}

/**
 * Cache that grows inside of working set together with cache as a whole, and what it is: tmpfs, file cache in active
 * use, or either (docs/domain.md §4 h). File cache that is only read again moves into working set while cache stays
 * flat, and is no growth. Null where nothing grows.
 */
export const heldCacheGrowth: (context: Context, instance: CompositionInstance) => HeldCacheGrowth | null = oncePerRun(
  (context, instance) => {
    const growth = findGrowth(context, instance);
    return growth && isOfGo(context, instance, growth) ? { ...growth, kind: 'go', by: null } : growth;
  }
);

/**
 * True where a growth of cache is what Go keeps: as much more of it, and next to none of that in rss, where Go's memory
 * is. gVisor backs all memory of its programs by a file in memory (https://gvisor.dev/docs/architecture_guide/memory/).
 */
function isOfGo(context: Context, instance: CompositionInstance, growth: Rise): boolean {
  const { retained } = context.composition;
  const kept = riseOfColumn(context, instance, growth, retained);
  return (
    kept >= explains.yes * growth.bytes && riseOfRole(context, instance, growth, 'rss') <= explains.no * growth.bytes
  );
}

function findGrowth(context: Context, instance: CompositionInstance): HeldCacheGrowth | null {
  const { cache, activeFile } = context.series;
  if (!cache) {
    return null;
  }
  const fill = killsByCache(context).find(({ run }) => context.composition.instances[run] === instance);
  const untilKill = riseUntilKill(fill ?? null, 'cache');
  if (untilKill) {
    return { ...untilKill, kind: 'tmpfs', by: 'kill' };
  }
  // Held cache is part of the cache, so that it cannot have grown by more than there is.
  if (peakIn(cache, instance.start, instance.end - 1).value < testOf(context, instance, 'middle').bytes) {
    return null;
  }
  const listed = growthBesideLists(context, instance);
  if (listed) {
    return { ...listed, kind: 'tmpfs', by: 'active', isBesideLists: true };
  }
  const held = heldCacheSignal(context, instance);
  const growth = riseInRun(context, instance, held, 'middle');
  if (!growth) {
    const hidden = growthHiddenByFreed(context, instance);
    return hidden && { ...hidden, kind: 'undecided', by: null, mayBeFreed: true };
  }
  if (riseOfRole(context, instance, growth, 'cache') < explains.yes * growth.bytes) {
    return null;
  }
  const apart = activeFile && riseInRun(context, instance, difference(held, activeFile).map(positive), 'middle');
  return apart ? { ...apart, kind: 'tmpfs', by: 'active' } : { ...growth, ...kindOf(context, instance, growth) };
}

/** Cache on neither list of files, as tmpfs is, bytes on the grid; undefined where a list is not known. */
export const cacheBesideLists = ({ cache, activeFile, inactiveFile }: Context['series']): Float64Array | undefined =>
  cache && activeFile && inactiveFile
    ? cache.map((bytes, i) => Math.max(0, bytes - activeFile[i] - inactiveFile[i]))
    : undefined;

/**
 * Growth of cache that is on neither list of files, as tmpfs is: at a full limit it takes the place of file cache, and
 * cache as a whole stays. Lazily freed pages are on the inactive list, so that their return looks alike.
 */
function growthBesideLists(context: Context, instance: CompositionInstance): Rise | null {
  const beside = cacheBesideLists(context.series);
  return beside && !mayBeLazy(context, instance) ? riseInRun(context, instance, beside, 'middle') : null;
}

/**
 * Growth of cache and of working set where lazily freed memory may be: without Go series nothing tells how much of that
 * there is. Either cache in use grows, which working set + cache - usage shows only beyond what was freed; or inactive
 * cache grows by as much as freed memory is used again. The four series are the same.
 */
function growthHiddenByFreed(context: Context, instance: CompositionInstance): Rise | null {
  const { cache, heapReleased } = context.series;
  const growth = heapReleased || !mayBeLazy(context, instance) ? null : riseInRun(context, instance, cache, 'middle');
  const share = (role: Role) => (growth ? riseOfRole(context, instance, growth, role) / growth.bytes : NaN);
  return share('workingSet') >= explains.yes && share('rss') <= explains.no ? growth : null;
}

const positive = (value: number): number => Math.max(0, value);

/** What decides between tmpfs and file cache, surest first. */
function kindOf(context: Context, instance: CompositionInstance, growth: Rise): CacheKind {
  const { composition, series } = context;
  const share = (role: Role) => riseOfRole(context, instance, growth, role) / growth.bytes;
  const decide = (role: Role, yes: CacheKind['kind'], by: CacheKind['by']): CacheKind | null => {
    const rise = share(role);
    const other = yes === 'tmpfs' ? 'file' : 'tmpfs';
    return rise >= explains.yes ? { kind: yes, by } : rise <= explains.no ? { kind: other, by } : null;
  };
  const byShmem = series.shmem && decide('shmem', 'tmpfs', 'shmem');
  const byActive = series.activeFile && decide('activeFile', 'file', 'active');
  const decided = byShmem ?? byActive;
  if (decided) {
    return decided;
  }
  if (killsByCache(context).some(({ run }) => composition.instances[run].start <= instance.start)) {
    return { kind: 'tmpfs', by: 'kill' };
  }
  if (share('processShared') >= explains.yes) {
    return { kind: 'tmpfs', by: 'process' };
  }
  if (share('processFile') >= explains.yes) {
    return { kind: 'file', by: 'process' };
  }
  // New pages of files enter the inactive list first (mm/swap.c), pages of tmpfs never do.
  const inactive = difference(composition.usage, composition.workingSet);
  const moved = Math.abs(riseOfColumn(context, instance, growth, inactive));
  const passed = passingThrough(context, instance, growth, inactive);
  // Directory blocks of a disk are cached beside the inodes that they hold, and are on the active list at once.
  const kernel = composition.usage.map((_, i) => kernelAt(composition, i));
  const besides = riseOfColumn(context, instance, growth, kernel);
  // Where no series counts mapped files, those that the process maps are in its resident memory; files that are read
  // only would have been inactive for a while. Both count mapped tmpfs, too (proc(5), RssShmem; memory.stat,
  // file_mapped), so that they can tell a growth from files of a disk only where none of it is mapped.
  const hasNoFiles = peakIn(inactive, instance.start, instance.end - 1).value <= noFiles * growth.bytes;
  const byProcess = mappedByProcess(context, instance, growth) / growth.bytes;
  const mapped = series.mappedFile ? share('mappedFile') : hasNoFiles ? byProcess : NaN;
  const isOfFiles = moved > explains.no * growth.bytes || passed > noFiles * growth.bytes;
  return mapped <= explains.no && !isOfFiles && besides < growth.bytes
    ? { kind: 'tmpfs', by: 'inactive' }
    : { kind: 'undecided', by: null };
}

/**
 * How much more was inactive during a growth than before it, bytes. Files that are read twice pass through the inactive
 * list: as much leaves it as enters, so that it stays flat, but not at the level from before.
 */
function passingThrough(
  { composition: { time } }: Context,
  { start }: CompositionInstance,
  { from, to }: Rise,
  inactive: Float64Array
): number {
  const [first, last] = [lowerBound(time, from), lowerBound(time, to + 1)];
  return medianIn(inactive, first, last - 1) - (medianIn(inactive, start, first - 1) || 0);
}

/** Rise of a role in the time of a growth, bytes; NaN where no series has it. */
export function riseOfRole(context: Context, instance: CompositionInstance, growth: Rise, role: Role): number {
  const values = context.series[role];
  return values ? riseOfColumn(context, instance, growth, values) : NaN;
}

/** How much more the process has resident than the container has anonymous: files that it maps; bytes. */
function mappedByProcess(context: Context, instance: CompositionInstance, growth: Rise): number {
  const { processRss, rss } = context.composition;
  const mapped = difference(processRss, rss);
  return riseOfColumn(context, instance, growth, mapped);
}

/**
 * Anonymous memory outside of Go that lazily freed memory cannot explain: rss - retained - the estimate; in a run that
 * may be lazy, rss - retained - the ceiling, since tmpfs and active cache hide lazily freed pages from the estimate and
 * would make them look like off-heap memory. Where only the process tells, or too few series for an estimate, resident
 * memory minus what Go keeps and, in a run that may be lazy, minus what Go released. NaN where Go is not known.
 */
export function offHeapSignal(context: Context, instance: CompositionInstance): Float64Array {
  const { composition, series } = context;
  const lazy = mayBeLazy(context, instance);
  const { heapReleased } = series;
  const resident = residentOf(context);
  const isEstimated = hasEstimate(context, instance);
  const keeps = mayKeepReleased(context, instance);
  const { retained, goMissing, usage, workingSet, rss, lazilyFreed } = composition;
  const signal = new Float64Array(retained.length);
  for (let i = 0; i < signal.length; i++) {
    const released = heapReleased ? heapReleased[i] : 0;
    const estimate = lazilyFreed.estimate[i];
    const freed = isEstimated
      ? lazy
        ? Math.max(estimate, Math.min(usage[i] - workingSet[i], released))
        : estimate
      : Math.max(keeps ? released : 0, resident === rss && rss[i] > workingSet[i] ? rss[i] - workingSet[i] : 0);
    signal[i] = goMissing[i] ? NaN : Math.max(0, resident[i] - retained[i] - freed);
  }
  return signal;
}

/** Resident memory: of the container, else of the process. */
export const residentOf = ({ composition, series }: Context): Float64Array =>
  series.rss ? composition.rss : composition.processRss;

/** True where the series of the container tell how much is lazily freed. */
const hasEstimate = ({ composition, series }: Context, instance: CompositionInstance): boolean =>
  series.rss !== undefined && isKnown(composition.lazilyFreed.estimate, instance);

/** True where released memory may be resident; in a container of which little is known, unless the version tells. */
const mayKeepReleased = (context: Context, instance: CompositionInstance): boolean =>
  mayBeLazy(context, instance) || (context.series.rss !== undefined && adviceOf(instance.goVersion) !== 'eager');

/** Formula of the off-heap signal. */
export function offHeapFormula(context: Context, instance: CompositionInstance): Formula {
  const lazy = mayBeLazy(context, instance);
  if (!hasEstimate(context, instance)) {
    const { rss, workingSet } = context.series;
    const outside = minus<Quantity>(rss ? 'rss' : 'processRss', { quantity: 'retained' });
    const freed: Formula[] = [
      ...(mayKeepReleased(context, instance) ? (['heapReleased'] as const) : []),
      // Working set leaves out what stands on the inactive list, of anonymous memory what was freed lazily.
      ...(rss && workingSet ? [clampMin(minus<Quantity>('rss', 'workingSet'))] : []),
    ];
    return clampMin(freed.length > 0 ? minus<Quantity>(outside, max(...freed)) : outside);
  }
  const estimate: Formula = { quantity: 'lazilyFreed' };
  const freed: Formula = lazy
    ? max<Quantity>(estimate, min('heapReleased', minus<Quantity>({ quantity: 'base' }, 'workingSet')))
    : estimate;
  return clampMin(minus<Quantity>('rss', { quantity: 'retained' }, freed));
}
