import type { Composition } from '../composition/types';
import type { Owner } from './owner';
import { adviceOf, type ReleaseAdvice } from './releases';
import type { Upgrade } from './types';
import { compareGoVersions, parseGoVersion } from './version';

/** A change of Go version at the start of one run of a workload. */
export interface VersionChange extends Upgrade {
  /** Index into `composition.instances` of the run that has the new version. */
  instance: number;
  /** `in-place`: the same pod restarted; `new-pod`: a rollout or canary brought it. */
  kind: 'in-place' | 'new-pod';
  adviceFrom: ReleaseAdvice | null;
  adviceTo: ReleaseAdvice | null;
}

/**
 * Changes of Go version of a workload, in time order: between its own runs, and for its first run against the pods of
 * the same owner that were there before it.
 */
export function versionChanges(composition: Composition, owner: Owner): VersionChange[] {
  const changes: VersionChange[] = [];
  let known = predecessorVersion(composition, owner);
  let kind: VersionChange['kind'] = 'new-pod';
  composition.instances.forEach(({ goVersion, startedAt }, instance) => {
    if (goVersion !== null) {
      if (known !== null && known !== goVersion) {
        changes.push({
          from: known,
          to: goVersion,
          // A pod starts before its first sample, where there is nothing to mark yet.
          at: Math.max(startedAt, composition.time[0]),
          instance,
          kind,
          adviceFrom: adviceOf(known),
          adviceTo: adviceOf(goVersion),
        });
      }
      known = goVersion;
      kind = 'in-place';
    }
  });
  return changes;
}

/**
 * Version that the owner ran before this pod came: that of the last pod that started earlier with another version. None
 * where the pod's own version is the older of the two: then it was scaled out, while a rollout was on its way.
 */
function predecessorVersion(composition: Composition, { runsOfVersion }: Owner): string | null {
  const first = composition.instances.find(({ goVersion }) => goVersion !== null);
  if (!first) {
    return null;
  }
  let best: { version: string; oldest: number; newest: number } | null = null;
  let sinceOwn = Infinity;
  for (const [version, runs] of runsOfVersion) {
    let [oldest, newest] = [Infinity, -Infinity];
    for (const { instance } of runs) {
      if (instance.startedAt < first.startedAt && instance.from < first.startedAt) {
        oldest = Math.min(oldest, instance.startedAt);
        newest = Math.max(newest, instance.startedAt);
      }
    }
    if (version === first.goVersion) {
      sinceOwn = oldest;
    } else if (newest > (best?.newest ?? -Infinity)) {
      best = { version, oldest, newest };
    }
  }
  return best && !(sinceOwn < best.oldest) ? best.version : null;
}

/** True where a change leads to an older version. */
export function isRollback({ from, to }: Pick<Upgrade, 'from' | 'to'>): boolean {
  const [before, after] = [parseGoVersion(from), parseGoVersion(to)];
  return before !== null && after !== null && compareGoVersions(after, before) < 0;
}

/** A change as an upgrade, where it turned the release advice to this one; else null. */
export const upgradeTo = (advice: ReleaseAdvice, change: VersionChange | null): Upgrade | null =>
  change?.adviceTo === advice && change.adviceFrom !== null && change.adviceFrom !== advice
    ? { from: change.from, to: change.to, at: change.at }
    : null;

/** The change that brought the version of run `instance`, if the window shows it; restarts in between do not matter. */
export const changeThatBrought = (changes: readonly VersionChange[], instance: number): VersionChange | null =>
  changes.filter((change) => change.instance <= instance).pop() ?? null;
