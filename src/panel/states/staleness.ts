import type { PanelData, TimeRange } from '@grafana/data';

import type { Composition } from '../../composition/types';

/** A sample may come late, and one may be lost. */
const tolerableSteps = 3;

/**
 * When the last sample was taken, ms, where that is too long before "now" for the data to be fresh; else null. "Now" is
 * the end of a range that follows the clock, as of the query: an absolute range is about the past, and never stale.
 */
export function staleSince(
  { time, drawn, workload }: Pick<Composition, 'time' | 'drawn' | 'workload'>,
  range: TimeRange,
  request: PanelData['request']
): number | null {
  const last = drawn.lastIndexOf(1);
  const follows = typeof range.raw.to === 'string' && range.raw.to.startsWith('now');
  if (last < 0 || !follows || !(workload.step > 0)) {
    return null;
  }
  const now = Math.min(range.to.valueOf(), request?.endTime ?? Infinity);
  return now - time[last] > tolerableSteps * workload.step ? time[last] : null;
}
