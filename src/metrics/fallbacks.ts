import { minus, plus, type Expression } from './expression';
import type { Role } from './roles';

/** How to make up for a role that no series carries. */
export interface Fallback {
  role: Role;
  is: Expression;
  /** False where this is the role by definition (runtime/metrics splits it), true where it is a little too low. */
  approximate: boolean;
}

const exactly = (role: Role, is: Expression): Fallback => ({ role, is, approximate: false });
const nearly = (role: Role, is: Expression): Fallback => ({ role, is, approximate: true });

/**
 * In this order, since later rows use earlier ones. Exact rows are those of cAdvisor and of `runtime/mstats.go`
 * (docs/domain.md §1.1, §1.4); approximate ones take what is in use for what was obtained from the system.
 */
export const fallbacks: readonly Fallback[] = [
  // cAdvisor makes working set of usage by taking inactive file cache away.
  exactly('usage', plus('workingSet', 'inactiveFile')),
  exactly('workingSet', minus('usage', 'inactiveFile')),
  exactly('heapInuse', plus('heapAlloc', 'heapUnused')),
  exactly('heapIdle', plus('heapReleased', 'heapFree')),
  exactly('heapSys', plus('heapInuse', 'heapIdle')),
  exactly('heapIdle', minus('heapSys', 'heapInuse')),
  exactly('heapInuse', minus('heapSys', 'heapIdle')),
  nearly('heapAlloc', 'heapInuse'),
  exactly('stackSys', plus('stackInuse', 'osStacks')),
  exactly('mspanSys', plus('mspanInuse', 'mspanFree')),
  exactly('mcacheSys', plus('mcacheInuse', 'mcacheFree')),
  nearly('stackSys', 'stackInuse'),
  nearly('stackSys', 'otelStack'),
  nearly('mspanSys', 'mspanInuse'),
  nearly('mcacheSys', 'mcacheInuse'),
  exactly('sys', plus('heapSys', 'stackSys', 'mspanSys', 'mcacheSys', 'buckHashSys', 'gcSys', 'otherSys')),
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
    if (!all[role] && hasAll(terms, all)) {
      all[role] = sumOf(terms, all);
    }
  }
  return all;
}

function hasAll(terms: readonly Term[], series: Partial<Record<Role, Float64Array>>): boolean {
  for (const { role } of terms) {
    if (!series[role]) {
      return false;
    }
  }
  return true;
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
