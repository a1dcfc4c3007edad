import type { CompositionInstance } from '../../composition/types';
import type { Quantity } from '../../composition/formulas';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { heldCacheAt } from './accounts';
import { thresholdFor } from '../options';
import { several } from '../promql';
import { adviceOf } from '../releases';
import { bytes, message, shows, text, upgradeValues } from '../text';
import type { Evidence, Upgrade } from '../types';
import { residentOf } from './heldCache';
import { medianIn, type Span } from './spans';

/** Sample at which the lazily freed part is largest, where it is above tolerance, and the upgrade that brought it. */
interface Found {
  i: number;
  span: Span;
  upgrade: Upgrade | null;
}

/** The size of the lazily freed part, what bounds it, and which Go version frees so. */
export function lazilyFreedEvidence(
  context: Context,
  instance: CompositionInstance,
  { i, span, upgrade }: Found
): Evidence[] {
  const { composition } = context;
  const queries = context.queries(instance);
  const at = composition.time[i];
  const evidence: Evidence[] = [
    shows(
      message('lazily-freed.excess', { excess: bytes(composition.fileListExcess[i]) }),
      () => queries.quantity('excess'),
      at
    ),
  ];
  evidence.push(...sizeEvidence(context, instance, i));
  if (instance.untouchedBallast) {
    evidence.push(
      shows(
        message('lazily-freed.ballast', {
          untouched: bytes(medianIn(composition.notResident, span.first, span.last)),
        }),
        () => queries.formula(minus<Quantity>({ quantity: 'retained' }, 'rss'))
      )
    );
  }
  const hiding = heldCacheAt(composition, i);
  if (hiding > thresholdFor(context.settings.thresholds.lazilyFreed, composition.usage[i])) {
    evidence.push(
      shows(message('lazily-freed.at-least', { cache: bytes(hiding) }), () => queries.quantity('heldCache'), at)
    );
  }
  return [...evidence, ...versionEvidence(context, instance, upgrade)];
}

/** The estimate and its bounds, beside what Go says it released. */
function sizeEvidence(context: Context, instance: CompositionInstance, i: number): Evidence[] {
  const { composition, series } = context;
  const queries = context.queries(instance);
  const { estimate, floor, ceiling } = composition.lazilyFreed;
  const at = composition.time[i];
  if (instance.mode === 'no-go') {
    return [
      shows(
        message('lazily-freed.size-no-go', { size: bytes(estimate[i]) }),
        () => queries.quantity('lazilyFreed'),
        at
      ),
    ];
  }
  const evidence: Evidence[] = [];
  if (Number.isFinite((series.heapReleased?.[i] ?? NaN) + composition.retained[i])) {
    evidence.push(releasedEvidence(context, instance, i));
  }
  evidence.push(
    shows(
      message('lazily-freed.size', {
        size: bytes(estimate[i]),
        floor: bytes(floor[i]),
        ceiling: bytes(ceiling[i]),
      }),
      () =>
        several({
          'lazily freed': queries.quantity('lazilyFreed'),
          'at least': queries.quantity('lazilyFreedFloor'),
          'at most': queries.quantity('lazilyFreedCeiling'),
        }),
      at
    )
  );
  return evidence;
}

/** What the Go version says of how memory is freed. */
function versionEvidence(context: Context, instance: CompositionInstance, upgrade: Upgrade | null): Evidence[] {
  const queries = context.queries(instance);
  if (upgrade) {
    return [shows(message('lazily-freed.upgrade', upgradeValues(upgrade)), () => queries.selector('goVersion'))];
  }
  if (!instance.goVersion) {
    return [];
  }
  const lazy = adviceOf(instance.goVersion) === 'lazy';
  return [
    shows(
      message(lazy ? 'lazily-freed.version-lazy' : 'lazily-freed.version-eager', {
        version: text(instance.goVersion),
      }),
      () => queries.selector('goVersion')
    ),
  ];
}

/** What Go released and keeps, beside what of the container, else of the process, is resident. */
function releasedEvidence(context: Context, instance: CompositionInstance, i: number): Evidence {
  const { composition, series } = context;
  const queries = context.queries(instance);
  return shows(
    message('lazily-freed.released', {
      released: bytes(series.heapReleased?.[i] ?? NaN),
      retained: bytes(composition.retained[i]),
      rss: bytes(residentOf(context)[i]),
    }),
    () =>
      several({
        released: queries.one('heapReleased'),
        'kept by Go': queries.quantity('retained'),
        resident: queries.one(series.rss ? 'rss' : 'processRss'),
      }),
    composition.time[i]
  );
}

/** What tells of lazily freed memory at a sample where a series is missing: accounting, then Go and its version. */
export function partEvidence(
  context: Context,
  instance: CompositionInstance,
  { at, isProven, isOfGo }: { at: number; isProven: boolean; isOfGo: boolean }
): Evidence[] {
  const { composition, series } = context;
  const queries = context.queries(instance);
  const time = composition.time[at];
  const evidence: Evidence[] = [];
  const [rss, workingSet] = [composition.rss[at], composition.workingSet[at]];
  const excess = composition.usage[at] - workingSet - (series.cache?.[at] ?? NaN);
  if (isProven && composition.base === 'usage' && excess > 0) {
    evidence.push(
      shows(message('lazily-freed.excess', { excess: bytes(excess) }), () => queries.quantity('excess'), time)
    );
  } else if (isProven) {
    evidence.push(
      shows(
        message('lazily-freed.rss-above', { rss: bytes(rss), workingSet: bytes(workingSet) }),
        () => several({ rss: queries.one('rss'), 'working set': queries.one('workingSet') }),
        time
      )
    );
  }
  if (isOfGo && Number.isFinite(residentOf(context)[at])) {
    evidence.push(releasedEvidence(context, instance, at));
  }
  return isOfGo ? [...evidence, ...versionEvidence(context, instance, null)] : evidence;
}
