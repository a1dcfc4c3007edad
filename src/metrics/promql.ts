import type { Expression } from './expression';
import { oncePerText } from './oncePer';
import type { Role } from './roles';

/**
 * PromQL text and its outermost operator: none, a sum, or one that binds less (a comparison, `and`, `or`, `unless`).
 */
export interface Rendered {
  text: string;
  binds: 'tightly' | 'as-sum' | 'loosely';
}

/** A name without characters that PromQL takes in quotes only. */
const isPlainLabel = oncePerText((name) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name));

/** `label="value"` in a selector, with quotes and escapes as PromQL has them. */
export const labelMatcher = (label: string, value: string): string =>
  `${isPlainLabel(label) ? label : JSON.stringify(label)}=${JSON.stringify(value)}`;

/** A selector or a call, which needs no brackets. */
export const tight = (text: string): Rendered => ({ text, binds: 'tightly' });
/** An expression whose outermost operator binds less than a sum. */
export const loose = (text: string): Rendered => ({ text, binds: 'loosely' });

/** How the leaves and the operators without a PromQL operator of their own are written in one kind of query. */
export interface Dialect<Quantity extends string> {
  /** PromQL of a role; null where no series gives it. */
  role: (role: Role) => Rendered | null;
  /** PromQL of a quantity that is written in another way than by its formula; `undefined` to use the formula. */
  quantity: (quantity: Quantity) => Rendered | null | undefined;
  formulas: Readonly<Record<Quantity, Expression<Quantity>>>;
  /**
   * The least or the greatest of expressions of which the first exists, and of the others those that do; PromQL has no
   * function for it.
   */
  among: (operator: 'min' | 'max', candidates: readonly string[]) => string;
  /** True where series that are there are there throughout, so that the first of several choices is enough. */
  takesFirst?: boolean;
}

const bracketed = ({ text, binds }: Rendered, ...without: Array<Rendered['binds']>): string =>
  without.includes(binds) ? text : `(${text})`;

/** PromQL of an expression; null where what it needs is absent. */
export function toPromql<Q extends string>(expression: Expression<Q>, dialect: Dialect<Q>): string | null {
  return render(expression, dialect)?.text ?? null;
}

/** The same, to be an operand: in brackets where an operator is outermost. */
export function toOperand<Q extends string>(expression: Expression<Q>, dialect: Dialect<Q>): string | null {
  const rendered = render(expression, dialect);
  return rendered && bracketed(rendered, 'tightly');
}

function render<Q extends string>(expression: Expression<Q>, dialect: Dialect<Q>): Rendered | null {
  if (typeof expression === 'string') {
    return dialect.role(expression);
  }
  if ('quantity' in expression) {
    const own = dialect.quantity(expression.quantity);
    return own === undefined ? render(dialect.formulas[expression.quantity], dialect) : own;
  }
  switch (expression.op) {
    case 'plus':
    case 'minus': {
      const [left, right] = [render(expression.left, dialect), render(expression.right, dialect)];
      const after = expression.op === 'plus' ? (['tightly', 'as-sum'] as const) : (['tightly'] as const);
      return left && right
        ? {
            text: `${bracketed(left, 'tightly', 'as-sum')} ${expression.op === 'plus' ? '+' : '-'} ${bracketed(right, ...after)}`,
            binds: 'as-sum',
          }
        : null;
    }
    case 'clampMin': {
      const value = render(expression.value, dialect);
      return value && { text: `clamp_min(${value.text}, ${expression.bound})`, binds: 'tightly' };
    }
    default: {
      const { op } = expression;
      const known = expression.of
        .map((part) => render(part, dialect))
        .filter((part): part is Rendered => part !== null);
      if (op !== 'orElse' && !render(expression.of[0], dialect)) {
        return null;
      }
      if (known.length <= 1 || (op === 'orElse' && dialect.takesFirst)) {
        return known[0] ?? null;
      }
      return op === 'orElse'
        ? { text: known.map(({ text }) => text).join('\nor\n'), binds: 'loosely' }
        : {
            text: dialect.among(
              op,
              known.map(({ text }) => text)
            ),
            binds: 'tightly',
          };
    }
  }
}
