import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { kernelAt } from './accounts';
import { thresholdFor } from '../options';
import { adviceOf } from '../releases';
import { compareGoVersions, parseGoVersion } from '../version';
import { deepestDrop, type Drop } from './drop';
import { isApart } from './glance';
import { difference } from './growth';
import { oncePerRun } from './once';
import { isOneReading } from './oneReading';
import { lastingSlack } from './slack';
import { median, medianIn, medianOf, peakIn, type Span } from './spans';

/** Go asks for huge pages, or no longer keeps released memory out of them, since then (https://go.dev/issue/61718). */
const since = { major: 1, minor: 21, patch: 0 };

/** Resident memory that falls by less than this share of Go's fall does not follow it. */
const follows = 0.5;
/** Resident memory that never falls by this share of Go's fall may be locked (mlock(2)). */
const leastFall = 0.05;
/** Go must have fallen by this share of its peak for that to show. */
const leastMove = 0.2;
/** What leaves rss and stays charged is no more than this many times what left rss. */
const mostMirrored = 1.5;
/** Go gives memory back in a shorter part of a run than this; what takes longer is the kernel's own growth. */
const mostShare = 0.25;
/** Values within this share of a fall are at its beginning, or at its end. */
const nearEnd = 0.2;
/** While Go uses its released memory again, there is nothing to see. */
const inReuse = 0.3;
/** Go's own numbers of two pods that differ by less are equal. */
const equal = 0.15;

export interface Bloat {
  span: Span;
  size: number;
  /** What shows that these are huge pages; null where off-heap memory would look the same. */
  by: 'stays' | 'refilled' | 'owner' | null;
}

/**
 * Released memory that is resident again in huge pages: 0 < rss - retained <= heapReleased with E near 0, on Go 1.21.0
 * and later (docs/domain.md §4 j). Huge pages can fill no more than what Go released.
 */
export const bloatOf: (context: Context, instance: CompositionInstance) => Bloat | null = oncePerRun(findBloat);

function findBloat(context: Context, instance: CompositionInstance): Bloat | null {
  const { composition, series, settings } = context;
  const released = series.heapReleased;
  if (!canRefill(instance.goVersion) || !released || !series.rss) {
    return null;
  }
  if (!isApart(composition.rss, composition.retained, settings.thresholds.resident.bytes, instance)) {
    return null;
  }
  const outside = difference(composition.rss, composition.retained);
  const most = peakIn(released, instance.start, instance.end - 1).value;
  const isBloat = (i: number): boolean | null => {
    if (Number.isNaN(outside[i]) || composition.goMissing[i] || released[i] < inReuse * most) {
      return null;
    }
    const limit = thresholdFor(settings.thresholds.resident, composition.usage[i]);
    return outside[i] > limit && outside[i] <= released[i] && !(composition.fileListExcess[i] > limit);
  };
  const span = lastingSlack(context, instance, isBloat);
  if (!span) {
    return null;
  }
  // While Go uses its released memory again, the span goes on, and what is outside of Go says nothing.
  const size = median(
    outside.subarray(span.first, span.last + 1).map((bytes, k) => (isBloat(span.first + k) ? bytes : NaN))
  );
  return { span, size, by: proofOf(context, instance, span, size) };
}

function proofOf(context: Context, instance: CompositionInstance, span: Span, size: number): Bloat['by'] {
  // Without working set, lazily freed memory would look the same.
  if (!Number.isFinite(context.composition.fileListExcess[span.last])) {
    return null;
  }
  if (isRefilled(context, span)) {
    return 'refilled';
  }
  if (staysResident(context, instance)) {
    return 'stays';
  }
  return differsFromPeers(context, instance, size) ? 'owner' : null;
}

const canRefill = (version: string | null): boolean => {
  const parsed = parseGoVersion(version);
  return parsed !== null && compareGoVersions(parsed, since) >= 0;
};

/**
 * Compares the deepest falls: off-heap memory leaves rss free to fall with Go, huge pages hold it up. khugepaged fills
 * them after the fall, 16 MiB in 10 s (Documentation/admin-guide/mm/transhuge.rst); memory that is locked never falls.
 */
function staysResident(context: Context, instance: CompositionInstance): boolean {
  const falls = deepestFalls(context, instance);
  return falls !== null && falls.rss < follows * falls.go && falls.rss > leastFall * falls.go;
}

/** Deepest falls of what Go keeps and of rss, bytes; null where Go did not fall clearly. */
function deepestFalls({ composition }: Context, instance: CompositionInstance): { go: number; rss: number } | null {
  const go = deepestDrop(composition.retained, instance);
  return go && go.bytes > leastMove * composition.retained[go.peak]
    ? { go: go.bytes, rss: deepestDrop(composition.rss, instance)?.bytes ?? 0 }
    : null;
}

/**
 * True where rss did not fall when Go gave memory back, and holds no more than Go has mapped: memory that a program
 * locks stays resident, since MADV_DONTNEED fails on it (madvise(2), EINVAL), as in Vault. What is outside of Go is not
 * known. Where Go frees lazily rss does not fall either: there the file lists tell, where nothing that is locked is.
 */
