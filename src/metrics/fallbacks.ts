import { minus, plus, type Expression } from './expression';
import type { Role } from './roles';

/** How to make up for a role that no series carries. */
export interface Fallback {
  role: Role;
  is: Expression;
}

const row = (role: Role, is: Expression): Fallback => ({ role, is });

/**
 * In this order, since later rows use earlier ones. Sums are those of cAdvisor and of `runtime/mstats.go`
 * (docs/domain.md §1.1, §1.4); a row of one role takes what is in use for what was obtained from the system, which is a
 * little too low.
 */
export const fallbacks: readonly Fallback[] = [
  // cAdvisor makes working set of usage by taking inactive file cache away.
  row('usage', plus('workingSet', 'inactiveFile')),
  row('workingSet', minus('usage', 'inactiveFile')),
  row('heapInuse', plus('heapAlloc', 'heapUnused')),
  row('heapIdle', plus('heapReleased', 'heapFree')),
  row('heapSys', plus('heapInuse', 'heapIdle')),
  row('heapIdle', minus('heapSys', 'heapInuse')),
  row('heapInuse', minus('heapSys', 'heapIdle')),
  row('heapAlloc', 'heapInuse'),
  row('stackSys', plus('stackInuse', 'osStacks')),
  row('mspanSys', plus('mspanInuse', 'mspanFree')),
  row('mcacheSys', plus('mcacheInuse', 'mcacheFree')),
  row('stackSys', 'stackInuse'),
  row('stackSys', 'otelStack'),
  row('mspanSys', 'mspanInuse'),
  row('mcacheSys', 'mcacheInuse'),
  row('sys', plus('heapSys', 'stackSys', 'mspanSys', 'mcacheSys', 'buckHashSys', 'gcSys', 'otherSys')),
];

/** One role of a sum and whether it is added or taken away. */
interface Term {
  role: Role;
  sign: 1 | -1;
}

/** A sum as a flat list, left to right. Rows of the table are made of roles, `plus` and `minus` only. */
function termsOf(expression: Expression, sign: Term['sign'] = 1): Term[] {
  if (typeof expression === 'string') {
    return [{ role: expression, sign }];
  }
  if (!('op' in expression) || !('left' in expression)) {
    return [];
  }
  const right = expression.op === 'plus' ? sign : sign === 1 ? -1 : 1;
  return [...termsOf(expression.left, sign), ...termsOf(expression.right, right)];
}

const sums = fallbacks.map(({ role, is }) => ({ role, terms: termsOf(is) }));

/**
 * Adds the roles that can be computed from others. `series` maps roles to equally long arrays on one grid; the result
 * is a new object that shares the arrays of the input.
 */
export function withFallbacks(series: Partial<Record<Role, Float64Array>>): Partial<Record<Role, Float64Array>> {
  const all = { ...series };
  for (const { role, terms } of sums) {
    if (!all[role] && terms.every((term) => all[term.role])) {
      all[role] = sumOf(terms, all);
    }
  }
  return all;
}

/** A sum on the grid, in bytes; parts of sizes are none below 0, whatever nonsense is measured. */
function sumOf(terms: readonly Term[], series: Partial<Record<Role, Float64Array>>): Float64Array | undefined {
  const [first, ...others] = terms;
  const sum = series[first.role]?.slice();
  for (const { role, sign } of others) {
    const column = series[role];
    for (let i = 0; sum && column && i < sum.length; i++) {
      sum[i] = Math.max(0, sum[i] + sign * column[i]);
    }
  }
  return sum;
}
