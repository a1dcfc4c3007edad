import type { Aggregation } from '../metrics/aggregation';
import { roleTable, type Role } from '../metrics/roles';
import type { Problem, Series } from '../metrics/types';
import { minute } from '../metrics/units';
import type { Identity } from './identity';
import { kubernetesNames, mayBeOfPods, mayBeOfSeveral } from './labels';
import { fewOf } from './lookup';
import type { Group } from './match';

// Series that one query adds up, and another one averages or takes the largest of, are of no container together: no
// difference and no share of them means anything (docs/domain.md §1.2).

/** A mean over less than this differs from a scrape by less than growth does. */
const shortMean = 10 * minute;

const isLevel = (role: Role): boolean => roleTable[role].kind === 'level';

/** How samples of a series were taken out of a window of time; null for those that stand for themselves. */
function windowOf({ aggregation }: Series): string | null {
  const { overTime, window } = aggregation ?? { overTime: null, window: 0 };
  return overTime === null || (overTime === 'avg' && window < shortMean) ? null : `${overTime} ${window}`;
}

/** The mean over which sizes of a group are told, ms; 0 where they are not. */
export const meanOver = (all: readonly Series[]): number =>
  all.reduce(
    (longest, { role, aggregation }) =>
      isLevel(role) && aggregation?.overTime === 'avg' ? Math.max(longest, aggregation.window) : longest,
    0
  );

/** Labels that tell one target, or one pod of a DaemonSet, from another. */
const ofOneTarget = ['instance', 'node', 'name', 'id', 'container_id'] as const;

/** True for a sum in which no label tells a pod, a container's id or a target. */
export const isSumOfMany = (identity: Identity, all: readonly Series[]): boolean =>
  acrossOf(all, isLevel).has('sum') &&
  kubernetesNames(identity).pod === '' &&
  !ofOneTarget.some((label) => label in identity.labels);

/** What stays of the sizes of one container, and names of those that are left out. */
export interface Alike {
  series: readonly Series[];
  left: readonly string[];
}

/**
 * The sizes that were taken in one way: as they were scraped where some are, else by the window of the first. A maximum
 * of an hour less a size of this moment is a size of nothing.
 */
export function alikeInTime(all: readonly Series[], windows = windowsOf(all)): Alike {
  if (windows.size < 2) {
    return { series: all, left: [] };
  }
  const kept = windows.has(null) ? null : [...windows].sort()[0];
  const isUnlike = (one: Series) => isLevel(one.role) && windowOf(one) !== kept;
  return { series: all.filter((one) => !isUnlike(one)), left: all.filter(isUnlike).map(({ metric }) => metric) };
}

const windowsOf = (all: readonly Series[]): Set<string | null> =>
  new Set(all.filter(({ role }) => isLevel(role)).map(windowOf));

/** Go series of which the sizes were taken as those of their container. */
export function alikeContainer(go: readonly Series[], container: readonly Series[]): Alike {
  const [own, theirs] = [windowsOf(go), windowsOf(container)];
  return own.size === 0 || [...own].every((window) => theirs.has(window))
    ? { series: go, left: [] }
    : {
        series: go.filter(({ role }) => !isLevel(role)),
        left: go.filter(({ role }) => isLevel(role)).map(({ metric }) => metric),
      };
}

const acrossOf = (all: readonly Series[], isOf: (role: Role) => boolean): Set<Aggregation['across']> =>
  new Set(all.filter(({ role }) => isOf(role)).map(({ aggregation }) => aggregation?.across ?? null));

const isUnlike = (one: ReadonlySet<Aggregation['across']>, other: ReadonlySet<Aggregation['across']>): boolean =>
  (one.has('sum') && other.has('one')) || (one.has('one') && other.has('sum'));

/** True where one query adds up limits of several containers, and another takes one of their sizes, or vice versa. */
export function isLimitOfOthers(identity: Identity, sizes: readonly Series[], kube: readonly Series[]): boolean {
  if (!mayBeOfSeveral(identity)) {
    return false;
  }
  const ofSizes = acrossOf(sizes, isLevel);
  // What is told of a pod by its own cgroup is the sum of its containers.
  const whole = ofSizes.has(null) && !mayBeOfPods(identity);
  return isUnlike(
    whole ? new Set([...ofSizes, 'sum'] as const) : ofSizes,
    acrossOf(kube, (role) => role === 'kubeLimit')
  );
}

/** True where one query adds up several pods, and the other takes one value of theirs. */
export const isGoOfOthers = (identity: Identity, sizes: readonly Series[], go: readonly Series[]): boolean =>
  mayBeOfPods(identity) && isUnlike(acrossOf(sizes, isLevel), acrossOf(go, isLevel));

/** Says which sizes were left out, since others beside them were taken otherwise. */
export const windowProblems = ({ name }: Group, left: readonly string[]): Problem[] =>
  left.length === 0
    ? []
    : [
        {
          code: 'unlike-windows',
          message: `${name}: ${fewOf([...new Set(left)])} and the sizes beside them are taken over different windows of time, so no difference of them is a size of anything. They are left out; query all of them with the same function and window, or as they are.`,
        },
      ];

/** Says why limits count for nothing. */
export const limitProblems = (groups: readonly Group[]): Problem[] =>
  groups.length === 0
    ? []
    : [
        {
          code: 'unlike-limits',
          message: `The queries of ${fewOf(groups.map(({ name }) => name))} add up memory of several containers and take one of their limits, or the reverse: a share of it means nothing, so no limit is known. Query the sum of both.`,
        },
      ];

/** Says why Go series are not shown. */
export const goProblems = (groups: readonly Group[]): Problem[] =>
  groups.length === 0
    ? []
    : [
        {
          code: 'unlike-go',
          message: `The queries of ${fewOf(groups.map(({ name }) => name))} add up one side of container and Go series of several pods, and take one value of the other: they are not subtracted, and the Go series are left out. Query the sum of both, or keep the label pod.`,
        },
      ];
