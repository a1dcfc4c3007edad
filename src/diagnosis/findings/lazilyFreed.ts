import type { CompositionInstance } from '../../composition/types';
import { capped, type Context } from '../context';
import { leastSamples, limitFor } from '../options';
import { adviceOf } from '../releases';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { joinSpans, medianIn, peakIn, runningMedian, spansWhere, type Span } from '../signals/spans';
import { bytes, message, text, upgradeValues } from '../text';
import type { Evidence, Finding, Upgrade } from '../types';
import { changeThatBrought } from '../upgrades';

const layers = ['lazily-freed'] as const;

/**
 * Runs of samples within one instance with lazily freed memory above tolerance. Both must hold: the file-list excess E,
 * which comes from one cAdvisor sample and proves that such pages exist, in every sample; and the estimate in three of
 * any five, because its Go side is scraped at another time and misses or doubles every burst of the program. Samples
 * drawn without Go are not judged.
 */
export function lazilyFreedSpans(context: Context, instance: CompositionInstance): Span[] {
  let spans = context.lazySpans.get(instance);
  if (!spans) {
    spans = findSpans(context, instance);
    context.lazySpans.set(instance, spans);
  }
  return spans;
}

function findSpans({ composition, settings, gap }: Context, instance: CompositionInstance): Span[] {
  const { time: grid, usage, lazilyFreed, fileListExcess, goMissing } = composition;
  const tolerance = (i: number) => limitFor(settings.thresholds.lazilyFreed, usage[i]);
  if (!isAnywhere(instance, (i) => fileListExcess[i] > tolerance(i))) {
    return [];
  }
  const smooth = runningMedian(lazilyFreed.estimate, instance, goMissing);
  const above = (i: number) => lazilyFreed.estimate[i] > tolerance(i);
  return spansWhere(
    grid,
    instance,
    (i) =>
      Number.isNaN(smooth[i]) ? null : fileListExcess[i] > tolerance(i) && (above(i) || smooth[i] > tolerance(i)),
    { samples: leastSamples, duration: settings.durations.lazilyFreed, gap }
  )
    .map((span) => trim(span, above))
    .filter(({ first, last }) => smoothSamples(smooth, first, last, tolerance) >= leastSamples);
}

function isAnywhere({ start, end }: CompositionInstance, holds: (i: number) => boolean): boolean {
  for (let i = start; i < end; i++) {
    if (holds(i)) {
      return true;
    }
  }
  return false;
}

/** Begins and ends a run with samples that themselves hold. */
function trim({ first, last }: Span, holds: (i: number) => boolean): Span {
  let [from, to] = [first, last];
  while (from < to && !holds(from)) {
    from++;
  }
  while (to > from && !holds(to)) {
    to--;
  }
  return { first: from, last: to };
}

function smoothSamples(smooth: Float64Array, first: number, last: number, tolerance: (i: number) => number): number {
  let samples = 0;
  for (let i = first; i <= last; i++) {
    samples += Number(smooth[i] > tolerance(i));
  }
  return samples;
}

/**
 * Lazily freed memory: the estimate min(E, R - G, heapReleased) above tolerance (docs/design.md §6, §7). E alone
 * decides only where there is no Go series. Restarts with the same Go version in
 * between do not make two findings of one.
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
    confidence: capped(instance.untouchedBallast || !hasGo ? 'likely' : 'proven', context),
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
  const evidence: Evidence[] = [
    {
      text: message('lazily-freed.excess', { excess: bytes(composition.fileListExcess[i]) }),
      promql: queries.excess(),
    },
  ];
  if (instance.mode === 'no-go') {
    evidence.push({
      text: message('lazily-freed.size-no-go', { size: bytes(estimate[i]) }),
      promql: queries.lazilyFreed(),
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
          'kept by Go': queries.retained(),
          resident: queries.one('rss'),
        }),
      });
    }
    evidence.push({
      text: message('lazily-freed.size', {
        size: bytes(estimate[i]),
        floor: bytes(floor[i]),
        ceiling: bytes(ceiling[i]),
      }),
      promql: several({
        'lazily freed': queries.lazilyFreed(),
        'at least': queries.lazilyFreedFloor(),
        'at most': queries.lazilyFreedCeiling(),
      }),
    });
  }
  if (instance.untouchedBallast) {
    evidence.push({
      text: message('lazily-freed.ballast', {
        untouched: bytes(medianIn(composition.notResident, span.first, span.last)),
      }),
      promql: `${queries.retained()} - ${queries.one('rss')}`,
    });
  }
  const hiding = composition.workingSet[i] + (series.cache?.[i] ?? 0) - composition.usage[i];
  if (hiding > limitFor(context.settings.thresholds.lazilyFreed, composition.usage[i])) {
    evidence.push({
      text: message('lazily-freed.at-least', { cache: bytes(hiding) }),
      promql: `${queries.one('workingSet')} + ${queries.one('cache')} - ${queries.one('usage')}`,
    });
  }
  if (upgrade) {
    evidence.push({
      text: message('lazily-freed.upgrade', upgradeValues(upgrade)),
      promql: queries.of('goVersion'),
    });
  } else if (instance.goVersion) {
    const lazy = adviceOf(instance.goVersion) === 'lazy';
    evidence.push({
      text: message(lazy ? 'lazily-freed.version-lazy' : 'lazily-freed.version-eager', {
        version: text(instance.goVersion),
      }),
      promql: queries.of('goVersion'),
    });
  }
  return evidence;
}
