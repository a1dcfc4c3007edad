import type { PanelData, TimeRange } from '@grafana/data';

import type { Composition } from '../../composition/types';

/** Steps without a sample that are normal: one sample may be late and another lost. */
const tolerableSteps = 3;
/** In a range that ended in the past, silence is told only when it fills more than this share of the range. */
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
