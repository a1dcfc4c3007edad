import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { message } from '../text';
import { slice, smooth, type Growth } from '../signals/trend';
import { heldCacheQuery, heldCacheSignal } from '../signals/cacheSignals';
import { growthInRun, growthValues, riseEvidence } from '../signals/growth';

const layers = ['shared-memory', 'cache-in-working-set'] as const;

/**
 * Cache as a whole must rise by this share of it in the same time: re-read files move inside cache, tmpfs adds to it.
 */
const leastTogether = 0.6;

export interface SharedGrowth extends Growth {
  /** True where active file cache is known, so that tmpfs is told apart. */
  decided: boolean;
}

/**
 * tmpfs and shared memory: cache and working set rise together, by the same amount (docs/domain.md §4 h). File cache
 * that is read again moves into working set too, but cache stays flat then. Null where it does not grow.
 */
export function sharedGrowth(context: Context, instance: CompositionInstance): SharedGrowth | null {
  const { composition, series } = context;
  const held = heldCacheSignal(context, instance);
  const active = series.activeFile;
  if (active) {
    const growth = growthInRun(
      context,
      instance,
      held.map((bytes, i) => Math.max(0, bytes - active[i])),
      'middle'
    );
    return growth && { ...growth, decided: true };
  }
  const growth = growthInRun(context, instance, held, 'middle');
  const cut = series.cache && slice(composition.time, series.cache, instance, 'middle');
  if (!growth || !cut) {
    return null;
  }
  const cache = smooth(cut);
  const cacheAt = (t: number) => cache.values[Math.max(0, cache.from.filter((from) => from <= t).length - 1)];
  return cacheAt(growth.to) - cacheAt(growth.from) >= leastTogether * growth.bytes
    ? { ...growth, decided: false }
    : null;
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
