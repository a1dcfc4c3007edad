import type { Role } from './types';

/** How to make up for a role that no series carries: the first alternative whose parts all exist is summed. */
export interface Fallback {
  role: Role;
  alternatives: ReadonlyArray<readonly Role[]>;
  /** False where the sum is the role by definition (runtime/metrics splits it), true where it is a little too low. */
  approximate: boolean;
}

/**
 * In this order, since later rows use earlier ones. Exact rows are the identities of `runtime/mstats.go`
 * (docs/domain.md §1.4); approximate ones take what is in use for what was obtained from the system.
 */
export const fallbacks: readonly Fallback[] = [
  { role: 'heapInuse', alternatives: [['heapAlloc', 'heapUnused']], approximate: false },
  { role: 'heapIdle', alternatives: [['heapReleased', 'heapFree']], approximate: false },
  { role: 'heapSys', alternatives: [['heapInuse', 'heapIdle']], approximate: false },
  { role: 'stackSys', alternatives: [['stackInuse', 'osStacks']], approximate: false },
  { role: 'mspanSys', alternatives: [['mspanInuse', 'mspanFree']], approximate: false },
  { role: 'mcacheSys', alternatives: [['mcacheInuse', 'mcacheFree']], approximate: false },
  { role: 'stackSys', alternatives: [['stackInuse']], approximate: true },
  { role: 'mspanSys', alternatives: [['mspanInuse']], approximate: true },
  { role: 'mcacheSys', alternatives: [['mcacheInuse']], approximate: true },
  {
    role: 'sys',
    alternatives: [['heapSys', 'stackSys', 'mspanSys', 'mcacheSys', 'buckHashSys', 'gcSys', 'otherSys']],
    approximate: false,
  },
];

/**
 * Adds the roles that can be computed from others. `series` maps roles to equally long arrays on one grid; the result
 * is a new object that shares the arrays of the input.
 */
export function withFallbacks(series: Partial<Record<Role, Float64Array>>): Partial<Record<Role, Float64Array>> {
  const all = { ...series };
  for (const { role, alternatives } of fallbacks) {
    if (all[role]) {
      continue;
    }
    for (const parts of alternatives) {
      const arrays = parts.map((part) => all[part]);
      if (arrays.every((array): array is Float64Array => array !== undefined)) {
        all[role] = arrays[0].map((_, i) => arrays.reduce((sum, array) => sum + array[i], 0));
        break;
      }
    }
  }
  return all;
}
