import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { message } from '../text';
import { heldCacheQuery, heldCacheSignal } from '../signals/cacheSignals';
import { growthValues, riseAcross, riseEvidence, riseInRun } from '../signals/growth';
import type { Rise } from '../signals/rise';
import { medianIn } from '../signals/spans';

const layers = ['shared-memory', 'cache-in-working-set'] as const;

/**
 * Cache as a whole must rise by this share of it in the same time: re-read files move inside cache, tmpfs adds to it.
 */
const leastTogether = 0.6;

export interface SharedGrowth extends Rise {
  /** True where active file cache is known, so that tmpfs is told apart. */
  decided: boolean;
}

/**
 * tmpfs and shared memory: cache and working set rise together, by the same amount (docs/domain.md §4 h). File cache
 * that is read again moves into working set too, but cache stays flat then. Null where it does not grow.
 */
export function sharedGrowth(context: Context, instance: CompositionInstance): SharedGrowth | null {
  const { series } = context;
  const held = heldCacheSignal(context, instance);
  const active = series.activeFile;
  if (active) {
    const growth = riseInRun(
      context,
      instance,
      held.map((bytes, i) => Math.max(0, bytes - active[i])),
      'middle'
    );
    return growth && { ...growth, decided: true };
  }
  const growth = riseInRun(context, instance, held, 'middle');
  const cache = series.cache;
  if (!growth || !cache) {
    return null;
  }
  const together = riseAcross(context, instance, growth, (first, last) => medianIn(cache, first, last));
  return together >= leastTogether * growth.bytes ? { ...growth, decided: false } : null;
}

export const sharedMemoryGrowth: FindingRule = {
  id: 'shared-memory-growth',
  needs: ['usage', 'workingSet', 'rss', 'cache'],
  layers,
  detect(context) {
    return context.composition.instances.flatMap((instance) => {
      const growth = sharedGrowth(context, instance);
      if (!growth) {
        return [];
      }
      return [
        {
          id: 'shared-memory-growth',
          confidence: growth.decided ? 'likely' : 'possible',
          severity: growth.decided && growth.continues ? 'warning' : 'info',
          from: growth.from,
          to: growth.continues ? instance.to : growth.to,
          upgrade: null,
          headline: message('shared-memory-growth.headline', growthValues(growth)),
          evidence: [
            riseEvidence(growth, heldCacheQuery(context, instance, growth.decided)),
            {
              text: message(growth.decided ? 'shared-memory-growth.active-known' : 'shared-memory-growth.together'),
              promql: context.queries(instance).selector('workingSet'),
            },
          ],
          refutedBy: message('shared-memory-growth.refuted'),
          advice: message('shared-memory-growth.advice'),
          layers: [...layers],
          bytes: growth.bytes,
        },
      ];
    });
  },
};
