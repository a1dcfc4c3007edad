import type { CompositionInstance } from '../../composition/types';
import type { Quantity } from '../../composition/formulas';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { limitFor } from '../options';
import { adviceOf } from '../releases';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { lazilyFreedSpans } from '../signals/lazilyFreedSpans';
import { joinSpans, medianIn, peakIn, type Span } from '../signals/spans';
import { bytes, message, text, upgradeValues } from '../text';
import type { Evidence, Finding, Upgrade } from '../types';
import { changeThatBrought } from '../upgrades';

const layers = ['lazily-freed'] as const;

/**
 * Lazily freed memory: the estimate min(E, R - G, heapReleased) above tolerance (docs/design.md §6, §7). E alone
 * decides only where there is no Go series. Restarts with the same Go version in between do not make two findings of
 * one.
 */
export const lazilyFreed: FindingRule = {
  id: 'lazily-freed',
  needs: ['usage', 'workingSet', 'rss', 'cache'],
  layers,
  detect(context) {
    const { instances } = context.composition;
    const findings: Array<{ first: number; version: string | null; span: Span }> = [];
    instances.forEach((instance, index) => {
      const spans = joinSpans(context.composition.time, lazilyFreedSpans(context, instance), Infinity);
      if (spans.length === 0) {
        return;
      }
      const previous = findings[findings.length - 1];
      if (
        previous &&
        previous.version === instance.goVersion &&
        instances[index - 1]?.goVersion === instance.goVersion
      ) {
        previous.span.last = spans[0].last;
      } else {
        findings.push({ first: index, version: instance.goVersion, span: spans[0] });
      }
    });
    return findings.map(({ first, span }) => finding(context, first, span));
  },
};

function finding(context: Context, index: number, span: Span): Finding {
  const { composition } = context;
  const instance = composition.instances[index];
  const peak = peakIn(composition.lazilyFreed.estimate, span.first, span.last);
  const size = peak.value;
  const usage = composition.usage[peak.index];
  const change = changeThatBrought(context.changes, index);
  const upgrade: Upgrade | null =
    change && change.adviceTo === 'lazy' && change.adviceFrom === 'eager'
      ? { from: change.from, to: change.to, at: change.at }
      : null;
  const hasGo = instance.mode !== 'no-go';
  const values = { size: bytes(size), usage: bytes(usage) };
  return {
    id: 'lazily-freed',
    // That such pages exist is proven; how many are still free is not, where Go's side is missing or misleading.
    confidence: instance.untouchedBallast || !hasGo ? 'likely' : 'proven',
    // A release that changes what usage, rss and working set mean asks for new thresholds.
    severity: upgrade ? 'warning' : 'info',
    from: composition.time[span.first],
    to: composition.time[span.last],
    upgrade,
    headline: upgrade
      ? message('lazily-freed.headline-upgrade', { ...values, from: text(upgrade.from), to: text(upgrade.to) })
      : message(hasGo ? 'lazily-freed.headline' : 'lazily-freed.headline-no-go', values),
    evidence: evidenceOf(context, instance, peak.index, span, upgrade),
    refutedBy: message('lazily-freed.refuted'),
    advice: message(adviceOf(instance.goVersion) === 'eager' ? 'lazily-freed.advice-eager' : 'lazily-freed.advice'),
    layers: [...layers],
    bytes: size,
  };
}

function evidenceOf(
  context: Context,
  instance: CompositionInstance,
  i: number,
  span: Span,
  upgrade: Upgrade | null
): Evidence[] {
  const { composition, series } = context;
  const queries = context.queries(instance);
  const { estimate, floor, ceiling } = composition.lazilyFreed;
  const at = composition.time[i];
  const evidence: Evidence[] = [
    {
      text: message('lazily-freed.excess', { excess: bytes(composition.fileListExcess[i]) }),
      promql: queries.quantity('excess'),
      at,
    },
  ];
  if (instance.mode === 'no-go') {
    evidence.push({
      text: message('lazily-freed.size-no-go', { size: bytes(estimate[i]) }),
      promql: queries.quantity('lazilyFreed'),
      at,
    });
  } else {
    const released = series.heapReleased?.[i] ?? NaN;
    if (Number.isFinite(released)) {
      evidence.push({
        text: message('lazily-freed.released', {
          released: bytes(released),
          retained: bytes(composition.retained[i]),
          rss: bytes(composition.rss[i]),
        }),
        promql: several({
          released: queries.one('heapReleased'),
          'kept by Go': queries.quantity('retained'),
          resident: queries.one('rss'),
        }),
        at,
      });
    }
    evidence.push({
      text: message('lazily-freed.size', {
        size: bytes(estimate[i]),
        floor: bytes(floor[i]),
        ceiling: bytes(ceiling[i]),
      }),
      promql: several({
        'lazily freed': queries.quantity('lazilyFreed'),
        'at least': queries.quantity('lazilyFreedFloor'),
        'at most': queries.quantity('lazilyFreedCeiling'),
      }),
      at,
    });
  }
  if (instance.untouchedBallast) {
    evidence.push({
      text: message('lazily-freed.ballast', {
        untouched: bytes(medianIn(composition.notResident, span.first, span.last)),
      }),
      promql: queries.formula(minus<Quantity>({ quantity: 'retained' }, 'rss')),
    });
  }
  const hiding = composition.workingSet[i] + (series.cache?.[i] ?? 0) - composition.usage[i];
  if (hiding > limitFor(context.settings.thresholds.lazilyFreed, composition.usage[i])) {
    evidence.push({
      text: message('lazily-freed.at-least', { cache: bytes(hiding) }),
      promql: queries.quantity('heldCache'),
      at,
    });
  }
  if (upgrade) {
    evidence.push({
      text: message('lazily-freed.upgrade', upgradeValues(upgrade)),
      promql: queries.selector('goVersion'),
    });
  } else if (instance.goVersion) {
    const lazy = adviceOf(instance.goVersion) === 'lazy';
    evidence.push({
      text: message(lazy ? 'lazily-freed.version-lazy' : 'lazily-freed.version-eager', {
        version: text(instance.goVersion),
      }),
      promql: queries.selector('goVersion'),
    });
  }
  return evidence;
}
