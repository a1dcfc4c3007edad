import type { CompositionInstance } from '../../composition/types';
import type { Formula, Quantity } from '../../composition/formulas';
import { minus, plus } from '../../metrics/expression';
import type { Context } from '../context';
import type { FindingRule } from '../rule';
import { growthInRun, growthValues, headlineOf, riseAcross, riseEvidence, type Growth } from '../signals/growth';
import { fillOf, toldByKills } from '../signals/overKills';
import { medianIn } from '../signals/spans';
import { swappedAt } from '../signals/swap';
import { message, shows } from '../text';

const layers = ['anonymous'] as const;

/** What grows where no Go series tells more. */
interface Signal {
  values: Float64Array;
  formula: Formula;
  /** True for memory of the process alone; resident memory of a process holds files that it maps, too. */
  isAnonymous: boolean;
}

/**
 * Anonymous or resident memory grows, and there are no Go series to say more (docs/domain.md §4 m). What was freed
 * lazily is left out, unless the container was killed with it: then it was in use.
 */
export const anonymousGrowth: FindingRule = {
  id: 'anonymous-growth',
  needs: ['rss'],
  layers,
  detect(context) {
    const { instances } = context.composition;
    const signals = instances.map((instance, index) => (hasGo(context, instance) ? null : signalOf(context, index)));
    const fills = signals.map((signal, index) => signal && fillOf(context, index, 'anonymous'));
    const growths = signals.map(
      (signal, index) => fills[index] ?? (signal && growthInRun(context, instances[index], signal.values, 'low'))
    );
    const told = toldByKills(context, growths);
    return instances.flatMap((instance, index) => {
      const [signal, fill, growth] = [signals[index], fills[index], told[index]];
      if (!signal || !growth || isOfHeap(context, instance, growth)) {
        return [];
      }
      const isSure = signal.isAnonymous && growth.continues && !growth.mayBeLoad;
      const isKilled = context.kills[index]?.atLimit === true;
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
            `anonymous-growth.${fill ? 'headline-killed' : signal.isAnonymous ? headlineOf(context, instance, growth) : 'headline-resident'}`,
            growthValues(growth)
          ),
          evidence: [
            riseEvidence(growth, () => queries.formula(signal.formula)),
            shows(message(signal.isAnonymous ? 'anonymous-growth.not-cache' : 'anonymous-growth.resident'), () =>
              queries.selector(signal.isAnonymous ? 'cache' : 'processRss')
            ),
          ],
          refutedBy: message('anonymous-growth.refuted'),
          advice: message('anonymous-growth.advice'),
          layers: [...layers],
          bytes: growth.bytes,
        },
      ];
    });
  },
};

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

function signalOf(context: Context, index: number): Signal | null {
  const { composition, series, kills } = context;
  const { rss, fileListExcess } = composition;
  const { swap } = series;
  const run = composition.instances[index];
  if (series.rss && swap && swappedAt(context, run, run.end - 1) > 0) {
    // What the kernel moves to swap is memory of the program still.
    return { values: rss.map((bytes, i) => bytes + (swap[i] || 0)), formula: plus('rss', 'swap'), isAnonymous: true };
  }
  if (series.rss) {
    const inUse = kills.slice(0, index + 1).some((kill) => kill?.atLimit);
    return inUse
      ? { values: rss, formula: 'rss', isAnonymous: true }
      : {
          values: rss.map((bytes, i) => bytes - (fileListExcess[i] > 0 ? fileListExcess[i] : 0)),
          formula: series.workingSet ? minus<Quantity>('rss', { quantity: 'excess' }) : 'rss',
          isAnonymous: true,
        };
  }
  if (series.processAnon) {
    return { values: series.processAnon, formula: 'processAnon', isAnonymous: true };
  }
  return series.processRss ? { values: series.processRss, formula: 'processRss', isAnonymous: false } : null;
}
