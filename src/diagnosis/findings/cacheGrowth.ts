import type { CompositionInstance } from '../../composition/types';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { thresholdFor } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { difference, growthValues, pastOf, riseEvidence, spanOfGrowth, riseInRun } from '../signals/growth';
import { isSplitByRssOnly } from '../signals/killRise';
import { explains } from '../signals/cacheKills';
import { heldCacheFormula, heldCacheGrowth, heldCacheSignal, riseOfRole, tellsCache } from '../signals/heldCache';
import { lastingSlack } from '../signals/slack';
import { medianIn, peakIn, presentShare, type Span } from '../signals/spans';
import { bytes, message, ratio, shows } from '../text';
import type { Finding, Message } from '../types';

const layers = ['cache-in-working-set', 'active-page-cache'] as const;

/** Cache that is this share of working set makes working set say twice what the process needs. */
const leastShare = 0.4;

/**
 * Cache inside of working set grows, or is much of it, and no series tells tmpfs from file cache in active use
 * (docs/domain.md §4 h). Undecided, so always information.
 */
export const cacheGrowth: FindingRule = {
  id: 'cache-growth',
  detect(context) {
    return context.composition.instances.flatMap((instance) => {
      if (!context.series.cache) {
        return besideRss(context, instance);
      }
      if (!tellsCache(context.series)) {
        return ofAllCache(context, instance);
      }
      const growth = heldCacheGrowth(context, instance);
      if (growth) {
        // What may be memory of the program as well is told as growth of working set (anonymousGrowth.ts).
        return growth.kind === 'undecided' && !growth.mayBeFreed ? [grown(context, instance, growth)] : [];
      }
      const span = holdingSpan(context, instance);
      return span ? [holding(context, instance, span)] : [];
    });
  },
};

/** Cache as a whole, where nothing tells which part of it is inactive. */
function ofAllCache(context: Context, instance: CompositionInstance): Finding[] {
  const growth = riseInRun(context, instance, context.series.cache, 'middle');
  return growth
    ? [
        {
          ...common(message('cache-growth.advice')),
          confidence: 'possible',
          ...spanOfGrowth(instance, growth),
          headline: message('cache-growth.headline-all', growthValues(growth)),
          evidence: [
            riseEvidence(growth, () => context.queries(instance).one('cache')),
            shows(message('cache-growth.undecided'), () => context.queries(instance).selector('workingSet')),
          ],
          bytes: growth.bytes,
        },
      ]
    : [];
}

/** How the headline tells a growth beside rss, by its tense. */
const beside = {
  headline: 'cache-growth.headline-beside',
  'headline-ended': 'cache-growth.headline-beside-ended',
  'headline-over': 'cache-growth.headline-beside-over',
} as const;

/**
 * What working set holds beside memory of the program, where neither usage nor cache is known: files in active use,
 * tmpfs and memory of the kernel (working set = usage - inactive files, and anonymous memory is part of usage).
 */
function besideRss(context: Context, instance: CompositionInstance): Finding[] {
  const { composition, series } = context;
  if (!isSplitByRssOnly(series)) {
    return [];
  }
  const values = difference(composition.workingSet, composition.rss).map((bytes) => Math.max(0, bytes));
  const growth = riseInRun(context, instance, values, 'middle');
  // A fall of rss beside a working set that stays, as where huge pages are split, is no growth of the rest.
  const isGrowth = growth && riseOfRole(context, instance, growth, 'workingSet') >= explains.yes * growth.bytes;
  return growth && isGrowth
    ? [
        {
          ...common(message('cache-growth.advice')),
          confidence: 'possible',
          ...spanOfGrowth(instance, growth),
          headline: message(beside[pastOf(context, instance, growth)], growthValues(growth)),
          evidence: [
            riseEvidence(growth, () => context.queries(instance).formula(minus('workingSet', 'rss'))),
            shows(message('cache-growth.beside'), () => context.queries(instance).selector('rss')),
          ],
          bytes: growth.bytes,
        },
      ]
    : [];
}

