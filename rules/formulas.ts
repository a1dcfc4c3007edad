import { formulas, type Formula, type Quantity } from '../src/composition/formulas';
import { clampMin, max, minus, orElse, plus } from '../src/metrics/expression';
import { loose, tight, toPromql, type Dialect, type Rendered } from '../src/metrics/promql';
import type { Role } from '../src/metrics/roles';
import { indent, onContainer } from './expression';
import type { Source } from './reading';
import { names } from './names';

/** What a container is charged, or a lower bound of it where usage is not scraped. */
export const containerBase: Formula = orElse('usage', max(plus('rss', 'cache'), 'workingSet'), 'workingSet');

const outsideWorkingSet = minus(orElse('usage', plus('rss', 'cache')), 'workingSet');

/**
 * Formulas as rules write them, equal to those of the panel where working set is at most the base, as the kernel counts
 * it, and in the excess where it and rss are known. Prometheus computes each operand again wherever it is named, so
 * these name dear ones less often, and read what was recorded before.
 */
export const inRules = {
  /** Of the cache, what is on the lists of file pages beside memory that is lazily freed does not diminish these. */
  excess: clampMin(
    minus(
      outsideWorkingSet,
      clampMin(orElse(minus('cache', clampMin(minus(plus('inactiveFile', 'activeFile'), outsideWorkingSet))), 'cache'))
    )
  ),
  /** Where nothing is known of lazily freed memory, the lower end is what Go retains, at most the base. */
  correctedWorkingSet: max(
    'workingSet',
    orElse(
      minus({ quantity: 'base' }, 'cache', { quantity: 'lazilyFreed' }),
      { quantity: 'needLow' }
    )
  ),
} as const satisfies Partial<Record<Quantity, Formula>>;

/**
 * The least or the greatest of series with equal labels: another one where it is beyond what was found so far, else
 * that. Candidates are named the oftener the earlier they stand.
 */
const among = (operator: 'min' | 'max', [first = '', ...others]: readonly string[]): string =>
  others.reduce((found, other) => {
    const known = operand(found);
    return `(\n  ${indent(`${operand(other)} ${operator === 'max' ? '>' : '<'} ${known}\nor\n${known}`)}\n)`;
  }, first);

/** In brackets, but for a selector, a call and what is in brackets. */
function operand(expr: string): string {
  const closes = [...expr].reduce(
    ({ depth, at }, character, i) => {
      const next = depth + Number(character === '(') - Number(character === ')');
      return { depth: next, at: at < 0 && depth === 1 && next === 0 ? i : at };
    },
    { depth: 0, at: -1 }
  ).at;
  return /^[\w:]+$/.test(expr) || (/^\w*\(/.test(expr) && closes === expr.length - 1) ? expr : `(${expr})`;
}

/** What is recorded of a role, under one set of labels for each container. */
export const recordOfRole: Partial<Record<Role, string>> = {
  usage: names.usage,
  workingSet: names.workingSet,
  rss: names.rss,
  cache: names.cache,
  heapReleased: names.heapReleased,
  limit: names.limit,
};

/** Recorded quantities, which other formulas read instead of computing them again. */
export const recordOfQuantity: Partial<Record<Quantity, string>> = {
  base: names.usage,
  retained: names.retained,
  excess: names.excess,
  lazilyFreed: names.lazilyFreed,
  freedFloor: names.lazilyFreedFloor,
  correctedWorkingSet: names.corrected,
  needLow: names.needFloor,
  offHeap: names.offHeap,
  limit: names.limit,
};

/** What is recorded of Go, and of which there is none where two processes are rivals. */
const ofGo: readonly string[] = [names.retained, names.heapReleased, names.lazilyFreedFloor];

/** Formulas over recorded series. Nothing outside of Go can be told where Go counts memory that it never touched. */
function overRecords({ read, readUnchecked = read, looksBack }: Source, hasGo: boolean): Dialect<Quantity> {
  const from = (record: string | undefined): Rendered | null =>
    record === undefined || (!hasGo && ofGo.includes(record)) ? null : tight(readUnchecked(record));
  return {
    role: (role) => from(recordOfRole[role]),
    quantity: (quantity): Rendered | null | undefined => {
      if (recordOfQuantity[quantity] !== undefined) {
        return from(recordOfQuantity[quantity]);
      }
      const [rss, retained, untouched] = [names.rss, names.retained, names.untouched].map(readUnchecked);
      return quantity === 'outsideGo' && hasGo && looksBack
        ? loose(`${rss} - ${retained} unless ${untouched} > 0.5`)
        : undefined;
    },
    formulas,
    among,
  };
}

/**
 * PromQL of a quantity by its formula, over what is recorded of the others. Where that of Go is computed on the spot,
 * rival processes are looked for once for the whole expression.
 */
export const overRecorded =
  (quantity: Quantity) =>
  (source: Source): string => {
    const text = (hasGo: boolean) => toPromql(formulaOf(quantity), overRecords(source, hasGo)) ?? '';
    const [whole, without] = [text(true), text(false)];
    return source.readUnchecked === undefined || whole === without
      ? whole
      : `(\n  ${indent(whole)}\n)\nunless ${onContainer} ${source.readUnchecked(names.goRivals)}\nor\n${without}`;
  };

const formulaOf = (quantity: Quantity): Formula =>
  quantity === 'correctedWorkingSet' ? inRules.correctedWorkingSet : formulas[quantity];

/** PromQL of a formula on series that share all labels, as those of one collection of cAdvisor do. */
export const overSeries = (formula: Formula, selectorOf: (role: Role) => Rendered | null): string =>
  toPromql<Quantity>(formula, {
    role: selectorOf,
    quantity: () => undefined,
    formulas: { ...formulas, base: containerBase },
    among,
  }) ?? '';
