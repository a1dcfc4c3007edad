import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, riskShares } from '../options';
import type { Confidence, Severity } from '../types';
import { heldAtLimit } from './atLimit';
import { burstsOf } from './bursts';
import { isAboveShare, isKnown } from './glance';
import { difference, testOf } from './growth';
import { cacheBesideLists, heldCacheGrowth, heldCacheSignal } from './heldCache';
import type { Part } from './killRise';
import { isClearRise, type Kill } from './kills';
import { needOf } from './need';
import { feltPressure, needWithoutFiles } from './pressure';
import { riseOf } from './rise';
import { spansWhere, type Span } from './spans';
import { swappedAt } from './swap';

const { warning, critical, usageAlarm } = riskShares;

/** A need below this share of the limit is far from it. */
const far = 0.7;

/** Where the need is near the limit, and how sure that is. */
export interface Risk {
  spans: readonly Span[];
  values: Float64Array;
  severity: Severity;
  confidence: Confidence;
  /**
   * `certain`: cannot be given back. `unknown`: nothing tells what it consists of. `undecided`: cache or kernel
   * memory. `pressed`: the same, and taking it back hurts.
   */
  kind: 'certain' | 'unknown' | 'undecided' | 'killed' | 'pressed';
  /** Share of the time in which something waits for memory, where that is felt. */
  waiting?: number;
  /** How long usage stood at the limit without a kill, ms, where that says that there is something to take back. */
  heldFor?: number;
  /** What filled the container before a kill. */
  killedBy?: Part;
  /** True where too few samples before a kill were near the limit. */
  isUnseen?: boolean;
  /** How often the need was near the limit for moments, where this goes on. */
  bursts?: number;
}

/**
 * False where nothing that a risk or an all-clear looks at comes near the limit: no need is larger than usage or rss. A
 * GOMEMLIMIT may lower the reference.
 */
export const mayBeNear = ({ composition, series }: Context, instance: CompositionInstance): boolean =>
  series.goMemLimit !== undefined ||
  isAboveShare(composition.usage, warning, composition.limit, instance) ||
  isAboveShare(composition.rss, warning, composition.limit, instance);

/**
 * True where what a container was full of could be taken back before it was killed: the kernel was taking cache for
 * what filled the container, or that came between two samples after hours at the limit.
 */
const couldBeTaken = (context: Context, run: CompositionInstance, kill: Kill, possible: Float64Array): boolean =>
  isClearRise(kill)
    ? kill.rise.part !== 'cache' && kill.rise.takesCache
    : heldAtLimit(context, run, possible)?.isBalanced() === true;

/** The risk of one run; null where there is none. `earlier` are kills at the limit before it. */
export function riskOf(
  context: Context,
  instance: CompositionInstance,
  kill: Kill | null,
  earlier: readonly Kill[]
): Risk | null {
  const { composition } = context;
  const need = needOf(context, instance);
  const share = (values: Float64Array, above: number, of = need.reference) =>
    spansOf(context, instance, values, { share: above, of });
  const certain = share(need.certain, warning);
  const bursts = burstsOf(context, instance, need);
  if (certain.length > 0 || bursts) {
    const severity = share(need.live, critical, context.composition.limit).length > 0 ? 'critical' : 'warning';
    return {
      spans: bursts?.spans ?? certain,
      values: need.certain,
      severity,
      confidence: 'likely',
      kind: 'certain',
      bursts: bursts?.comeBack ? bursts.spans.length : undefined,
    };
  }
  const outsideCache = withoutCache(context);
  const known = context.series.workingSet ? need.possible : outsideCache;
  const possible = share(known, warning);
  if (kill?.atLimit) {
    const spans =
      possible.length > 0
        ? possible
        : [{ first: Math.max(instance.start, kill.end - leastSamples), last: kill.end - 1 }];
    const killedBy = kill.rise.part;
    // Where a fill took seconds, none of it looked as if it could be taken back.
    const isPlain = kill.certain >= warning * kill.usage;
    if (!isPlain && couldBeTaken(context, instance, kill, need.possible)) {
      return null;
    }
    const said = isPlain
      ? ({ values: composition.need.low, kind: 'certain' } as const)
      : ({ values: need.possible, kind: 'killed' } as const);
    const isUnseen = isPlain && possible.length === 0;
    return { spans, severity: 'warning', confidence: 'likely', killedBy, isUnseen, ...said };
  }
  if (possible.length === 0) {
    return null;
  }
  const isRssKnown = context.series.rss !== undefined && !instance.isUnread;
  const certainWithFiles = withTmpfs(context, instance, need.certain);
  if (isRssKnown && share(certainWithFiles, warning).length > 0) {
    return { spans: possible, values: known, severity: 'warning', confidence: 'likely', kind: 'certain' };
  }
  const isFar = share(isRssKnown ? certainWithFiles : outsideCache, far).length === 0;
  const unknown = (warns: boolean): Risk => ({
    spans: possible,
    values: known,
    severity: warns ? 'warning' : 'info',
    confidence: 'possible',
    kind: 'unknown',
  });
  if (!context.series.workingSet) {
    // A program that frees lazily stays at its limit, one that leaks climbs to it.
    const rise = riseOf(composition.time, outsideCache, instance, testOf(context, instance, 'low'));
    return unknown(rise?.continues === true);
  }
  if (instance.isUnread) {
    // Working set is usage there, page cache and all: only the process tells what cannot be given back.
    return unknown(share(composition.processRss, far).length > 0);
  }
  const held = heldAtLimit(context, instance, known);
  // What still grows after an hour in which the kernel took back all that it could is not taken back.
  const isCalm = isFar ? !held?.kernelGrows() : held?.isBalanced() === true;
  const sure = sureness(earlier, isKnown(outsideCache, instance) ? isCalm : null);
  const span = { first: possible[0].first, last: possible[possible.length - 1].last };
  const waiting = feltPressure({ time: composition.time, series: context.series }, span);
  return sure.kind === 'undecided' && waiting !== null
    ? { spans: possible, values: known, severity: 'warning', confidence: 'likely', kind: 'pressed', waiting }
    : { spans: possible, values: known, ...sure, heldFor: isFar ? undefined : held?.lasted };
}

