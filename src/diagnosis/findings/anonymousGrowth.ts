import type { CompositionInstance } from '../../composition/types';
import type { Formula, Quantity } from '../../composition/formulas';
import { clampMin, max, minus, plus } from '../../metrics/expression';
import type { Context } from '../context';
import { adviceOf } from '../releases';
import type { FindingRule } from '../rule';
import {
  difference,
  growthInRun,
  growthValues,
  headlineOf,
  riseAcross,
  riseEvidence,
  type Growth,
} from '../signals/growth';
import { bytesOfGoroutine, leastOfGoroutines, riseOfGoroutines } from '../signals/goroutines';
import { fillOf, toldByKills } from '../signals/overKills';
import type { Pick } from '../signals/envelope';
import { medianIn, runningMedian } from '../signals/spans';
import { swappedAt } from '../signals/swap';
import type { MessageId } from '../../texts/ids';
import type { Role } from '../../metrics/types';
import { count, message, shows } from '../text';
import type { Evidence } from '../types';

const layers = ['anonymous'] as const;

/** What grows where no Go series tells more. */
interface Signal {
  values: Float64Array;
  formula: Formula;
  /** What it holds beside memory of the processes. */
  readonly kind: Kind;
}

/**
 * `anonymous` is memory of the processes alone. Resident memory of a process holds files that it maps, too. Working set
 * without cache holds kernel memory, working set files in active use as well, and usage all cache.
 */
type Kind = 'anonymous' | 'resident' | 'not-cache' | 'working-set' | 'usage' | 'beside-go';

/** What tells of it, and the series that would tell more. */
const toldBy: Readonly<Record<Kind, { evidence: MessageId; series: Role }>> = {
  anonymous: { evidence: 'anonymous-growth.not-cache', series: 'cache' },
  resident: { evidence: 'anonymous-growth.resident', series: 'processRss' },
  'not-cache': { evidence: 'anonymous-growth.no-rss', series: 'rss' },
  'working-set': { evidence: 'anonymous-growth.no-rss', series: 'rss' },
  usage: { evidence: 'anonymous-growth.no-working-set', series: 'workingSet' },
  'beside-go': { evidence: 'anonymous-growth.no-rss', series: 'rss' },
};

/**
 * Anonymous or resident memory grows, and there are no Go series to say more (docs/domain.md §4 m). What was freed
 * lazily is left out, unless the container was killed with it: then it was in use.
 */
export const anonymousGrowth: FindingRule = {
  id: 'anonymous-growth',
  needs: [],
  layers,
  detect(context) {
    const { instances } = context.composition;
    const signals = instances.map((instance, index) =>
      hasGo(context, instance) ? besideGo(context, instance) : signalOf(context, index)
    );
    const fills = signals.map((signal, index) => signal && fillOf(context, index, 'anonymous'));
    const growths = signals.map(
      (signal, index) =>
        fills[index] ?? (signal && growthInRun(context, instances[index], signal.values, pickOf(signal)))
    );
    const told = toldByKills(context, growths);
    return instances.flatMap((instance, index) => {
      const [signal, fill, growth] = [signals[index], fills[index], told[index]];
      if (!signal || !growth || isOfHeap(context, instance, growth)) {
        return [];
      }
      const { evidence, series } = toldBy[signal.kind];
      const isAnonymous = signal.kind === 'anonymous';
      const goroutines = behind(context, instance, growth);
      // Files that a process maps, or that are cached, bring no goroutines.
      const isSure = (isAnonymous || goroutines.length > 0) && growth.continues && !growth.mayBeLoad;
      // All that fills a container at its kill is needed, files in memory and kernel memory among it.
      const isKilled = (isAnonymous || signal.kind === 'resident') && context.kills[index]?.atLimit === true;
      const queries = context.queries(instance);
      return [
        {
          id: 'anonymous-growth',
          confidence: isSure || isKilled ? 'likely' : 'possible',
          severity: isSure || isKilled ? 'warning' : 'info',
          from: growth.from,
          to: growth.continues ? instance.to : growth.to,
          upgrade: null,
          headline: message(
            isAnonymous
              ? `anonymous-growth.${fill ? 'headline-killed' : headlineOf(context, instance, growth)}`
              : `anonymous-growth.headline-${signal.kind}`,
            growthValues(growth)
          ),
          evidence: [
            riseEvidence(growth, () => queries.formula(signal.formula)),
            shows(message(evidence), () => queries.selector(series)),
            ...goroutines,
          ],
          refutedBy: message('anonymous-growth.refuted'),
          advice: message(
            goroutines.length > 0
              ? 'stack-growth.advice'
              : `anonymous-growth.${isAnonymous ? 'advice' : 'advice-unsplit'}`
          ),
          layers: [...layers],
          bytes: growth.bytes,
        },
      ];
    });
  },
};

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

