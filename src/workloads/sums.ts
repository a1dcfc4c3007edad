import { lowerBound } from './lookup';
import type { ProcessRun } from './processes';
import { longestRepeat, type ContainerRun } from './runs';

/** How far a fall may be from the last size of the dead container, as a share of it, and still be its end. */
const tolerance = 0.25;

/**
 * Samples in which an aggregation adds up a container that is gone and the one that follows, as half-open spans of ms.
 * Prometheus repeats the last value of a series that ended without a stale marker for five minutes, and `sum by` adds
 * it to what follows: from the start of the new process on the sum is never below that last value, and then falls by
 * it at once. No limit holds for such a sum.
 */
export function sumsOfTwoLives(
  { label, clock: { times, values } }: ContainerRun,
  processes: readonly ProcessRun[]
): Array<{ from: number; to: number }> {
  // Series with an id of their own are of one container each.
  if (label !== null) {
    return [];
  }
  return processes.flatMap(({ started, from }) => {
    const first = lowerBound(times, Number.isNaN(started) ? from : started);
    const last = values[first - 1];
    const ends = lowerBound(times, times[first] + longestRepeat + 1);
    for (let i = first + 1; last > 0 && i < ends && values[i - 1] >= last; i++) {
      if (Math.abs(values[i - 1] - values[i] - last) <= tolerance * last) {
        return [{ from: times[first], to: times[i] }];
      }
    }
    return [];
  });
}
