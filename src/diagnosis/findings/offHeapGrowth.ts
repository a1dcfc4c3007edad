import type { CompositionInstance } from '../../composition/types';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { fillOf, toldByKills } from '../signals/overKills';
import type { Queries } from '../promql';
import type { FindingRule } from '../rule';
import { isKnown } from '../signals/glance';
import { runningMedian } from '../signals/spans';
import { bytes, message, shows } from '../text';
import type { Evidence, Finding } from '../types';
import { hasMemoryLimit } from '../version';
import {
  difference,
  flatEvidence,
  growthInRun,
  growthValues,
  headlineOf,
  isFlat,
  isWarmUp,
  riseBetweenQuarters,
  riseEvidence,
  spanOfGrowth,
  riseInRun,
  type Growth,
  riseOfColumn,
  isSureGrowth,
} from '../signals/growth';
import { offHeapFormula, offHeapSignal, residentOf } from '../signals/heldCache';
import { hugePagesExplain, mayBeHugePages, mayBeLocked } from '../signals/hugePages';

/** Share of the growth that must show in rss too: a signal that only Go's side moves is not memory. */
const leastResident = 0.5;
/** A difference of two scrapes that are apart says little with fewer samples: eight windows of four. */
const leastSamples = 32;

/** Off-heap memory rises while Go is flat (docs/domain.md §4 f); a warning while it goes on, else information. */
export const offHeapGrowth: FindingRule = {
  id: 'off-heap-growth',
  detect(context) {
    const { instances, workload } = context.composition;
    // A copy of the heap would look as if outside of it.
    if (workload.mayCountTwice) {
      return [];
    }
    const growths = instances.map((instance, index) => growthOfRun(context, instance, index));
    return toldByKills(context, growths).flatMap((growth, index) =>
      growth ? [finding(context, instances[index], growth)] : growthOfRuntime(context, instances[index])
    );
  },
};

/** What the runtime needs to manage a heap is well below this share of it. */
const largestOverhead = 0.25;

/**
 * What the Go runtime takes beside heap and stacks grows: profile buckets, timers, finalizers, spans. What belongs to a
 * heap that grows is no growth of its own, and pages that were never touched are none.
 */
function growthOfRuntime(context: Context, instance: CompositionInstance): Finding[] {
  const { sys, heapSys, stackSys } = context.series;
  if (!sys || !heapSys || !stackSys) {
    return [];
  }
  const beside = difference(difference(sys, heapSys), stackSys);
  const growth = growthInRun(context, instance, beside, 'low');
  if (!growth || isWarmUp(context, instance, growth)) {
    return [];
  }
  const riseOf = (of: Float64Array) => riseOfColumn(context, instance, growth, of);
  const resident = residentOf(context);
  const isTouched = !isKnown(resident, instance) || riseOf(resident) >= leastResident * growth.bytes;
  if (!isTouched || growth.bytes < largestOverhead * riseOf(heapSys)) {
    return [];
  }
  const isSure = isSureGrowth(growth);
  const queries = context.queries(instance);
  return [
    {
      id: 'off-heap-growth',
      confidence: isSure ? 'likely' : 'possible',
      severity: isSure ? 'warning' : 'info',
      ...spanOfGrowth(instance, growth),
      upgrade: null,
      headline: message('off-heap-growth.headline-runtime', growthValues(growth)),
      evidence: [riseEvidence(growth, () => queries.formula(minus('sys', 'heapSys', 'stackSys')))],
      refutedBy: message('off-heap-growth.refuted-runtime'),
      advice: message('off-heap-growth.advice-runtime'),
      layers: ['runtime'],
      bytes: growth.bytes,
    },
  ];
}

/** Growth outside of the Go heap, and whether a kill ended it. */
interface OffHeapGrowth extends Growth {
  isFill: boolean;
}

