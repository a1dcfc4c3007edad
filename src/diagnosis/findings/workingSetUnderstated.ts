import type { CompositionInstance } from '../../composition/types';
import type { Quantity } from '../../composition/formulas';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { leastSamples, limitFor } from '../options';
import { several, type Queries } from '../promql';
import { adviceOf } from '../releases';
import type { FindingRule } from '../rule';
import { isApart } from '../signals/glance';
import type { Kill } from '../signals/kills';
import { joinSpans, peakIn, spansWhere, type Span } from '../signals/spans';
import { bytes, duration, message, ratio, shows, time } from '../text';
import type { Evidence, Finding } from '../types';

const layers = ['heap-objects', 'heap-fragmented', 'heap-idle', 'stacks', 'runtime', 'off-heap'] as const;

/**
 * Memory in use that working set does not count: corrected working set minus working set above tolerance, sustained
 * (docs/design.md §2, §7; docs/domain.md §0.2). Needs Go series, since without them lazily freed memory is all of E.
 */
export const workingSetUnderstated: FindingRule = {
  id: 'working-set-understated',
  needs: ['usage', 'workingSet', 'rss', 'cache', 'heapReleased'],
  layers,
  detect(context) {
    const { composition } = context;
    return composition.instances.flatMap((instance, index) => {
      const spans = understatedSpans(context, instance);
      if (spans.length > 0) {
        return [finding(context, instance, spans)];
      }
      return hiddenAtKill(context, instance, context.kills[index]);
    });
  },
};

/**
 * Bytes of Go in use at a grid index that working set does not count; NaN where it cannot be said. No more than Go
 * keeps: what exceeds that was freed by another allocator, and whether it is in use cannot be told. A version that
 * gives memory back at once has none of it, unless it was told to: no more than it gave back in this run.
 */
function hiddenIn({ composition, series }: Context, { goVersion, start, end }: CompositionInstance) {
  const { correctedWorkingSet, workingSet, retained, goMissing } = composition;
  const most =
    adviceOf(goVersion) === 'eager' && series.heapReleased
      ? peakIn(series.heapReleased, start, end - 1).value
      : Infinity;
  return (i: number): number =>
    goMissing[i]
      ? NaN
      : Math.min(
          correctedWorkingSet[i] - workingSet[i],
          Number.isNaN(retained[i]) ? Infinity : retained[i],
          Number.isNaN(most) ? Infinity : most
        );
}

function understatedSpans(context: Context, instance: CompositionInstance): Span[] {
  const { composition, settings, gap } = context;
  const { correctedWorkingSet, workingSet } = composition;
  const isAnywhere = isApart(correctedWorkingSet, workingSet, settings.thresholds.understated.bytes, instance);
  if (!isAnywhere || (instance.mode !== 'full' && instance.mode !== 'otel')) {
    return [];
  }
  const hiddenAt = hiddenIn(context, instance);
  return spansWhere(
    composition.time,
    instance,
    (i) => {
      const hidden = hiddenAt(i);
      return Number.isNaN(hidden) ? null : hidden > limitFor(settings.thresholds.understated, composition.usage[i]);
    },
    { samples: leastSamples, duration: settings.durations.understated, gap }
  );
}

function finding(context: Context, instance: CompositionInstance, spans: Span[]): Finding {
  const { composition } = context;
  const queries = context.queries(instance);
  const [whole] = joinSpans(composition.time, spans, Infinity);
  const hiddenAt = hiddenIn(context, instance);
  const hidden = composition.correctedWorkingSet.map((_, i) => hiddenAt(i));
  const peaks = spans.map(({ first, last }) => peakIn(hidden, first, last));
  const peak = peaks.reduce((best, one) => (one.value > best.value ? one : best));
  const i = peak.index;
  const lasted = spans.reduce((sum, { first, last }) => sum + composition.time[last] - composition.time[first], 0);
  const limit = composition.limit[i];
  const need = composition.correctedWorkingSet[i];
  return {
    id: 'working-set-understated',
    confidence: 'likely',
    severity: 'warning',
    from: composition.time[whole.first],
    to: composition.time[whole.last],
    upgrade: null,
    headline:
      limit > 0
        ? message('working-set-understated.headline-limit', {
            size: bytes(peak.value),
            workingSetShare: ratio(composition.workingSet[i] / limit),
            needShare: ratio(need / limit),
          })
        : message('working-set-understated.headline', {
            size: bytes(peak.value),
            workingSet: bytes(composition.workingSet[i]),
            need: bytes(need),
          }),
    evidence: [
      shows(
        message('working-set-understated.hidden', {
          need: bytes(need),
          workingSet: bytes(composition.workingSet[i]),
        }),
        () => several({ need: queries.quantity('correctedWorkingSet'), 'working set': queries.one('workingSet') }),
        composition.time[i]
      ),
      ...heapEvidence(context, queries, i),
      shows(
        message('working-set-understated.lasted', {
          duration: duration(lasted),
          from: time(composition.time[whole.first]),
          to: time(composition.time[whole.last]),
          peak: bytes(peak.value),
        }),
        () => queries.formula(minus<Quantity>({ quantity: 'correctedWorkingSet' }, 'workingSet'))
      ),
    ],
    refutedBy: message('working-set-understated.refuted'),
    advice: message('working-set-understated.advice'),
    layers: [...layers],
    bytes: peak.value,
  };
}

/**
 * What a kill at the limit proves: the kernel had taken everything that was free to take, so all of the limit was
 * needed, while working set left out what stood on the file lists.
 */
function hiddenAtKill(context: Context, instance: CompositionInstance, kill: Kill | null): Finding[] {
  const { composition, settings } = context;
  const last = (kill?.end ?? instance.end) - 1;
  const hidden = kill?.atLimit ? Math.min(composition.fileListExcess[last], kill.limit - kill.workingSet) : NaN;
  if (!kill || !(hidden > limitFor(settings.thresholds.understated, composition.usage[last]))) {
    return [];
  }
  const queries = context.queries(instance);
  return [
    {
      id: 'working-set-understated',
      confidence: 'likely',
      severity: 'warning',
      from: instance.from,
      to: kill.from,
      upgrade: null,
      headline: message('working-set-understated.headline-killed', {
        size: bytes(hidden),
        workingSetShare: ratio(kill.workingSet / kill.limit),
      }),
      evidence: [
        shows(
          message('working-set-understated.killed', {
            excess: bytes(composition.fileListExcess[last]),
            workingSet: bytes(composition.workingSet[last]),
          }),
          () => several({ excess: queries.quantity('excess'), 'working set': queries.one('workingSet') }),
          composition.time[last]
        ),
      ],
      refutedBy: message('working-set-understated.refuted'),
      advice: message('working-set-understated.advice'),
      layers: [...layers],
      bytes: hidden,
    },
  ];
}

/** What Go alone keeps and uses, where both are known. */
function heapEvidence({ composition, series }: Context, queries: Queries, i: number): Evidence[] {
  const heap = series.heapInuse?.[i] ?? NaN;
  return Number.isFinite(heap + composition.retained[i])
    ? [
        shows(
          message('working-set-understated.heap', {
            retained: bytes(composition.retained[i]),
            heap: bytes(heap),
          }),
          () => several({ 'kept by Go': queries.quantity('retained'), 'heap in use': queries.one('heapInuse') }),
          composition.time[i]
        ),
      ]
    : [];
}