/**
 * A need with the files in memory: cache without the active and the inactive list is tmpfs and shared memory, which
 * cannot be given back (Documentation/admin-guide/cgroup-v2.rst, memory.stat). Lazily freed pages are on the lists, so
 * it is no more than there is. Without the lists, as much as was seen to grow of what only tmpfs can be.
 */
function withTmpfs(context: Context, instance: CompositionInstance, certain: Float64Array): Float64Array {
  const listed = cacheBesideLists(context.series);
  if (listed) {
    return certain.map((bytes, i) => bytes + (listed[i] || 0));
  }
  const grown = heldCacheGrowth(context, instance);
  if (grown?.kind !== 'tmpfs' && grown?.kind !== 'go') {
    return certain;
  }
  const held = heldCacheSignal(context, instance);
  return certain.map((bytes, i) => bytes + Math.max(0, held[i] - grown.low || 0));
}

/** rss, else memory that is no cache: anonymous and kernel memory together are all that may be needed beside tmpfs. */
const withoutCache = ({ composition: { rss }, series: { rss: known, usage, cache } }: Context): Float64Array =>
  !known && usage && cache ? difference(usage, cache) : rss;

/** Parts that may be taken back, or not: a kill with them says that they cannot. */
const undecidedParts: readonly Part[] = ['cache', 'kernel', 'beside-rss', 'unknown'];

/**
 * How sure a need is that only its upper end shows. `isFar` says whether what is no cache is far from the limit; null
 * where no series tells.
 */
function sureness(
  earlier: readonly Kill[],
  isFar: boolean | null
): Pick<Risk, 'severity' | 'confidence' | 'kind' | 'killedBy'> {
  const before = earlier.find(({ rise }) => undecidedParts.includes(rise.part));
  if (before) {
    return { severity: 'warning', confidence: 'likely', kind: 'certain', killedBy: before.rise.part };
  }
  // What cannot be given back is far from the limit where rss is known and small.
  return isFar
    ? { severity: 'info', confidence: 'possible', kind: 'undecided' }
    : { severity: 'warning', confidence: 'possible', kind: 'unknown' };
}

/** Where values are above a share of others. */
function spansOf(
  context: Context,
  instance: CompositionInstance,
  values: Float64Array,
  { share, of }: { share: number; of: Float64Array }
): Span[] {
  const { composition, gap } = context;
  return spansWhere(
    composition.time,
    instance,
    (i) => (Number.isNaN(values[i]) || Number.isNaN(of[i]) ? null : values[i] > share * of[i]),
    { samples: leastSamples, duration: context.settings.durations.risk, gap }
  );
}

/**
 * Where usage alone would have raised an alert and the need is known to be no risk. Without Go series nothing tells how
 * much of what was freed lazily is in use again, and all of it may be.
 */
export function clearSpans(context: Context, instance: CompositionInstance): Span[] {
  const { time: grid, usage, limit, lazilyFreed } = context.composition;
  const needed = needWithoutFiles(context.composition);
  if (swappedAt(context, instance, instance.end - 1) > 0) {
    // What the kernel moved to swap was needed, and is again as soon as it is used.
    return [];
  }
  const inUse = (i: number) => (instance.mode === 'no-go' ? lazilyFreed.estimate[i] || 0 : 0);
  return spansWhere(
    grid,
    instance,
    (i) =>
      Number.isNaN(usage[i]) || Number.isNaN(limit[i])
        ? null
        : usage[i] > usageAlarm * limit[i] && needed[i] + inUse(i) < warning * limit[i],
    { samples: leastSamples, duration: context.settings.durations.risk, gap: context.gap }
  );
}