/** Whether any sample of a run tells what Go keeps. */
function hasGo({ composition }: Context, { start, end }: CompositionInstance): boolean {
  for (let i = start; i < end; i++) {
    if (composition.retained[i] >= 0) {
      return true;
    }
  }
  return false;
}

/** Where only the heap is known, a rise of which it makes this share is told as one of the heap. */
const mostOfHeap = 0.3;

/** True where the heap rises along, which says more. */
function isOfHeap(context: Context, instance: CompositionInstance, growth: Growth): boolean {
  const { heapAlloc } = context.series;
  const level = (first: number, last: number) => medianIn(heapAlloc ?? new Float64Array(), first, last);
  return heapAlloc !== undefined && riseAcross(context, instance, growth, level) > mostOfHeap * growth.bytes;
}

/** Two series that are scraped apart differ most while the program works: no least value of a difference is level. */
const pickOf = ({ kind }: Signal): Pick => (kind === 'beside-go' ? 'middle' : 'low');

/**
 * Working set beside what Go keeps, or beside its process where that is more: where no series of the container tells
 * what is anonymous. Where Go frees lazily, working set hides some of what Go keeps, and shows it again later.
 */
function besideGo({ composition, series }: Context, instance: CompositionInstance): Signal | null {
  const { workingSet, processRss, rss } = series;
  const { retained, goMissing } = composition;
  if (!workingSet || rss || adviceOf(instance.goVersion) === 'lazy') {
    return null;
  }
  const own = processRss ? retained.map((bytes, i) => (processRss[i] > bytes ? processRss[i] : bytes)) : retained;
  const beside = workingSet.map((bytes, i) => Math.max(0, bytes - own[i]));
  return {
    values: runningMedian(beside, instance, goMissing),
    formula: clampMin(minus<Quantity>('workingSet', max<Quantity>('processRss', { quantity: 'retained' }))),
    kind: 'beside-go',
  };
}

function signalOf(context: Context, index: number): Signal | null {
  const { series } = context;
  if (series.rss) {
    return ofRss(context, index, series.rss);
  }
  if (series.processAnon) {
    return { values: series.processAnon, formula: 'processAnon', kind: 'anonymous' };
  }
  if (series.processRss) {
    return { values: series.processRss, formula: 'processRss', kind: 'resident' };
  }
  const { workingSet, cache, usage } = series;
  if (usage && cache) {
    return { values: difference(usage, cache), formula: minus('usage', 'cache'), kind: 'not-cache' };
  }
  if (workingSet && cache) {
    return { values: difference(workingSet, cache), formula: minus('workingSet', 'cache'), kind: 'not-cache' };
  }
  if (workingSet) {
    return { values: workingSet, formula: 'workingSet', kind: 'working-set' };
  }
  return usage ? { values: usage, formula: 'usage', kind: 'usage' } : null;
}

function ofRss(context: Context, index: number, rss: Float64Array): Signal {
  const { composition, series, kills } = context;
  const { fileListExcess } = composition;
  const { swap } = series;
  const run = composition.instances[index];
  if (swap && swappedAt(context, run, run.end - 1) > 0) {
    // What the kernel moves to swap is memory of the program still.
    return { values: rss.map((bytes, i) => bytes + (swap[i] || 0)), formula: plus('rss', 'swap'), kind: 'anonymous' };
  }
  if (kills.slice(0, index + 1).some((kill) => kill?.atLimit)) {
    return { values: rss, formula: 'rss', kind: 'anonymous' };
  }
  return {
    values: rss.map((bytes, i) => bytes - (fileListExcess[i] > 0 ? fileListExcess[i] : 0)),
    formula: series.workingSet ? minus<Quantity>('rss', { quantity: 'excess' }) : 'rss',
    kind: 'anonymous',
  };
}
