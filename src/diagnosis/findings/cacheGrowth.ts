import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { limitFor } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { growthValues, pastOf, riseEvidence } from '../signals/growth';
import { heldCacheFormula, heldCacheGrowth, heldCacheSignal } from '../signals/heldCache';
import { lastingSlack } from '../signals/slack';
import { medianIn, peakIn, type Span } from '../signals/spans';
import { bytes, message, ratio, shows } from '../text';
import type { Finding } from '../types';

const layers = ['cache-in-working-set', 'active-page-cache'] as const;

/** Cache that is this share of working set makes working set say twice what the process needs. */
const leastShare = 0.4;

/**
 * Cache inside of working set grows, or is much of it, and no series tells tmpfs from file cache in active use
 * (docs/domain.md §4 h). Undecided, so always information.
 */
export const cacheGrowth: FindingRule = {
  id: 'cache-growth',
  needs: ['workingSet', 'cache'],
  layers,
  detect(context) {
    return context.composition.instances.flatMap((instance) => {
      const growth = heldCacheGrowth(context, instance);
      if (growth) {
        return growth.kind === 'undecided' ? [grown(context, instance, growth)] : [];
      }
      const span = holdingSpan(context, instance);
      return span ? [holding(context, instance, span)] : [];
    });
  },
};

/** Where cache is a large and lasting part of working set. */
function holdingSpan(context: Context, instance: CompositionInstance): Span | null {
  const { composition, settings, kills, series } = context;
  const most = series.cache ? peakIn(series.cache, instance.start, instance.end - 1).value : NaN;
  if (!(most > settings.thresholds.slack.bytes) || kills.some((kill) => kill !== null)) {
    return null;
  }
  const held = heldCacheSignal(context, instance);
  return lastingSlack(context, instance, (i) =>
    Number.isFinite(held[i])
      ? held[i] > leastShare * composition.workingSet[i] &&
        held[i] > limitFor(settings.thresholds.slack, composition.usage[i])
      : null
  );
}

const common = (
  context: Context
): Pick<Finding, 'id' | 'severity' | 'upgrade' | 'refutedBy' | 'advice' | 'layers'> => ({
  id: 'cache-growth',
  severity: 'info',
  upgrade: null,
  refutedBy: message('cache-growth.refuted'),
  advice: message(context.series.activeFile ? 'cache-growth.advice-file' : 'cache-growth.advice'),
  layers: [...layers],
});

function grown(
  context: Context,
  instance: CompositionInstance,
  growth: NonNullable<ReturnType<typeof heldCacheGrowth>>
): Finding {
  const queries = context.queries(instance);
  return {
    ...common(context),
    confidence: 'possible',
    from: growth.from,
    to: growth.continues ? instance.to : growth.to,
    headline: message(`cache-growth.${pastOf(context, instance, growth)}`, growthValues(growth)),
    evidence: [
      riseEvidence(growth, () => queries.formula(heldCacheFormula(context, instance))),
      shows(message('cache-growth.undecided'), () => queries.one('cache')),
    ],
    bytes: growth.bytes,
  };
}

function holding(context: Context, instance: CompositionInstance, { first, last }: Span): Finding {
  const { composition, series } = context;
  const queries = context.queries(instance);
  const size = medianIn(heldCacheSignal(context, instance), first, last);
  const workingSet = medianIn(composition.workingSet, first, last);
  const isFile = series.activeFile && medianIn(series.activeFile, first, last) > size / 2;
  return {
    ...common(context),
    confidence: isFile ? 'likely' : 'possible',
    from: composition.time[first],
    to: composition.time[last],
    headline: message(isFile ? 'cache-growth.headline-holds-file' : 'cache-growth.headline-holds', {
      size: bytes(size),
      share: ratio(size / workingSet),
    }),
    evidence: [
      shows(message('cache-growth.holds', { size: bytes(size), workingSet: bytes(workingSet) }), () =>
        several({
          cache: queries.formula(heldCacheFormula(context, instance)),
          'working set': queries.one('workingSet'),
        })
      ),
    ],
    bytes: size,
  };
}
