import { evaluate, minus, plus, type Expression } from './expression';
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
 * In this order, since later rows use earlier ones. Exact rows are the identities of `runtime/mstats.go`
 * (docs/domain.md §1.4); approximate ones take what is in use for what was obtained from the system.
 */
export const fallbacks: readonly Fallback[] = [
  exactly('heapInuse', plus('heapAlloc', 'heapUnused')),
  exactly('heapIdle', plus('heapReleased', 'heapFree')),
  exactly('heapSys', plus('heapInuse', 'heapIdle')),
  exactly('heapIdle', minus('heapSys', 'heapInuse')),
  exactly('stackSys', plus('stackInuse', 'osStacks')),
  exactly('mspanSys', plus('mspanInuse', 'mspanFree')),
  exactly('mcacheSys', plus('mcacheInuse', 'mcacheFree')),
  nearly('stackSys', 'stackInuse'),
  nearly('mspanSys', 'mspanInuse'),
  nearly('mcacheSys', 'mcacheInuse'),
  exactly('sys', plus('heapSys', 'stackSys', 'mspanSys', 'mcacheSys', 'buckHashSys', 'gcSys', 'otherSys')),
];

/** Roles that an expression is made of. */
function rolesIn(expression: Expression): Role[] {
  if (typeof expression === 'string') {
    return [expression];
  }
  if ('quantity' in expression) {
    return [];
  }
  switch (expression.op) {
    case 'plus':
    case 'minus':
      return [...rolesIn(expression.left), ...rolesIn(expression.right)];
    case 'clampMin':
      return rolesIn(expression.value);
    default:
      return expression.of.flatMap(rolesIn);
  }
}

/**
 * Adds the roles that can be computed from others. `series` maps roles to equally long arrays on one grid; the result
 * is a new object that shares the arrays of the input.
 */
export function withFallbacks(series: Partial<Record<Role, Float64Array>>): Partial<Record<Role, Float64Array>> {
  const all = { ...series };
  for (const { role, is } of fallbacks) {
    const parts = rolesIn(is).map((part) => all[part]);
    if (!all[role] && parts.every((array) => array !== undefined)) {
      const length = parts[0]?.length ?? 0;
      all[role] = Float64Array.from({ length }, (_, i) => evaluate(is, (leaf) => valueAt(all, leaf, i)));
    }
  }
  return all;
}

const valueAt = (series: Partial<Record<Role, Float64Array>>, leaf: Role | { quantity: never }, i: number): number =>
  (typeof leaf === 'string' ? series[leaf]?.[i] : undefined) ?? NaN;
