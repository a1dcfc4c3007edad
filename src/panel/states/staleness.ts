import type { PanelData, TimeRange } from '@grafana/data';

import type { Composition } from '../../composition/types';

/** A sample may come late, and one may be lost. */
const tolerableSteps = 3;
/** Who looks at the past sees where the samples end; it is said where that leaves much of the range empty. */
const tolerableShare = 0.1;

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
  const silent = now - time[last];
  const follows = typeof range.raw.to === 'string' && range.raw.to.startsWith('now');
  const span = range.to.valueOf() - range.from.valueOf();
  const isLong = silent > tolerableSteps * workload.step && (follows || silent > tolerableShare * span);
  return isLong ? time[last] : null;
}
