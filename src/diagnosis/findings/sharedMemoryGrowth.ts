import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { growthInRun, growthValues, pastOf, riseEvidence, spanOfGrowth } from '../signals/growth';
import { heldCacheFormula, heldCacheGrowth, heldCacheSignal } from '../signals/heldCache';
import { message, shows } from '../text';

const layers = ['shared-memory', 'cache-in-working-set'] as const;

/** Where working set is this share of the limit, what may be tmpfs has no time to be told from files. */
const nearLimit = 0.75;

const isNearLimit = ({ composition: { workingSet, limit } }: Context, { end }: CompositionInstance): boolean =>
  workingSet[end - 1] >= nearLimit * limit[end - 1];

/** tmpfs and shared memory grow, and something tells them from file cache in active use (docs/domain.md §4 h). */
export const sharedMemoryGrowth: FindingRule = {
  id: 'shared-memory-growth',
  needs: ['workingSet', 'cache'],
  layers,
  detect(context) {
    return context.composition.instances.flatMap((instance) => {
      const growth = heldCacheGrowth(context, instance);
      if (!growth || growth.kind !== 'tmpfs' || growth.by === null) {
        return [];
      }
      const queries = context.queries(instance);
      const isSure = growth.by === 'kill' || growth.by === 'shmem';
      const isLikely = growth.by !== 'inactive';
      // Spools and uploads follow the load of a day as heaps do.
      const held = heldCacheSignal(context, instance);
      const mayBeLoad = growth.by !== 'kill' && growthInRun(context, instance, held, 'middle')?.mayBeLoad !== false;
      return [
        {
          id: 'shared-memory-growth',
          confidence: isSure ? 'proven' : isLikely ? 'likely' : 'possible',
          severity:
            growth.by === 'kill' || (growth.continues && !mayBeLoad && (isLikely || isNearLimit(context, instance)))
              ? 'warning'
              : 'info',
          ...spanOfGrowth(instance, growth),
          upgrade: null,
          headline: message(
            `shared-memory-growth.${isLikely ? pastOf(context, instance, growth) : 'headline-possible'}`,
            growthValues(growth)
          ),
          evidence: [
            riseEvidence(growth, () => queries.formula(heldCacheFormula(context, instance, growth))),
            shows(message(`shared-memory-growth.by-${growth.by}`), () => queries.selector('cache')),
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
