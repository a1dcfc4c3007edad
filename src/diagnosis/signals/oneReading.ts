import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { thresholdFor } from '../options';
import { adviceOf } from '../releases';
import { oncePerRun } from './once';

/** More than this share of the samples of a run are no chance of two reads of one file. */
const mostApart = 0.01;

/**
 * True where usage and the rest of a container's accounting may be of one reading of one cgroup, so that their
 * differences mean something. Working set is usage less a list, and rss and cache are parts of usage, so that none of
 * them is above it (docs/domain.md §2.3): where they are, usage is of another moment, as beside series that a rule
 * recorded; and where the query counts it twice, it is of another cgroup.
 */
export const isOneReading: (context: Context, instance: CompositionInstance) => boolean = oncePerRun(
  ({ composition, series, settings }, { start, end }) => {
    const { usage, cache, workingSet, rss } = series;
    if (composition.workload.mayCountTwice) {
      return false;
    }
    let [samples, apart] = [0, 0];
    for (let i = start; usage && i < end; i++) {
      const tolerance = thresholdFor(settings.thresholds.resident, usage[i]);
      const above = Math.max(workingSet?.[i] || 0, (rss?.[i] || 0) + (cache?.[i] || 0)) - usage[i];
      samples += usage[i] > 0 ? 1 : 0;
      apart += above > tolerance ? 1 : 0;
    }
    return apart <= mostApart * samples;
  }
);

/**
 * Whether the file-list excess at an index shows memory that was freed lazily, beyond a tolerance in bytes; null where
 * nothing of a run can. Where Go frees lazily it does. Of any other program the excess may as well be what usage counts
 * of other containers, unless rss is above working set, which no usage is part of: only anonymous memory on the
 * inactive file list makes it so.
 */
export function provesFreed(
  context: Context,
  instance: CompositionInstance
): ((i: number, tolerance: number) => boolean) | null {
  const { rss, workingSet } = context.composition;
  if (!isOneReading(context, instance)) {
    return null;
  }
  return adviceOf(instance.goVersion) === 'lazy' ? () => true : (i, tolerance) => rss[i] - workingSet[i] > tolerance;
}
