/** Index of the timestamp nearest to `t`, at most `reach` ms away; -1 if none. */
export function nearestIndex(times: Float64Array, t: number, reach: number): number {
  let best = -1;
  for (let i = 0; i < times.length; i++) {
    if (Math.abs(times[i] - t) <= reach && (best === -1 || Math.abs(times[i] - t) < Math.abs(times[best] - t))) {
      best = i;
    }
  }
  return best;
}
