import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import type { MessageId } from '../../texts/ids';
import type { Context } from '../context';
import { riskShares } from '../options';
import type { FindingRule } from '../rule';
import { bytesOfGoroutine, leastOfGoroutines, riseOfGoroutines } from '../signals/goroutines';
import {
  growthInRun,
  growthValues,
  headlineOf,
  riseAcross,
  riseEvidence,
  spanOfGrowth,
  type Growth,
  isSureGrowth,
} from '../signals/growth';
import { explains } from '../signals/cacheKills';
import { riseOfRole } from '../signals/heldCache';
import { fillOf, toldByKills } from '../signals/overKills';
import { medianIn } from '../signals/spans';
import { pickOf, unsplitOf, type Unsplit, type UnsplitKind } from '../signals/unsplit';
import { count, message, shows } from '../text';
import type { Evidence, Finding } from '../types';

const layers = ['anonymous'] as const;

/** What tells of it, and the series that would tell more. */
const toldBy: Readonly<Record<UnsplitKind, { evidence: MessageId; series: Role }>> = {
  anonymous: { evidence: 'anonymous-growth.not-cache', series: 'cache' },
  resident: { evidence: 'anonymous-growth.resident', series: 'processRss' },
  'not-cache': { evidence: 'anonymous-growth.no-rss', series: 'rss' },
  'working-set': { evidence: 'anonymous-growth.no-rss', series: 'rss' },
  usage: { evidence: 'anonymous-growth.no-working-set', series: 'workingSet' },
  'beside-go': { evidence: 'anonymous-growth.no-rss', series: 'rss' },
  'freed-or-cache': { evidence: 'anonymous-growth.or-cache', series: 'cache' },
};

/**
 * Anonymous or resident memory grows, and there are no Go series to say more (docs/domain.md §4 m). What was freed
 * lazily is left out, unless the container was killed with it: then it was in use.
 */
export const anonymousGrowth: FindingRule = {
  id: 'anonymous-growth',
  detect(context) {
    const { instances } = context.composition;
    const signals = instances.map((instance, index) => unsplitOf(context, instance, index));
    const fills = signals.map((signal, index) => signal && fillOf(context, index, 'anonymous'));
    const growths = signals.map(
      (signal, index) =>
        fills[index] ?? (signal && growthInRun(context, instances[index], signal.values, pickOf(signal)))
    );
    const told = toldByKills(context, growths);
    return instances.flatMap((instance, index) => {
      const [signal, growth] = [signals[index], told[index]];
      if (!signal || !growth || isOfHeap(context, instance, growth)) {
        return [];
      }
      return mayBeCache(context, instance, growth)
        ? undecided(context, index)
        : [finding(context, index, signal, { ...growth, isFill: fills[index] !== null })];
    });
  },
};

function finding(
  context: Context,
  index: number,
  { kind, formula }: Unsplit,
  growth: Growth & { isFill: boolean }
): Finding {
  const instance = context.composition.instances[index];
  const { evidence, series } = toldBy[kind];
  const isAnonymous = kind === 'anonymous';
  const goroutines = behind(context, instance, growth);
  // Files that a process maps, or that are cached, bring no goroutines.
  const isSure = (isAnonymous || goroutines.length > 0) && isSureGrowth(growth);
  const isKilled = (isAnonymous || kind === 'resident') && hasPartInKill(context, index, growth);
  const queries = context.queries(instance);
  return {
    id: 'anonymous-growth',
    confidence: isSure || isKilled ? 'likely' : 'possible',
    severity: isSure || isKilled ? 'warning' : 'info',
    ...spanOfGrowth(instance, growth),
    upgrade: null,
    headline: message(
      isAnonymous
        ? `anonymous-growth.${growth.isFill ? 'headline-killed' : headlineOf(context, instance, growth)}`
        : `anonymous-growth.headline-${kind}`,
      growthValues(growth)
    ),
    evidence: [
      riseEvidence(growth, () => queries.formula(formula)),
      shows(message(evidence), () => queries.selector(series)),
      ...goroutines,
    ],
    refutedBy: message('anonymous-growth.refuted'),
    advice: message(
      goroutines.length > 0 ? 'stack-growth.advice' : `anonymous-growth.${isAnonymous ? 'advice' : 'advice-unsplit'}`
    ),
    layers,
    bytes: growth.bytes,
  };
}

/**
 * True where a run was killed at its limit with what grew: it rose until then, or had come near the limit. A warm-up
 * that ended far below it has no part in a kill hours later. All that fills a container at its kill is needed, files in
 * memory and kernel memory among it.
 */
function hasPartInKill({ composition, kills }: Context, index: number, growth: Growth): boolean {
  const kill = kills[index];
  const limit = kill?.limit || composition.limit[composition.instances[index].end - 1];
  return kill?.atLimit === true && (growth.continues || !(growth.high < riskShares.warning * limit));
}

/** Goroutines that rise along and are enough to be what grows. */
function behind(context: Context, instance: CompositionInstance, growth: Growth): Evidence[] {
  const rise = riseOfGoroutines(context, instance);
  return rise && rise.bytes * bytesOfGoroutine >= leastOfGoroutines * growth.bytes
    ? [
        shows(message('anonymous-growth.goroutines', { low: count(rise.low), high: count(rise.high) }), () =>
          context.queries(instance).selector('goroutines')
        ),
      ]
    : [];
}

/** Where only the heap is known, a rise of which it makes this share is told as one of the heap. */
const mostOfHeap = 0.3;

/** True where the heap rises along, which says more. */
function isOfHeap(context: Context, instance: CompositionInstance, growth: Growth): boolean {
  const { heapAlloc } = context.series;
  const level = (first: number, last: number) => medianIn(heapAlloc ?? new Float64Array(), first, last);
  return heapAlloc !== undefined && riseAcross(context, instance, growth, level) > mostOfHeap * growth.bytes;
}

/**
 * True where cache grows and rss does not: either lazily freed memory is in use again while inactive cache takes its
 * place on the list of inactive files, or cache that is not inactive grows beside it. Without Go series nothing tells.
 */
function mayBeCache(context: Context, instance: CompositionInstance, growth: Growth): boolean {
  const share = (role: Role) => riseOfRole(context, instance, growth, role) / growth.bytes;
  return share('cache') >= explains.yes && share('rss') <= explains.no;
}

/** Growth of working set, whatever it is of. */
function undecided(context: Context, index: number): Finding[] {
  const instance = context.composition.instances[index];
  const { workingSet } = context.series;
  const growth = growthInRun(context, instance, workingSet, 'low');
  return workingSet && growth
    ? [
        finding(
          context,
          index,
          { values: workingSet, formula: 'workingSet', kind: 'freed-or-cache' },
          { ...growth, isFill: false }
        ),
      ]
    : [];
}