export function mayBeLocked(context: Context, instance: CompositionInstance): boolean {
  const { composition, series, settings } = context;
  const { rss, usage, fileListExcess } = composition;
  const falls = deepestFalls(context, instance);
  if (!series.sys || !falls || falls.rss > leastFall * falls.go) {
    return false;
  }
  const last = instance.end - 1;
  const limit = thresholdFor(settings.thresholds.resident, usage[last]);
  const isLazy = adviceOf(instance.goVersion) === 'lazy';
  return (
    rss[last] <= series.sys[last] + limit && (!isLazy || peakIn(fileListExcess, instance.start, last).value <= limit)
  );
}

/** Resident memory grew while usage did not: pages that were charged all the time, which off-heap memory is not. */
function isRefilled({ composition, settings }: Context, { first, last }: Span): boolean {
  const { rss, usage } = composition;
  const low = indexOfLeast(rss, first, last);
  const high = peakIn(rss, low, last).index;
  const rise = rss[high] - rss[low];
  return (
    rise > thresholdFor(settings.thresholds.resident, usage[high]) && usage[high] - usage[low] < (1 - follows) * rise
  );
}

function indexOfLeast(values: Float64Array, first: number, last: number): number {
  let index = first;
  for (let i = first; i <= last; i++) {
    index = values[i] < values[index] ? i : index;
  }
  return index;
}

/**
 * Another pod of the same owner and Go version, with equal Go numbers, holds far less outside of Go: its node
 * differs.
 */
function differsFromPeers(context: Context, instance: CompositionInstance, size: number): boolean {
  const own = levelsOf(context, instance);
  const others = context.owner.runsOfVersion.get(instance.goVersion ?? '') ?? [];
  return others.some(({ composition: peer, instance: other }) => {
    const level = levelsOf({ ...context, composition: peer }, other);
    return (
      peer !== context.composition &&
      Math.abs(level.retained - own.retained) < equal * own.retained &&
      Math.abs(level.alloc - own.alloc) < Math.max(equal * own.alloc, size / 2) &&
      own.rss - level.rss > size / 2
    );
  });
}

/** Typical sizes of a run, bytes; every pod of an owner asks for those of the others. */
const levelsOf = oncePerRun(({ composition }, run) => {
  const of = (values: Float64Array | undefined) => (values ? medianIn(values, run.start, run.end - 1) : NaN);
  return {
    rss: of(composition.rss),
    retained: of(composition.retained),
    alloc: of(composition.workload.series.heapAlloc),
  };
});

/** True where something shows that they are huge pages: memory of C in one of several pods looks as 'owner' does. */
export const isShown = (bloat: Bloat | null): boolean => bloat !== null && bloat.by !== null && bloat.by !== 'owner';

/** True where memory outside of Go is released heap that came back, not off-heap memory. */
export const hugePagesExplain = (context: Context, instance: CompositionInstance): boolean =>
  isShown(bloatOf(context, instance));

/** True where huge pages could explain what is outside of Go at an index: no more than Go released is there. */
export const mayBeHugePages = (
  { composition, series }: Context,
  { goVersion }: CompositionInstance,
  i: number
): boolean => canRefill(goVersion) && composition.rss[i] - composition.retained[i] <= (series.heapReleased?.[i] ?? 0);

export interface UnsplitHugePages {
  size: number;
  from: number;
  to: number;
}

/**
 * Parts of huge pages that left rss when Go gave them back and stay in usage until the kernel splits the page: rss
 * fell, usage did not, and usage - rss - cache rose by as much (docs/domain.md §4 j). Null where that is not seen.
 */
export function unsplitHugePagesOf(context: Context, instance: CompositionInstance): UnsplitHugePages | null {
  const { composition, series, settings } = context;
  const { rss, usage, time } = composition;
  const drop = series.usage && series.cache ? deepestDrop(rss, instance) : null;
  if (!drop || !isOneReading(context, instance)) {
    return null;
  }
  const kernel = (i: number) => kernelAt(composition, i);
  const limit = thresholdFor(settings.thresholds.resident, usage[drop.low]);
  const left = kernel(drop.low) - kernel(drop.peak);
  const isMirror = left > follows * drop.bytes && left < mostMirrored * drop.bytes;
  if (
    !isMirror ||
    !(usage[drop.peak] - usage[drop.low] < follows * drop.bytes) ||
    durationOf(time, rss, drop) > mostShare * (instance.to - instance.from)
  ) {
    return null;
  }
  const size = Math.min(drop.bytes, medianOf({ start: drop.low, end: instance.end }, kernel));
  return size > limit ? { size, from: time[drop.low], to: instance.to } : null;
}

/** Milliseconds that the fall itself took: from the last value near the peak to the first one near the low. */
function durationOf(time: Float64Array, values: Float64Array, { peak, low, bytes }: Drop): number {
  let near = peak;
  let i = peak;
  for (; i < low && values[peak] - values[i] < (1 - nearEnd) * bytes; i++) {
    near = values[peak] - values[i] <= nearEnd * bytes ? i : near;
  }
  return time[i] - time[near];
}
