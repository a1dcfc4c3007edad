import type { FindingRule } from '../rule';
import { medianIn } from '../signals/spans';
import { message } from '../text';
import {
  flatEvidence,
  growthInRun,
  growthValues,
  headlineOf,
  riseAcross,
  riseBetweenQuarters,
  riseEvidence,
} from '../signals/growth';
import { hugePagesExplain } from './hugePageBloat';
import { offHeapFormula, offHeapSignal } from '../signals/cacheSignals';

const layers = ['off-heap'] as const;

/** Share of the growth that must show in rss too: a signal that only Go's side moves is not memory. */
const leastResident = 0.5;

/** Off-heap memory rises while Go is flat (docs/domain.md §4 f); a warning while it goes on, else information. */
export const offHeapGrowth: FindingRule = {
  id: 'off-heap-growth',
  needs: ['usage', 'workingSet', 'rss', 'cache', 'sys', 'heapReleased'],
  layers,
  detect(context) {
    const { composition } = context;
    return composition.instances.flatMap((instance) => {
      const values = offHeapSignal(context, instance);
      const growth = growthInRun(context, instance, values, 'middle');
      const resident =
        growth &&
        Math.max(
          riseBetweenQuarters(composition.rss, instance),
          riseAcross(context, instance, growth, (first, last) => medianIn(composition.rss, first, last))
        );
      if (!growth || !((resident ?? 0) >= leastResident * growth.bytes) || hugePagesExplain(context, instance)) {
        return [];
      }
      const queries = context.queries(instance);
      return [
        {
          id: 'off-heap-growth',
          confidence: growth.continues && growth.mayBeLoad ? 'possible' : 'likely',
          severity: growth.continues && !growth.mayBeLoad ? 'warning' : 'info',
          from: growth.from,
          to: growth.continues ? instance.to : growth.to,
          upgrade: null,
          headline: message(`off-heap-growth.${headlineOf(growth)}`, growthValues(growth)),
          evidence: [
            riseEvidence(growth, queries.formula(offHeapFormula(context, instance))),
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
