import type { Formula, Quantity } from '../../composition/formulas';
import type { CompositionInstance } from '../../composition/types';
import { minus, plus } from '../../metrics/expression';
import type { Role } from '../../metrics/types';
import type { Context } from '../context';
import { leastSamples } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { meanRateIn, rateIn } from '../signals/counters';
import { fillsGoMemLimit, liveMemory } from '../signals/need';
import { medianIn, spansWhere, type Span } from '../signals/spans';
import { bytes, count, message, ratio, shows } from '../text';

const layers = ['heap-objects'] as const;

/** Collections so many times as often as before, or every so many seconds, are what a crowded heap does. */
const oftener = 3;
const often = 5;
/** The Go runtime lets the collector take half of the CPU at the most (runtime/mgclimit.go); a fifth is plain. */
const busy = 0.2;
/** A twentieth that is known is little, however often a small heap is collected. */
const calm = 0.05;
/** Held at the CPU limit in this share of the periods, the collector falls behind. */
const held = 0.05;
/** Collections a second below which none follows another, however few there were before. */
const rare = 1 / 60;
/** GOMEMLIMIT below this share of the memory limit is what is too low. */
const low = 0.5;

/**
 * The collector works against GOMEMLIMIT: live memory fills it, so that collections follow each other ever faster and
 * take a growing part of the CPU while memory looks flat (https://go.dev/doc/gc-guide#Memory_limit).
 */
export const gcThrash: FindingRule = {
  id: 'gc-thrash',
  detect(context) {
    return context.composition.instances.flatMap((instance) => {
      const found = thrashOf(context, instance);
      if (!found) {
        return [];
      }
      const { span, live, limit, rate, before, cpu, throttled } = found;
      const { composition } = context;
      const queries = context.queries(instance);
      return [
        {
          id: 'gc-thrash',
          confidence: 'likely',
          severity: 'warning',
          from: composition.time[span.first],
          to: composition.time[span.last],
          upgrade: null,
          headline: message('gc-thrash.headline', { live: ratio(live / limit), rate: count(Math.round(rate * 60)) }),
          evidence: [
            shows(message('gc-thrash.live', { live: bytes(live), limit: bytes(limit) }), () =>
              several({ GOMEMLIMIT: queries.one('goMemLimit'), live: queries.formula(liveFormula) })
            ),
            shows(
              message(Number.isFinite(before) ? 'gc-thrash.oftener' : 'gc-thrash.often', {
                rate: count(Math.round(rate * 60)),
                before: count(Math.round(before * 60)),
              }),
              () => `60 * rate(${queries.selector('gcCount')}[5m])`
            ),
            ...(Number.isFinite(cpu)
              ? [shows(message('gc-thrash.cpu', { share: ratio(cpu) }), () => queries.rates('gcCpu', 'goCpu'))]
              : []),
            ...(throttled >= held
              ? [
                  shows(message('gc-thrash.throttled', { share: ratio(throttled) }), () =>
                    queries.rates('cpuThrottled', 'cpuPeriods')
                  ),
                ]
              : []),
          ],
          refutedBy: message('gc-thrash.refuted'),
          advice: message(limit < low * composition.limit[span.last] ? 'gc-thrash.advice-low' : 'gc-thrash.advice'),
          layers,
          bytes: live,
        },
      ];
    });
  },
};

/** Heap objects, and what Go keeps beside the heap. */
const liveFormula: Formula = minus<Quantity>(
  plus<Quantity>('heapAlloc', { quantity: 'retained' }),
  minus(plus('heapInuse', 'heapIdle'), 'heapReleased')
);

interface Thrash {
  span: Span;
  live: number;
  limit: number;
  /** Collections per second, in the span and before it; NaN where there is nothing before. */
  rate: number;
  before: number;
  /** Share of the CPU time that Go may use; NaN where it is not told. */
  cpu: number;
  /** Share of the periods in which the container was held at its CPU limit; NaN where it is not told. */
  throttled: number;
}

function thrashOf(context: Context, instance: CompositionInstance): Thrash | null {
  const { composition, series, settings, gap } = context;
  const { gcCount } = series;
  const { goMemLimit, time } = composition;
  const isSet = gcCount && medianIn(goMemLimit, instance.start, instance.end - 1) > 0;
  const live = isSet ? liveMemory(context, instance) : null;
  if (!live || !gcCount) {
    return null;
  }
  const spans = spansWhere(
    time,
    instance,
    (i) => (Number.isFinite(live[i]) && goMemLimit[i] > 0 ? live[i] >= fillsGoMemLimit * goMemLimit[i] : null),
    { samples: leastSamples, duration: settings.durations.risk, gap }
  );
  const span = spans[spans.length - 1];
  if (!span) {
    return null;
  }
  const rate = rateIn(time, gcCount, span.first, span.last);
  const before = meanRateIn(time, gcCount, instance.start, span.first - 1);
  const isOftener = rate >= rare && rate >= oftener * before;
  const isOften = rate >= 1 / often;
  const shareOf = (part: Role, whole: Role): number => {
    const [one, all] = [series[part], series[whole]];
    return one && all ? rateIn(time, one, span.first, span.last) / rateIn(time, all, span.first, span.last) : NaN;
  };
  const cpu = shareOf('gcCpu', 'goCpu');
  const isCrowded = cpu >= busy || ((isOftener || isOften) && !(cpu < calm));
  return isCrowded
    ? {
        span,
        live: medianIn(live, span.first, span.last),
        limit: medianIn(goMemLimit, span.first, span.last),
        rate,
        before,
        cpu,
        throttled: shareOf('cpuThrottled', 'cpuPeriods'),
      }
    : null;
}
