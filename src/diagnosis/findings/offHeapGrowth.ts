import type { Context } from '../context';
import { riseUntilKill } from '../signals/kills';
import type { Queries } from '../promql';
import type { FindingRule } from '../rule';
import { medianIn } from '../signals/spans';
import { message } from '../text';
import type { Evidence } from '../types';
import {
  flatEvidence,
  growthInRun,
  growthValues,
  headlineOf,
  riseAcross,
  riseBetweenQuarters,
  riseEvidence,
} from '../signals/growth';
import { offHeapFormula, offHeapSignal, residentOf } from '../signals/heldCache';
import { hugePagesExplain, mayBeHugePages } from '../signals/hugePages';

const layers = ['off-heap'] as const;

/** Share of the growth that must show in rss too: a signal that only Go's side moves is not memory. */
const leastResident = 0.5;

/** Off-heap memory rises while Go is flat (docs/domain.md §4 f); a warning while it goes on, else information. */
export const offHeapGrowth: FindingRule = {
  id: 'off-heap-growth',
  needs: ['rss', 'sys', 'heapReleased'],
  layers,
  detect(context) {
    const { composition, series } = context;
    const resident = residentOf(context);
    return composition.instances.flatMap((instance, index) => {
      const values = offHeapSignal(context, instance);
      const fill = riseUntilKill(context.kills[index], 'off-heap');
      const growth = fill ? { ...fill, mayBeLoad: false } : growthInRun(context, instance, values, 'middle');
      if (!growth || (!fill && hugePagesExplain(context, instance))) {
        return [];
      }
      const rise = (of: Float64Array) =>
        riseAcross(context, instance, growth, (first, last) => medianIn(of, first, last));
      const isResident =
        Math.max(riseBetweenQuarters(resident, instance), rise(resident)) >= leastResident * growth.bytes;
      // What was charged all the time and only becomes resident again is no new memory.
      const isCharged =
        !series.usage ||
        Math.max(riseBetweenQuarters(composition.usage, instance), rise(composition.usage)) >=
          leastResident * growth.bytes;
      if (!fill && (!isResident || !isCharged)) {
        return [];
      }
      const isUndecided = fill
        ? false
        : series.rss
          ? mayBeHugePages(context, instance, instance.end - 1)
          : series.processAnon === undefined && series.cgoTotal === undefined;
      const queries = context.queries(instance);
      return [
        {
          id: 'off-heap-growth',
          confidence: isUndecided || (growth.continues && growth.mayBeLoad) ? 'possible' : 'likely',
          severity: growth.continues && !growth.mayBeLoad && !isUndecided ? 'warning' : 'info',
          from: growth.from,
          to: growth.continues ? instance.to : growth.to,
          upgrade: null,
          headline: message(`off-heap-growth.${fill ? 'headline-killed' : headlineOf(growth)}`, growthValues(growth)),
          evidence: [
            riseEvidence(growth, queries.formula(offHeapFormula(context, instance))),
            ...undecided(context, isUndecided, queries),
            ...flatEvidence(context, growth, composition.retained, 'Go', queries.quantity('retained')),
          ],
          refutedBy: message('off-heap-growth.refuted'),
          advice: message('off-heap-growth.advice'),
          layers: [...layers],
          bytes: growth.bytes,
        },
      ];
    });
  },
};

/** What off-heap memory cannot be told from with the series at hand. */
function undecided({ series }: Context, isUndecided: boolean, queries: Queries): Evidence[] {
  if (!isUndecided) {
    return [];
  }
  return series.rss
    ? [{ text: message('off-heap-growth.or-huge-pages'), promql: queries.one('heapReleased') }]
    : [{ text: message('off-heap-growth.or-mapped'), promql: queries.one('processRss') }];
}
