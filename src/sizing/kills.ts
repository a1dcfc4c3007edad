import type { Composition } from '../composition/types';
import { killsOf, type Kill } from '../diagnosis/signals/kills';
import { gapOf } from '../diagnosis/signals/spans';
import type { Finding } from '../diagnosis/types';

/** What the OOM kills of a range say about how large a limit has to be. */
export interface KillLimits {
  /** Largest limit that it was killed at, bytes, as it was then: so much was needed. 0 where none is known. */
  reached: number;
  /**
   * The kill far from the largest limit: the node or the pod may have run out of memory, or the need rose to that limit
   * between two samples. Null where there is none.
   */
  open: Kill | null;
  /** True where a container without a limit was killed. */
  withoutLimit: boolean;
}

/** The kills that findings tell of, by the limit that there was at each of them. */
export function killLimits(composition: Composition, findings: readonly Finding[]): KillLimits {
  const isTold = findings.some(({ id, severity }) => id === 'oom-killed' && severity !== 'info');
  const all = isTold ? killsOf({ composition, gap: gapOf(composition.workload) }) : [];
  const kills = all.filter((kill): kill is Kill => kill !== null);
  const far = kills.filter(({ atLimit, limit }) => !atLimit && limit > 0);
  return {
    reached: kills.reduce((most, { atLimit, limit }) => (atLimit ? Math.max(most, limit) : most), 0),
    open: far.reduce<Kill | null>((most, kill) => (most && most.limit >= kill.limit ? most : kill), null),
    withoutLimit: kills.some(({ limit }) => Number.isNaN(limit)),
  };
}

/**
 * What the kills prove or leave open, bytes: a need that was seen to be larger makes them say nothing more. A kill that
 * reached a limit comes before one that leaves the same limit open.
 */
export const largestLimit = ({ reached, open }: KillLimits): number => Math.max(reached, (open?.limit ?? 0) - 1);
