import type { Formula, Quantity } from '../../composition/formulas';
import type { CompositionInstance } from '../../composition/types';
import { clampMin, max, minus, plus } from '../../metrics/expression';
import type { Context } from '../context';
import { adviceOf } from '../releases';
import type { Pick } from './envelope';
import { isKnown } from './glance';
import { difference } from './growth';
import { runningMedian } from './spans';
import { swappedAt } from './swap';

/** Memory of a run that no Go series splits further. */
export interface Unsplit {
  values: Float64Array;
  formula: Formula;
  /** What it holds beside memory of the processes. */
  readonly kind: UnsplitKind;
}

/**
 * `anonymous` is memory of the processes alone. Resident memory of a process holds files that it maps, too. Working set
 * without cache holds kernel memory, working set files in active use as well, and usage all cache.
 */
export type UnsplitKind =
  'anonymous' | 'resident' | 'not-cache' | 'working-set' | 'usage' | 'beside-go' | 'freed-or-cache';

/** The narrowest that series tell of a run, for its growth; null where Go and rss split it, or nothing is there. */
export const unsplitOf = (context: Context, instance: CompositionInstance, index: number): Unsplit | null =>
  isKnown(context.composition.retained, instance) ? besideGo(context, instance) : signalOf(context, index);

/** Two series that are scraped apart differ most while the program works: no least value of a difference is level. */
export const pickOf = ({ kind }: Unsplit): Pick => (kind === 'beside-go' ? 'middle' : 'low');

/**
 * Working set beside what Go keeps, or beside its process where that is more: where no series of the container tells
 * what is anonymous. Where Go frees lazily, working set hides some of what Go keeps, and shows it again later.
 */
function besideGo({ composition, series }: Context, instance: CompositionInstance): Unsplit | null {
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

function signalOf(context: Context, index: number): Unsplit | null {
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

function ofRss(context: Context, index: number, rss: Float64Array): Unsplit {
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
