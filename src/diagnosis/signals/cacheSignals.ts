import type { Formula, Quantity } from '../../composition/formulas';
import type { CompositionInstance } from '../../composition/types';
import { clampMin, max, min, minus, plus } from '../../metrics/expression';
import type { Context } from '../context';
import { adviceOf } from '../releases';
import { lazilyFreedSpans } from './lazilyFreedSpans';

/**
 * True where MADV_FREE'd pages are there or may be: such a run's estimate can be too low beside tmpfs and active cache.
 */
const mayBeLazy = (context: Context, instance: CompositionInstance): boolean =>
  adviceOf(instance.goVersion) === 'lazy' || lazilyFreedSpans(context, instance).length > 0;

/**
 * Anonymous memory outside of Go that lazily freed memory cannot explain: rss - retained - the estimate; in a run that
 * may be lazy, rss - retained - the ceiling, since tmpfs and active cache hide lazily freed pages from the estimate and
 * would make them look like off-heap memory. NaN where Go is not known.
 */
export function offHeapSignal(context: Context, instance: CompositionInstance): Float64Array {
  const { composition, series } = context;
  const lazy = mayBeLazy(context, instance);
  return composition.retained.map((retained, i) => {
    if (composition.goMissing[i] || Number.isNaN(composition.lazilyFreed.estimate[i])) {
      return NaN;
    }
    const outside = composition.usage[i] - composition.workingSet[i];
    const freed = lazy
      ? Math.max(composition.lazilyFreed.estimate[i], Math.min(outside, series.heapReleased?.[i] ?? 0))
      : composition.lazilyFreed.estimate[i];
    return Math.max(0, composition.rss[i] - retained - freed);
  });
}

/** Formula of that signal, for evidence. */
export function offHeapFormula(context: Context, instance: CompositionInstance): Formula {
  const estimate: Formula = { quantity: 'lazilyFreed' };
  const freed: Formula = mayBeLazy(context, instance)
    ? max<Quantity>(estimate, min('heapReleased', minus('usage', 'workingSet')))
    : estimate;
  return clampMin(minus<Quantity>('rss', { quantity: 'retained' }, freed));
}

/**
 * Cache that is not inactive: active files and tmpfs. Working set = anonymous memory outside the file lists + kernel +
 * active files + tmpfs; so this is working set + cache - usage, plus what is lazily freed by Go's own account where a
 * run may be lazy (docs/domain.md §2.3).
 */
export function heldCacheSignal(context: Context, instance: CompositionInstance): Float64Array {
  const { composition, series } = context;
  const lazy = mayBeLazy(context, instance);
  return composition.workingSet.map((workingSet, i) => {
    const cache = series.cache?.[i] ?? NaN;
    const released = Math.min(series.heapReleased?.[i] ?? 0, Math.max(0, composition.rss[i] - composition.retained[i]));
    const freed = lazy && Number.isFinite(released) && !composition.goMissing[i] ? released : 0;
    return Math.min(cache, Math.max(0, workingSet + cache - composition.usage[i] + freed));
  });
}

/** PromQL of that signal; `apart` leaves out active files. */
export function heldCacheQuery(context: Context, instance: CompositionInstance, apart: boolean): string {
  const held = minus(plus('workingSet', 'cache'), 'usage');
  const released = clampMin(min<Quantity>('heapReleased', { quantity: 'outsideGo' }));
  const withFreed = mayBeLazy(context, instance) ? plus<Quantity>(held, released) : held;
  return context.queries(instance).formula(clampMin(apart ? minus(withFreed, 'activeFile') : withFreed));
}
