import type { SharedGrid } from './sharedGrid';
import type { Composition, CompositionInstance } from './types';

/** When each Go version was first seen in any of the members, in order of time, ms. */
export function versionsOf(members: readonly Composition[]): Array<{ version: string; from: number }> {
  const first = new Map<string, number>();
  for (const { instances } of members) {
    for (const { goVersion, from } of instances) {
      if (goVersion !== null) {
        first.set(goVersion, Math.min(from, first.get(goVersion) ?? Infinity));
      }
    }
  }
  return Array.from(first, ([version, from]) => ({ version, from })).sort((a, b) => a.from - b.from);
}

/** The samples of the runs of one version; the rest is not drawn. */
export function onlyVersion(composition: Composition, version: string): Composition {
  const drawn = new Uint8Array(composition.drawn.length);
  const instances = composition.instances.filter(({ goVersion }) => goVersion === version);
  instances.forEach(({ start, end }) => drawn.set(composition.drawn.subarray(start, end), start));
  return { ...composition, drawn, instances };
}

/**
 * Runs of many as one: restarts of one among many are no event of all, but the first of them that has another Go
 * version is. Versions that run side by side from the beginning are no change.
 */
export function versionRuns(members: readonly Composition[], { time, step }: SharedGrid): CompositionInstance[] {
  const versions = versionsOf(members);
  const changes = versions.filter(({ from }, i) => i > 0 && from >= time[0] + step);
  const begins = [time[0], ...changes.map(({ from }) => from)];
  const starts = begins.map((at) => Math.max(0, lastAtOrBefore(time, at)));
  return begins
    .map((at, i) => ({ at, start: starts[i], end: starts[i + 1] ?? time.length, i }))
    .filter(({ start, end }) => end > start)
    .map(({ at, start, end, i }) => ({
      ...members[0].instances[0],
      start,
      end,
      from: time[start],
      to: time[end - 1],
      startedAt: at,
      containerStart: NaN,
      processStart: NaN,
      runMatcher: null,
      image: null,
      goVersion: (i === 0 ? versions[0] : changes[i - 1])?.version ?? null,
      untouchedBallast: false,
    }));
}

function lastAtOrBefore(time: Float64Array, at: number): number {
  let last = -1;
  while (last + 1 < time.length && time[last + 1] <= at) {
    last++;
  }
  return last;
}
