import type { PanelData, TimeRange } from '@grafana/data';

import type { Composition } from '../../composition/types';

/** A sample may come late, and one may be lost. */
const tolerableSteps = 3;

/**
 * When the last sample was taken, ms, where the container has been silent since for too long; else null. What counts is
 * the end of the range, or the time of the query where the range ends later.
 */
export function staleSince(
  { time, drawn, workload }: Pick<Composition, 'time' | 'drawn' | 'workload'>,
  range: TimeRange,
  request: PanelData['request']
): number | null {
  const last = drawn.lastIndexOf(1);
  if (last < 0 || !(workload.step > 0)) {
    return null;
  }
  const now = Math.min(range.to.valueOf(), request?.endTime ?? Infinity);
  return now - time[last] > tolerableSteps * workload.step ? time[last] : null;
}
