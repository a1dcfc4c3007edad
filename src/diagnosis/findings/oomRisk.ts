import type { CompositionInstance } from '../../composition/types';
import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { leastSamples } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { peakIn, spansWhere, type Span } from '../signals/spans';
import { bytes, duration, message, ratio } from '../text';
import { riseOf } from '../signals/rise';
import type { Evidence, Finding, Severity } from '../types';
import { killAfter } from '../signals/kills';

/** Shares of the limit from which the need is a risk; from `usageAlarm` on, usage alone would have raised an alert. */
export const riskShares = { warning: 0.85, critical: 0.95, usageAlarm: 0.9 } as const;
const { warning, critical, usageAlarm } = riskShares;

const layers = [
  'heap-objects',
  'heap-fragmented',
  'heap-idle',
  'stacks',
  'runtime',
  'off-heap',
  'anonymous',
  'kernel',
] as const;

/**
 * Honest headroom (docs/domain.md §4 l): warning when the lower end of the need passes 85 % of the limit, critical at
 * 95 %, "possible" when only the corrected working set does; an all-clear where usage is near the limit and the need
 * is not. Nothing without a limit.
 */
export const oomRisk: FindingRule = {
  id: 'oom-risk',
  needs: ['usage', 'workingSet', 'limit'],
  layers,
  detect(context) {
    const { composition } = context;
    const risks: Finding[] = [];
    composition.instances.forEach((instance, index) => {
      const share = (values: Float64Array, above: number) => spansOf(context, instance, values, above);
      const certain = share(composition.need.low, warning);
      const possible = share(composition.correctedWorkingSet, warning);
      const kill = killAfter(context, index);
      if (certain.length > 0) {
        const worst = share(composition.need.low, critical).length > 0 ? 'critical' : 'warning';
        risks.push(finding(context, instance, certain, worst, 'likely'));
      } else if (kill && kill.certain >= warning * kill.limit) {
        risks.push(finding(context, instance, [whole(instance)], 'warning', 'likely'));
      } else if (kill && kill.need >= warning * kill.limit) {
        risks.push(finding(context, instance, [whole(instance)], 'warning', 'possible'));
      } else if (possible.length > 0) {
        risks.push(finding(context, instance, possible, 'warning', 'possible'));
      } else {
        const high = clearSpans(context, instance);
        if (high.length > 0) {
          risks.push(allClear(context, instance, high));
        }
      }
    });
    return merge(risks);
  },
};

const whole = ({ start, end }: CompositionInstance): Span => ({ first: start, last: end - 1 });

function spansOf(context: Context, instance: CompositionInstance, values: Float64Array, above: number): Span[] {
  const { composition, gap } = context;
  return spansWhere(
    composition.time,
    instance,
    (i) =>
      Number.isNaN(values[i]) || Number.isNaN(composition.limit[i]) ? null : values[i] > above * composition.limit[i],
    { samples: leastSamples, duration: context.settings.durations.risk, gap }
  );
}

/** Where usage alone would have raised an alert and the need is known to be no risk. */
function clearSpans(context: Context, instance: CompositionInstance): Span[] {
  const { time, usage, correctedWorkingSet, limit } = context.composition;
  return spansWhere(
    time,
    instance,
    (i) =>
      Number.isNaN(usage[i]) || Number.isNaN(limit[i])
        ? null
        : usage[i] > usageAlarm * limit[i] && correctedWorkingSet[i] < warning * limit[i],
    { samples: leastSamples, duration: context.settings.durations.risk, gap: context.gap }
  );
}

/** Runs that are at risk one after another are one risk. */
function merge(risks: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const risk of risks) {
    const previous = merged[merged.length - 1];
    if (previous && previous.severity !== 'info' && risk.severity !== 'info') {
      const worse = risk.severity === 'critical' && previous.severity !== 'critical' ? risk : previous;
      merged[merged.length - 1] = { ...worse, from: previous.from, to: risk.to };
    } else {
      merged.push(risk);
    }
  }
  return merged;
}

