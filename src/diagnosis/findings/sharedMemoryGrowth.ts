import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import {
  growthInRun,
  growthValues,
  pastOf,
  riseEvidence,
  spanOfGrowth,
  type Growth,
  isSureGrowth,
} from '../signals/growth';
import { heldCacheFormula, heldCacheGrowth, heldCacheSignal, type CacheKind } from '../signals/heldCache';
import { toldByKills } from '../signals/overKills';
import { message, shows } from '../text';
import type { Finding } from '../types';

const layers = ['shared-memory', 'cache-in-working-set'] as const;

/** Where working set is this share of the limit, what may be tmpfs has no time to be told from files. */
const nearLimit = 0.75;

const isNearLimit = ({ composition: { workingSet, limit } }: Context, { end }: CompositionInstance): boolean =>
  workingSet[end - 1] >= nearLimit * limit[end - 1];

/** A growth of cache that is known to be tmpfs. */
type SharedGrowth = Growth & { by: NonNullable<CacheKind['by']>; isBesideLists?: true };

/** tmpfs and shared memory grow, and something tells them from file cache in active use (docs/domain.md §4 h). */
export const sharedMemoryGrowth: FindingRule = {
  id: 'shared-memory-growth',
  detect(context) {
    const { instances } = context.composition;
    const growths = toldByKills(
      context,
      instances.map((instance) => growthOf(context, instance))
    );
    return growths.flatMap((growth, k) => (growth ? [finding(context, instances[k], growth)] : []));
  },
};

/** Growth of what is tmpfs, and whether it may be load: spools and uploads follow the load of a day as heaps do. */
function growthOf(context: Context, instance: CompositionInstance): SharedGrowth | null {
  const growth = heldCacheGrowth(context, instance);
  if (!growth || growth.kind !== 'tmpfs' || growth.by === null) {
    return null;
  }
  const held = heldCacheSignal(context, instance);
  const mayBeLoad = growth.by !== 'kill' && growthInRun(context, instance, held, 'middle')?.mayBeLoad !== false;
  return { ...growth, by: growth.by, mayBeLoad };
}

function finding(context: Context, instance: CompositionInstance, growth: SharedGrowth): Finding {
  const queries = context.queries(instance);
  const isSure = growth.by === 'kill' || growth.by === 'shmem';
  const isLikely = growth.by !== 'inactive';
  const isWarning = growth.by === 'kill' || (isSureGrowth(growth) && (isLikely || isNearLimit(context, instance)));
  return {
    id: 'shared-memory-growth',
    confidence: isSure ? 'proven' : isLikely ? 'likely' : 'possible',
    severity: isWarning ? 'warning' : 'info',
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
    layers,
    bytes: growth.bytes,
  };
}
