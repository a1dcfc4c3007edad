import { growthValues, limitOfRun, riseEvidence, riseInRun } from '../signals/growth';
import type { FindingRule } from '../rule';
import { bytes, message } from '../text';
import { sharedGrowth } from './sharedMemoryGrowth';

const layers = ['page-cache', 'active-page-cache', 'cache-in-working-set'] as const;

/** Cache rises by more than tmpfs explains (docs/domain.md §4 g). Reclaimable, so always info. */
export const pageCacheGrowth: FindingRule = {
  id: 'page-cache-growth',
  needs: ['cache'],
  layers,
  detect(context) {
    const { composition, series, settings } = context;
    return composition.instances.flatMap((instance) => {
      const growth = riseInRun(context, instance, series.cache, 'middle');
      const shared = sharedGrowth(context, instance);
      const own = growth ? growth.bytes - (shared?.bytes ?? 0) : 0;
      if (!growth || own < limitOfRun(context, instance, settings.thresholds.growth)) {
        return [];
      }
      return [
        {
          id: 'page-cache-growth',
          confidence: shared ? 'possible' : 'likely',
          severity: 'info',
          from: growth.from,
          to: instance.to,
          upgrade: null,
          headline: message('page-cache-growth.headline', { ...growthValues(growth), size: bytes(own) }),
          evidence: [
            riseEvidence(growth, context.queries(instance).selector('cache')),
            {
              text: message('page-cache-growth.working-set'),
              promql: context.queries(instance).selector('workingSet'),
            },
          ],
          refutedBy: message('page-cache-growth.refuted'),
          advice: message('page-cache-growth.advice'),
          layers: [...layers],
          bytes: own,
        },
      ];
    });
  },
};
