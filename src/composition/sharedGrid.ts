import type { Composition } from './types';

/** One time axis for many compositions. */
export interface SharedGrid {
  /** ms: the beginning of each interval in which some member has a sample. */
  time: Float64Array;
  step: number;
  /** For each member and time the index of its sample in that interval; -1 where it has none. */
  index: Int32Array[];
  /** Members with a sample in each interval. */
  counts: Uint32Array;
}

/** More intervals than any screen has pixels: absurd timestamps must not take all memory. */
const most = 100_000;

/**
 * Intervals of the largest step of all members, which begin at multiples of it, so that a refresh moves none. Intervals
 * without any sample are left out. Null where nothing is drawn.
 */
export function sharedGrid(members: readonly Composition[]): SharedGrid | null {
  let [from, to, step] = [Infinity, -Infinity, 0];
  for (const { time, drawn, workload } of members) {
    const [first, last] = [drawn.indexOf(1), drawn.lastIndexOf(1)];
    if (first >= 0) {
      from = Math.min(from, time[first]);
      to = Math.max(to, time[last]);
      step = Math.max(step, workload.step);
    }
  }
  if (!(to >= from)) {
    return null;
  }
  const width = Math.max(step, (to - from) / most, 1);
  const begin = Math.floor(from / width);
  const count = Math.floor(to / width) - begin + 1;
  const all = members.map((member) => indexOf(member, begin, width, count));
  return compact({ begin, width, count }, all);
}

/** Last drawn sample of a member in each interval. */
function indexOf({ time, drawn }: Composition, begin: number, width: number, count: number): Int32Array {
  const index = new Int32Array(count).fill(-1);
  for (let i = 0; i < time.length; i++) {
    if (drawn[i] === 1) {
      index[Math.floor(time[i] / width) - begin] = i;
    }
  }
  return index;
}

/** Without the intervals in which nobody has a sample. */
function compact(
  { begin, width, count }: { begin: number; width: number; count: number },
  all: readonly Int32Array[]
): SharedGrid {
  const counts = new Uint32Array(count);
  all.forEach((index) => index.forEach((i, k) => (counts[k] += i >= 0 ? 1 : 0)));
  const kept = Array.from(counts.keys()).filter((k) => counts[k] > 0);
  return {
    time: Float64Array.from(kept, (k) => (begin + k) * width),
    step: width,
    index: all.map((index) => Int32Array.from(kept, (k) => index[k])),
    counts: Uint32Array.from(kept, (k) => counts[k]),
  };
}
