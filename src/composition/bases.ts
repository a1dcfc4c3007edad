import type { Role } from '../metrics/roles';
import { orElse, type Values } from './columns';

/**
 * What the layers add up to, first what says most. Only usage is what Kubernetes charges; every other base is a lower
 * bound of it. Swap is part of none: the limit does not count it.
 */
export type Base = 'usage' | 'rss-and-cache' | 'working-set' | 'rss' | 'process-rss' | 'retained' | 'heap';

interface BaseRow {
  id: Base;
  /** Series without which this base cannot be had. */
  needs: readonly Role[];
  /** Value at one timestamp, where it is not that of a series as it is; NaN where a needed series has none. */
  at?: (of: (role: Role) => number) => number;
}

/** The larger of two numbers of which the second may be unknown. */
const atLeast = (value: number, bound: number): number => (bound > value ? bound : value);

/** Series that tell what Go keeps, without which its heap is all there is. */
const tellRetained: ReadonlyArray<readonly Role[]> = [
  ['sys', 'heapReleased'],
  ['retained'],
  ['otelStack', 'otelOther'],
];

/** THE bases, in the order in which they are taken; `retained` of Go is added by the composition. */
const baseTable: readonly BaseRow[] = [
  { id: 'usage', needs: ['usage'] },
  {
    id: 'rss-and-cache',
    needs: ['rss', 'cache'],
    at: (of) => atLeast(of('rss') + of('cache'), of('workingSet')),
  },
  { id: 'working-set', needs: ['workingSet'], at: (of) => atLeast(of('workingSet'), of('rss')) },
  { id: 'rss', needs: ['rss'], at: (of) => of('rss') },
  { id: 'process-rss', needs: ['processRss'], at: (of) => of('processRss') },
];

/** Bases that rest on series of the container's cgroup. */
export const isOfContainer = (base: Base): boolean => base !== 'process-rss' && !isOfGo(base);

/** Bases that rest on what Go counts itself. */
export const isOfGo = (base: Base): boolean => base === 'retained' || base === 'heap';

/** The base that a workload's series allow. */
export function baseOf(series: Values): Base {
  const has = (roles: readonly Role[]) => roles.every((role) => series[role] !== undefined);
  return baseTable.find(({ needs }) => has(needs))?.id ?? (tellRetained.some(has) ? 'retained' : 'heap');
}

/** Heap that Go has not given back and stacks, bytes; of the heap as much as series tell. */
const heapAt = (of: (role: Role) => number): number =>
  orElse(
    orElse(of('heapSys') - of('heapReleased'), orElse(of('heapInuse'), of('heapAlloc'))) + orElse(of('stackSys'), 0),
    of('stackSys')
  );

/** What the layers add up to, on a grid of `length` timestamps, from the columns of roles. */
export function baseColumn(base: Base, of: (role: Role) => Float64Array, length: number): Float64Array {
  const at = base === 'heap' ? heapAt : baseTable.find(({ id }) => id === base)?.at;
  return at ? Float64Array.from({ length }, (_, i) => at((role) => of(role)[i])) : of('usage');
}
