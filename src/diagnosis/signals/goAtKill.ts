import type { Composition } from '../../composition/types';
import type { Context } from '../context';
import type { Kill } from './kills';
import { liveMemory } from './need';

/** How GOMEMLIMIT stood to the limit when the container was killed at it. */
export interface GoMemLimit {
  own: number;
  /** What surely was needed beside it, bytes. */
  outside: number;
  /** Live memory, bytes; NaN where no series tells. */
  live: number;
}

/** GOMEMLIMIT at a kill; null where it is not known, or not below the limit. */
export function goMemLimitAt(context: Context, { run, end, limit, certain }: Kill): GoMemLimit | null {
  const { goMemLimit, retained, instances } = context.composition;
  const own = goMemLimit[end - 1];
  return own <= limit
    ? {
        own,
        outside: Math.max(0, certain - retained[end - 1]) || 0,
        live: liveMemory(context, { start: instances[run].start, end })?.[end - 1] ?? NaN,
      }
    : null;
}

/**
 * What was in use beside Go right before a kill, bytes: GOMEMLIMIT does not count it (runtime/debug, SetMemoryLimit).
 */
export function besideGo({ retained }: Composition, { end, certain, workingSet }: Kill): number {
  const used = workingSet > certain ? workingSet : certain;
  return Math.max(0, used - retained[end - 1]) || 0;
}
