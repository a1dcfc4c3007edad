import type { Composition } from '../../composition/types';
import { windows } from '../../diagnosis/signals/envelope';
import { mannKendall } from '../../diagnosis/signals/mannKendall';
import { theilSen } from '../../diagnosis/signals/theilSen';
import { oncePer } from '../../metrics/oncePer';
import { day, minute } from '../../metrics/units';
import type { FleetRow } from './fleetRow';

/** Enough windows for the test, and few enough for a thousand rows: 276 pairs each. */
const count = 24;
/** A shorter run tells no pace per day, ms. */
const shortest = 30 * minute;
/** One-sided: one row in a hundred without a trend shows one. */
const alpha = 0.01;

/**
 * Bytes per day by which the corrected working set (else usage) of the last run grows or shrinks: the Theil-Sen slope
 * of medians of equal windows. 0 where the Mann-Kendall test sees no trend, NaN where the run is too short. Remembered,
 * because only rows in sight and sorting ask for it. Of an owner: the sum over its workloads.
 */
export function growthOf({ members }: FleetRow): number {
  const paces = members.map(({ composition }) => paceOf(composition)).filter(Number.isFinite);
  return paces.length > 0 ? paces.reduce((sum, pace) => sum + pace, 0) : NaN;
}

const paceOf = oncePer(({ time, correctedWorkingSet, usage, instances }: Composition): number => {
  const run = instances.at(-1);
  if (!run || run.to - run.from < shortest) {
    return NaN;
  }
  const range = { start: run.start, end: run.end };
  const width = (run.to - run.from) / count;
  const cut = (values: Float64Array) => windows(time, values, range, { from: run.from, width, count, pick: 'middle' });
  const corrected = cut(correctedWorkingSet);
  const levels = corrected.some(Number.isFinite) ? corrected : cut(usage);
  const x = Array.from(levels.keys()).filter((k) => Number.isFinite(levels[k]));
  const y = x.map((k) => levels[k]);
  if (x.length < 8) {
    return NaN;
  }
  const { p } = mannKendall(y);
  // The test is one-sided, for a rise: a fall has the probability at its other end.
  return p <= alpha || p >= 1 - alpha ? (theilSen(x, y) * day) / width : 0;
});
