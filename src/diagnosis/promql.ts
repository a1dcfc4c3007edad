import { formulas, type Formula, type Quantity } from '../composition/formulas';
import { fallbacks } from '../metrics/fallbacks';
import { tight, toOperand, toPromql, type Dialect } from '../metrics/promql';
import { isOfProcess, subjectOf, type Role } from '../metrics/roles';
import { isPlainName, matcherOf, namesOfRole } from '../metrics/table';
import type { Workload } from '../workloads/types';

const labelled = (label: string, expressions: ReadonlyArray<readonly [name: string, expr: string]>): string =>
  expressions.map(([name, expr]) => `label_replace(${expr}, "${label}", "${name}", "", "")`).join('\nor ');

/** Several quantities in one answer, each with its name as a label. */
export const several = (expressions: Readonly<Record<string, string>>): string =>
  labelled('is', Object.entries(expressions));

/** The file lists only make a bound tighter, and few clusters export them. */
const isOptional = (role: Role): boolean => role === 'inactiveFile' || role === 'activeFile';

/** PromQL has no function for the least of some expressions: labels keep them apart until they are aggregated. */
const among = (operator: 'min' | 'max', candidates: readonly string[]): string =>
  `${operator}(${labelled(
    'of',
    candidates.map((expr, i) => [String(i), expr])
  )})`;

/** False while `forAnyRun` renders. */
let keepsToRun = true;

/**
 * What `render` makes of queries while none of them keeps to its run: an alert watches the runs to come, too. Evidence
 * renders its query when it is read, so `() => evidence.promql` is such a `render`.
 */
export function forAnyRun(render: () => string): string {
  keepsToRun = false;
  try {
    return render();
  } finally {
    keepsToRun = true;
  }
}

/**
 * PromQL of what the panel computes of one workload, on the labels and under the names that its series have.
 * Quantities are aggregated, because container and Go series share no complete set of labels. `runMatcher` keeps to
 * one run: while an ended one lingers, two runs must not be mixed.
 */
export class Queries {
  private readonly dialect: Dialect<Quantity>;

  constructor(
    private readonly workload: Workload,
    private readonly untouchedBallast: boolean,
    private readonly runMatcher: string | null
  ) {
    this.dialect = {
      role: (role) => this.known(role),
      quantity: (quantity) => (quantity === 'outsideGo' && this.untouchedBallast ? null : undefined),
      formulas,
      among,
      takesFirst: true,
    };
  }

  /** Selector of the series of one role, under the name that was found, else under its most common one. */
  selector(role: Role, matchers = ''): string {
    const { metrics, selectors } = this.workload;
    const known = metrics[role];
    const name = known && known !== 'memoryRole' ? known : namesOfRole(role)[0];
    const run = keepsToRun && subjectOf(role) === 'container' ? this.runMatcher : null;
    const labels = [isOfProcess(role) ? selectors.go : selectors.container, run, matcherOf(name, role), matchers]
      .filter(Boolean)
      .join(', ');
    return isPlainName(name) ? `${name}{${labels}}` : `{${JSON.stringify(name)}, ${labels}}`;
  }

  /** One value of a role, whatever labels tell its series apart. */
  one(role: Role): string {
    return `max(${this.selector(role)})`;
  }

  /** The pace of one counter over that of another. */
  rates(part: Role, whole: Role): string {
    return [part, whole].map((role) => `max(rate(${this.selector(role)}[5m]))`).join(' / ');
  }

  /** A derived quantity on the series that this workload has; by the usual names where it has none of them. */
  quantity(quantity: Quantity): string {
    return this.formula({ quantity });
  }

  /** The same for arithmetic of one finding. */
  formula(formula: Formula): string {
    return (
      toPromql(formula, this.dialect) ??
      toPromql(formula, { ...this.dialect, role: (role) => (isOptional(role) ? null : tight(this.one(role))) }) ??
      ''
    );
  }

  /** A quantity over the memory limit. */
  shareOfLimit(formula: Formula): string {
    const operand = (part: Formula) => toOperand(part, this.dialect) ?? `(${this.formula(part)})`;
    return `${operand(formula)} / ${operand({ quantity: 'limit' })}`;
  }

  /** A role as it was queried, else as it was computed: by the first row of the table before `end` that can be had. */
  private known(role: Role, end = fallbacks.length): ReturnType<Dialect<Quantity>['role']> {
    if (this.workload.metrics[role]) {
      return tight(this.one(role));
    }
    for (let k = 0; this.workload.series[role] && k < end; k++) {
      const { is, role: computed } = fallbacks[k];
      const text =
        computed === role ? toPromql<Quantity>(is, { ...this.dialect, role: (part) => this.known(part, k) }) : null;
      if (text !== null) {
        return { text, binds: typeof is === 'string' ? 'tightly' : 'as-sum' };
      }
    }
    return null;
  }
}
