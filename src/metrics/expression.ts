import type { Role } from './roles';

/**
 * A derived quantity as a small tree over roles, from which PromQL is rendered and against which the numeric
 * composition is tested. A role or a quantity that no series gives is absent. `plus`, `minus` and `clampMin` of
 * something absent are absent; `min` and `max` need their first operand and take of the others those that are there;
 * `orElse` takes the first that is there.
 */
export type Expression<Quantity extends string = never> =
  | Role
  | { quantity: Quantity }
  | { op: 'plus' | 'minus'; left: Expression<Quantity>; right: Expression<Quantity> }
  | { op: 'min' | 'max' | 'orElse'; of: ReadonlyArray<Expression<Quantity>> }
  | { op: 'clampMin'; value: Expression<Quantity>; bound: number };

export const plus = <Q extends string = never>(first: Expression<Q>, ...rest: Array<Expression<Q>>): Expression<Q> =>
  rest.reduce<Expression<Q>>((left, right) => ({ op: 'plus', left, right }), first);

export const minus = <Q extends string = never>(first: Expression<Q>, ...rest: Array<Expression<Q>>): Expression<Q> =>
  rest.reduce<Expression<Q>>((left, right) => ({ op: 'minus', left, right }), first);

export const min = <Q extends string = never>(...of: Array<Expression<Q>>): Expression<Q> => ({ op: 'min', of });
export const max = <Q extends string = never>(...of: Array<Expression<Q>>): Expression<Q> => ({ op: 'max', of });
export const orElse = <Q extends string = never>(...of: Array<Expression<Q>>): Expression<Q> => ({ op: 'orElse', of });

/** `value`, but never less than `bound` bytes. */
export const clampMin = <Q extends string = never>(value: Expression<Q>, bound = 0): Expression<Q> => ({
  op: 'clampMin',
  value,
  bound,
});

/**
 * Value of an expression where `of` gives the value of every role and quantity, NaN where it is absent. For tests and
 * for what is computed seldom; the composition does the same arithmetic on whole columns.
 */
export function evaluate<Q extends string = never>(
  expression: Expression<Q>,
  of: (leaf: Role | { quantity: Q }) => number
): number {
  if (typeof expression === 'string' || 'quantity' in expression) {
    return of(expression);
  }
  switch (expression.op) {
    case 'plus':
      return evaluate(expression.left, of) + evaluate(expression.right, of);
    case 'minus':
      return evaluate(expression.left, of) - evaluate(expression.right, of);
    case 'clampMin':
      return Math.max(evaluate(expression.value, of), expression.bound);
    case 'orElse':
      return expression.of.reduce((found, part) => (Number.isNaN(found) ? evaluate(part, of) : found), NaN);
    default: {
      const [first, ...others] = expression.of.map((part) => evaluate(part, of));
      const known = others.filter((value) => !Number.isNaN(value));
      return expression.op === 'min' ? Math.min(first, ...known) : Math.max(first, ...known);
    }
  }
}
