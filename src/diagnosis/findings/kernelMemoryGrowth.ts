import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { message } from '../text';
import { growthInRun, growthValues, judge, riseEvidence, type JudgedGrowth } from '../signals/growth';

const layers = ['kernel'] as const;

/**
 * Every cached file costs the kernel some bookkeeping; growth within this share of cache growth is no cause of its own.
 */
const costOfCache = 0.1;

/** usage - rss - cache rises (docs/domain.md §4 i). */
export const kernelMemoryGrowth: FindingRule = {
  id: 'kernel-memory-growth',
  needs: ['usage', 'rss', 'cache'],
  layers,
  detect(context) {
    const { composition, series } = context;
    const { rss, usage } = composition;
    const kernel = usage.map((bytes, i) => Math.max(0, bytes - rss[i] - (series.cache?.[i] ?? NaN)));
    return composition.instances.flatMap((instance) => {
      const growth = instance.refused ? null : growthOfKernel(context, instance, kernel);
      const cache = growthInRun(context, instance, series.cache, 'middle');
      if (!growth || growth.bytes < costOfCache * (cache?.bytes ?? 0)) {
        return [];
      }
      const queries = context.queries(instance);
      return [
        {
          id: 'kernel-memory-growth',
          confidence: growth.mayBeLoad ? 'possible' : 'likely',
          severity: growth.continues && !growth.mayBeLoad ? 'warning' : 'info',
          from: growth.from,
          to: growth.continues ? instance.to : growth.to,
          upgrade: null,
          headline: message(
            growth.mayBeLoad ? 'kernel-memory-growth.headline-open' : 'kernel-memory-growth.headline',
            growthValues(growth)
          ),
          evidence: [riseEvidence(growth, queries.quantity('kernel'))],
          refutedBy: message('kernel-memory-growth.refuted'),
          advice: message('kernel-memory-growth.advice'),
          layers: [...layers],
          bytes: growth.bytes,
        },
      ];
    });
  },
};

const growthOfKernel = (context: Context, instance: CompositionInstance, values: Float64Array): JudgedGrowth | null =>
  judge(context, instance, growthInRun(context, instance, values, 'middle'), { values, pick: 'middle' });
