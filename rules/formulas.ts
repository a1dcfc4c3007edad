import { formulas, type Formula, type Quantity } from '../src/composition/formulas';
import { max, orElse, plus } from '../src/metrics/expression';
import { loose, tight, toPromql, type Dialect, type Rendered } from '../src/metrics/promql';
import type { Role } from '../src/metrics/roles';
import { byContainer, indent } from './expression';
import type { Source } from './reading';
import { names } from './names';

/** What a container is charged, or a lower bound of it where usage is not scraped. */
export const containerBase: Formula = orElse('usage', max(plus('rss', 'cache'), 'workingSet'), 'workingSet');

const labelled = (candidates: readonly string[]): string =>
  candidates.map((expr, i) => `label_replace(${expr}, "bound", "${i}", "", "")`).join('\n  or ');

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

/** Formulas over recorded series. Nothing outside of Go can be told where Go counts memory that it never touched. */
const overRecords = ({ read, looksBack }: Source): Dialect<Quantity> => ({
  role: (role) => {
    const record = recordOfRole[role];
    return record === undefined ? null : tight(read(record));
  },
  quantity: (quantity): Rendered | undefined => {
    const record = recordOfQuantity[quantity];
    if (record !== undefined) {
      return tight(read(record));
    }
    return quantity === 'outsideGo' && looksBack
      ? loose(`${read(names.rss)} - ${read(names.retained)} unless ${read(names.untouched)} > 0.5`)
      : undefined;
  },
  formulas,
  among: (operator, candidates) =>
    `(\n  ${operator} ${byContainer} (\n  ${indent(labelled(candidates))}\n  )\n  and ${indent(candidates[0])}\n)`,
});

/** PromQL of a quantity by its formula, over what is recorded of the others. */
export const overRecorded =
  (quantity: Quantity) =>
  (source: Source): string =>
    toPromql(formulas[quantity], overRecords(source)) ?? '';

/** PromQL of a formula on series that share all labels, as those of one collection of cAdvisor do. */
export const overSeries = (formula: Formula, selectorOf: (role: Role) => string | null): string =>
  toPromql<Quantity>(formula, {
    role: (role) => {
      const selector = selectorOf(role);
      return selector === null ? null : tight(selector);
    },
    quantity: () => undefined,
    formulas: { ...formulas, base: containerBase },
    among: (operator, candidates) => `${operator} without (bound) (\n  ${labelled(candidates)}\n)`,
  }) ?? '';