function growthOfRun(context: Context, instance: CompositionInstance, index: number): OffHeapGrowth | null {
  const { composition, series } = context;
  const fill = fillOf(context, index, 'off-heap');
  if (fill) {
    return { ...fill, isFill: true };
  }
  const signal = offHeapSignal(context, instance);
  if (isFlat(context, instance, signal)) {
    return null;
  }
  // Go and the container are scraped apart: every burst makes a spike of a sample or two.
  const growth = endingWithResident(context, instance, runningMedian(signal, instance, composition.goMissing));
  if (!growth || hugePagesExplain(context, instance) || mayBeLocked(context, instance)) {
    return null;
  }
  const rises = (of: Float64Array) =>
    Math.max(riseBetweenQuarters(of, instance), riseOfColumn(context, instance, growth, of)) >=
    leastResident * growth.bytes;
  // A process that tells its anonymous memory tells growth of the files that it maps from it.
  if (!series.rss && series.processAnon && !rises(series.processAnon)) {
    return null;
  }
  // What was charged all the time and only becomes resident again is no new memory.
  const isNew = rises(residentOf(context)) && (!series.usage || rises(composition.usage));
  return isNew || takesFreedPages(context, instance, growth) ? { ...growth, isFill: false } : null;
}

function finding(context: Context, instance: CompositionInstance, growth: OffHeapGrowth): Finding {
  const { composition, series } = context;
  const { isFill } = growth;
  const hasSamples = isFill || instance.end - instance.start >= leastSamples;
  const isUndecided = isFill
    ? false
    : series.rss
      ? mayBeHugePages(context, instance, instance.end - 1)
      : series.processAnon === undefined && series.cgoTotal === undefined;
  const queries = context.queries(instance);
  const other = ofAnotherProcess(context, instance, growth);
  return {
    id: 'off-heap-growth',
    confidence: isUndecided || (growth.continues && growth.mayBeLoad) ? 'possible' : 'likely',
    severity: isSureGrowth(growth) && !isUndecided && hasSamples ? 'warning' : 'info',
    ...spanOfGrowth(instance, growth),
    upgrade: null,
    headline: message(
      `off-heap-growth.${isFill ? 'headline-killed' : headlineOf(context, instance, growth)}`,
      growthValues(growth)
    ),
    evidence: [
      riseEvidence(growth, () => queries.formula(offHeapFormula(context, instance))),
      ...undecided(context, isUndecided, queries),
      ...other,
      ...flatEvidence(context, growth, { values: composition.retained, what: 'Go' }, () =>
        queries.quantity('retained')
      ),
    ],
    refutedBy: message('off-heap-growth.refuted'),
    advice: message(
      `off-heap-growth.advice${other.length > 0 ? '-other-process' : hasMemoryLimit(instance.goVersion) ? '' : '-old'}`
    ),
    layers: ['off-heap'],
    bytes: growth.bytes,
  };
}

/**
 * At the limit rss and usage stay flat: what grows takes the place of lazily freed pages, which the kernel reclaims.
 */
function takesFreedPages({ composition, ...context }: Context, instance: CompositionInstance, growth: Growth): boolean {
  const { ceiling } = composition.lazilyFreed;
  const fall = riseOfColumn({ composition, ...context }, instance, growth, ceiling);
  return fall <= -leastResident * growth.bytes;
}

/** Growth of off-heap memory; it has ended where resident memory has, which one scrape tells by itself. */
function endingWithResident(context: Context, instance: CompositionInstance, values: Float64Array): Growth | null {
  const growth = growthInRun(context, instance, values, 'middle');
  // From day to day it is compared at equal hours: at night resident memory falls with the load.
  const resident =
    growth?.continues && growth.period === 0 ? riseInRun(context, instance, residentOf(context), 'low') : null;
  if (!growth || !resident || resident.continues) {
    return growth;
  }
  // Resident memory that had stopped before rose by something else; what Go gave back since then may be resident still.
  return resident.to > growth.from ? { ...growth, continues: false, to: resident.to } : null;
}

/** The process does not rise along with its container: a child, or a sidecar without a container of its own. */
function ofAnotherProcess(context: Context, instance: CompositionInstance, growth: Growth): Evidence[] {
  const { processRss } = context.composition;
  const own = riseOfColumn(context, instance, growth, processRss);
  return context.series.rss && Math.abs(own) < (1 - leastResident) * growth.bytes
    ? [
        shows(message('off-heap-growth.other-process', { own: bytes(Math.max(0, own)) }), () =>
          context.queries(instance).one('processRss')
        ),
      ]
    : [];
}

/** What off-heap memory cannot be told from with the series at hand. */
function undecided({ series }: Context, isUndecided: boolean, queries: Queries): Evidence[] {
  if (!isUndecided) {
    return [];
  }
  return series.rss
    ? [shows(message('off-heap-growth.or-huge-pages'), () => queries.one('heapReleased'))]
    : [shows(message('off-heap-growth.or-mapped'), () => queries.one('processRss'))];
}
