import { isSetting } from '../metrics/roles';
import type { Role, Series } from '../metrics/types';
import { isSameGrid, lowerBound, nearest, settingAt, typicalStep } from './lookup';
import type { ProcessRun } from './processes';
import type { IndexRange, Workload } from './types';

/** The column of a role, to be filled; unknown at first. */
export function arrayFor(workload: Workload, role: Role, series: Series): Float64Array {
  workload.metrics[role] ??= series.metric;
  return (workload.series[role] ??= new Float64Array(workload.time.length).fill(NaN));
}

/** A series on the very grid of the workload is its column as it is: neither is ever written to. */
export function share(workload: Workload, role: Role, series: Series): void {
  workload.metrics[role] ??= series.metric;
  workload.series[role] = series.values;
}

/** Joins each Go sample to the same or the nearest grid timestamp within one step; never across processes. */
export function joinGo(workload: Workload, process: ProcessRun, { start, end }: IndexRange): void {
  let known: { times: Float64Array; nearest: Int32Array } | null = null;
  const { time } = workload;
  const isWhole = start === 0 && end === time.length && process.from <= time[0] && process.to >= time[end - 1];
  for (const [role, series] of process.series) {
    if (isWhole && series.times === time && !workload.series[role]) {
      share(workload, role, series);
      continue;
    }
    const out = arrayFor(workload, role, series);
    const { times, values } = series;
    if (!known || !isSameGrid(times, 0, known.times, { start: 0, end: Math.max(times.length, known.times.length) })) {
      known = { times, nearest: nearestIndices(workload, process, times, { start, end }) };
    }
    for (let i = start; i < end; i++) {
      const at = known.nearest[i - start];
      if (at >= 0 && values[at] === values[at]) {
        out[i] = values[at];
      } else if (isSetting(role)) {
        out[i] = settingAt(series, workload.time[i]);
      } else if (at >= 0) {
        out[i] = valueNear(workload, process, series, workload.time[i]);
      }
    }
  }
}

const reachOf = (workload: Workload, times: Float64Array): number =>
  Math.max(workload.step, typicalStep(times) / 2 || 0);

/** For each grid timestamp in [start, end) the index of the nearest sample of a process; -1 where none is in reach. */
function nearestIndices(
  workload: Workload,
  process: ProcessRun,
  times: Float64Array,
  { start, end }: IndexRange
): Int32Array {
  const reach = reachOf(workload, times);
  const last = lowerBound(times, process.to + 1) - 1;
  const indices = new Int32Array(end - start).fill(-1);
  let at = lowerBound(times, process.from);
  for (let i = start; i < end && at <= last; i++) {
    const t = workload.time[i];
    while (at < last && Math.abs(times[at + 1] - t) < Math.abs(times[at] - t)) {
      at++;
    }
    if (Math.abs(times[at] - t) <= reach) {
      indices[i - start] = at;
    }
  }
  return indices;
}

/** The value nearest to `t` where the nearest sample has none. */
function valueNear(workload: Workload, process: ProcessRun, series: Series, t: number): number {
  const alive = { start: lowerBound(series.times, process.from), end: lowerBound(series.times, process.to + 1) };
  const at = nearest(series, t, reachOf(workload, series.times), alive);
  return at >= 0 ? series.values[at] : NaN;
}