function finding(
  context: Context,
  instance: CompositionInstance,
  spans: readonly Span[],
  severity: Severity,
  confidence: Finding['confidence']
): Finding {
  const { composition } = context;
  const [first, last] = [spans[0].first, spans[spans.length - 1].last];
  const values = confidence === 'possible' ? composition.correctedWorkingSet : composition.need.low;
  const peak = peakIn(values, first, last);
  const i = peak.index;
  const limit = composition.limit[i];
  const workingSet = composition.workingSet[i] / limit;
  const hidden = workingSet < 0.8 && peak.value / limit >= warning;
  const evidence: Evidence[] = [
    needEvidence(context, instance, i),
    ...goMemLimitEvidence(context, instance, i),
    ...timeToLimit(context, instance),
  ];
  const shares = { need: ratio(peak.value / limit), workingSet: ratio(workingSet) };
  return {
    id: 'oom-risk',
    confidence,
    severity,
    from: composition.time[first],
    to: composition.time[last],
    upgrade: null,
    headline: message(
      hidden
        ? 'oom-risk.headline-hidden'
        : confidence === 'possible'
          ? 'oom-risk.headline-possible'
          : 'oom-risk.headline',
      shares
    ),
    evidence,
    refutedBy: message('oom-risk.refuted'),
    advice: message('oom-risk.advice'),
    layers: [...layers],
    bytes: peak.value,
  };
}

function goMemLimitEvidence(context: Context, instance: CompositionInstance, i: number): Evidence[] {
  const { composition, series } = context;
  const queries = context.queries(instance);
  if (!series.goMemLimit) {
    return [];
  }
  const promql = queries.selector('goMemLimit');
  const own = composition.goMemLimit[i];
  if (Number.isNaN(own)) {
    return [{ text: message('oom-risk.no-gomemlimit'), promql }];
  }
  return own > composition.limit[i]
    ? [
        {
          text: message('oom-risk.gomemlimit-above', { own: bytes(own), limit: bytes(composition.limit[i]) }),
          promql: several({ GOMEMLIMIT: queries.one('goMemLimit'), limit: queries.quantity('limit') }),
        },
      ]
    : [{ text: message('oom-risk.gomemlimit', { own: bytes(own) }), promql }];
}

/** When the need would reach the limit at its present pace, if it has one. */
function timeToLimit(context: Context, instance: CompositionInstance): Evidence[] {
  const { composition, settings } = context;
  const growth = riseOf(composition.time, composition.need.low, instance, {
    pick: 'low',
    bytes: 0.05 * (composition.limit[instance.end - 1] || Infinity),
    duration: settings.durations.growth,
  });
  const left = composition.limit[instance.end - 1] - (growth?.high ?? NaN);
  return growth && growth.continues && left > 0 && growth.rate > 0
    ? [
        {
          text: message('oom-risk.time', { left: duration((left / growth.rate) * 1000) }),
          promql: `predict_linear((${context.queries(instance).quantity('needLow')})[1h:${Math.max(60, Math.round(context.step / 1000))}s], 3600)`,
        },
      ]
    : [];
}

/** What cannot be given back, between its bounds where these differ, and the limit. */
function needEvidence(context: Context, instance: CompositionInstance, i: number): Evidence {
  const { need, limit } = context.composition;
  const queries = context.queries(instance);
  const values = { low: bytes(need.low[i]), high: bytes(need.high[i]), limit: bytes(limit[i]) };
  return {
    text: message(need.high[i] - need.low[i] < MiB ? 'oom-risk.need-exactly' : 'oom-risk.need', values),
    promql: several({
      'at least': queries.quantity('needLow'),
      'at most': queries.quantity('correctedWorkingSet'),
      limit: queries.quantity('limit'),
    }),
    at: context.composition.time[i],
  };
}

function allClear(context: Context, instance: CompositionInstance, spans: readonly Span[]): Finding {
  const { composition } = context;
  const [first, last] = [spans[0].first, spans[spans.length - 1].last];
  // Between the spans nothing may be known about the need.
  const { index, value } = spans
    .map((span) => peakIn(composition.usage, span.first, span.last))
    .reduce((best, peak) => (peak.value > best.value ? peak : best));
  const limit = composition.limit[index];
  const reclaimable = value - composition.correctedWorkingSet[index];
  return {
    id: 'oom-risk',
    confidence: 'likely',
    severity: 'info',
    from: composition.time[first],
    to: composition.time[last],
    upgrade: null,
    headline: message('oom-risk.headline-clear', {
      usage: ratio(value / limit),
      reclaimable: ratio(reclaimable / value),
      need: ratio(composition.correctedWorkingSet[index] / limit),
    }),
    evidence: [needEvidence(context, instance, index)],
    refutedBy: message('oom-risk.refuted-clear'),
    advice: message('oom-risk.advice-clear'),
    layers: ['lazily-freed', 'page-cache'],
    bytes: reclaimable,
  };
}