/** Where cache is a large and lasting part of working set, still. */
function holdingSpan(context: Context, instance: CompositionInstance): Span | null {
  const { composition, settings, kills, series } = context;
  const most = series.cache ? peakIn(series.cache, instance.start, instance.end - 1).value : NaN;
  if (!(most > settings.thresholds.slack.bytes) || kills.some((kill) => kill !== null)) {
    return null;
  }
  const held = heldCacheSignal(context, instance);
  const span = lastingSlack(context, instance, (i) =>
    Number.isFinite(held[i])
      ? held[i] > leastShare * composition.workingSet[i] &&
        held[i] > thresholdFor(settings.thresholds.slack, composition.usage[i])
      : null
  );
  return span && composition.time[span.last] >= instance.to - presentShare * (instance.to - instance.from)
    ? span
    : null;
}

const common = (advice: Message): Pick<Finding, 'id' | 'severity' | 'upgrade' | 'refutedBy' | 'advice' | 'layers'> => ({
  id: 'cache-growth',
  severity: 'info',
  upgrade: null,
  refutedBy: message('cache-growth.refuted'),
  advice,
  layers,
});

function grown(
  context: Context,
  instance: CompositionInstance,
  growth: NonNullable<ReturnType<typeof heldCacheGrowth>>
): Finding {
  const queries = context.queries(instance);
  return {
    ...common(message('cache-growth.advice')),
    confidence: 'possible',
    ...spanOfGrowth(instance, growth),
    headline: message(`cache-growth.${pastOf(context, instance, growth)}`, growthValues(growth)),
    evidence: [
      riseEvidence(growth, () => queries.formula(heldCacheFormula(context, instance))),
      shows(message('cache-growth.undecided'), () => queries.one('cache')),
    ],
    bytes: growth.bytes,
  };
}

/** What is said of cache that stays, by what it is. */
const holds = {
  file: { headline: 'cache-growth.headline-holds-file', advice: 'cache-growth.advice-file' },
  tmpfs: { headline: 'cache-growth.headline-holds-tmpfs', advice: 'shared-memory-growth.advice' },
  undecided: { headline: 'cache-growth.headline-holds', advice: 'cache-growth.advice' },
} as const;

/** What most of cache in working set is, where the lists of files tell: tmpfs is on neither (memory.stat). */
function kindOf({ cache, activeFile, inactiveFile }: Context['series'], { first, last }: Span, size: number) {
  const level = (values: Float64Array | undefined) => (values ? medianIn(values, first, last) : NaN);
  const [all, active, inactive] = [cache, activeFile, inactiveFile].map(level);
  return active > size / 2 ? 'file' : all - active - inactive > size / 2 ? 'tmpfs' : 'undecided';
}

function holding(context: Context, instance: CompositionInstance, { first, last }: Span): Finding {
  const { composition } = context;
  const queries = context.queries(instance);
  const size = medianIn(heldCacheSignal(context, instance), first, last);
  const workingSet = medianIn(composition.workingSet, first, last);
  const kind = kindOf(context.series, { first, last }, size);
  // Without usage, memory of the kernel cannot be told from cache.
  const isBeside = kind === 'undecided' && !context.series.usage;
  return {
    ...common(message(holds[kind].advice)),
    confidence: kind === 'undecided' ? 'possible' : 'likely',
    from: composition.time[first],
    to: composition.time[last],
    headline: message(isBeside ? 'cache-growth.headline-holds-beside' : holds[kind].headline, {
      size: bytes(size),
      share: ratio(size / workingSet),
    }),
    evidence: [
      shows(
        message(isBeside ? 'cache-growth.holds-beside' : 'cache-growth.holds', {
          size: bytes(size),
          workingSet: bytes(workingSet),
        }),
        () =>
          several({
            cache: queries.formula(heldCacheFormula(context, instance)),
            'working set': queries.one('workingSet'),
          })
      ),
    ],
    bytes: size,
  };
}
