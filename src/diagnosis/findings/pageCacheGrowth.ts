import type { FindingRule } from '../rule';
import { growthValues, pastOf, riseEvidence, spanOfGrowth, riseInRun, testOf } from '../signals/growth';
import { heldCacheFormula, heldCacheGrowth, tellsCache } from '../signals/heldCache';
import { bytes, message, shows } from '../text';

const layers = ['page-cache', 'active-page-cache', 'cache-in-working-set'] as const;

/**
 * File cache grows: cache beyond what grows inside of working set, or cache in working set that is known to be of files
 * (docs/domain.md §4 g). Reclaimable, so always info.
 */
export const pageCacheGrowth: FindingRule = {
  id: 'page-cache-growth',
  detect(context) {
    // Nothing tells files in memory from files of a disk there (cacheGrowth.ts).
    if (!tellsCache(context.series)) {
      return [];
    }
    return context.composition.instances.flatMap((instance) => {
      const growth = riseInRun(context, instance, context.series.cache, 'middle');
      const held = growth && heldCacheGrowth(context, instance);
      const isFile = held?.kind === 'file';
      const own = growth ? growth.bytes - (isFile ? 0 : (held?.bytes ?? 0)) : 0;
      if (!growth || own < testOf(context, instance, 'middle').bytes) {
        return [];
      }
      const queries = context.queries(instance);
      const decided = isFile && held.by !== null ? held.by : null;
      return [
        {
          id: 'page-cache-growth',
          confidence: held && !isFile ? 'possible' : 'likely',
          severity: 'info',
          ...spanOfGrowth(instance, growth),
          upgrade: null,
          headline: message(`page-cache-growth.${pastOf(context, instance, growth)}`, {
            ...growthValues(growth),
            size: bytes(own),
          }),
          evidence: [
            riseEvidence(growth, () => queries.one('cache')),
            decided
              ? shows(
                  message(`page-cache-growth.by-${decided === 'kill' || decided === 'inactive' ? 'active' : decided}`),
                  () => queries.formula(heldCacheFormula(context, instance))
                )
              : shows(message('page-cache-growth.working-set'), () => queries.selector('workingSet')),
          ],
          refutedBy: message('page-cache-growth.refuted'),
          advice: message('page-cache-growth.advice'),
          layers,
          bytes: own,
        },
      ];
    });
  },
};
