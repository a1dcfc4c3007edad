import type { Aggregation } from '../metrics/aggregation';
import { isLevel, type Role } from '../metrics/roles';
import type { Series } from '../metrics/types';
import { minute } from '../metrics/units';
import type { Identity } from './identity';
import { kubernetesNames, mayBeOfPods, mayBeOfSeveral } from './labels';

// Series that one query adds up, and another one averages or takes the largest of, are of no container together: no
// difference and no share of them means anything (docs/domain.md §1.2).

/** A mean over less than this differs from a scrape by less than growth does. */
const shortMean = 10 * minute;

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
 * The sizes that were taken in one way: as they were scraped where some are, else by one of their windows. A maximum of
 * an hour less a size of this moment is a size of nothing.
 */
export function alikeInTime(all: readonly Series[]): Alike {
  const windows = windowsOf(all);
  const kept = windows.has(null) ? null : [...windows].sort()[0];
  return windows.size < 2 ? allOf(all) : withoutLevels(all, (one) => windowOf(one) !== kept);
}

/** Go series of which the sizes were taken as those of their container. */
export function alikeContainer(go: readonly Series[], container: readonly Series[]): Alike {
  const theirs = windowsOf(container);
  return [...windowsOf(go)].every((window) => theirs.has(window)) ? allOf(go) : withoutLevels(go, () => true);
}

const asScraped: ReadonlySet<string | null> = new Set([null]);

/** The ways in which sizes were taken. Nearly all series are as they were scraped, and are only looked through. */
const windowsOf = (all: readonly Series[]): ReadonlySet<string | null> =>
  all.some(({ aggregation }) => aggregation)
    ? new Set(all.filter(({ role }) => isLevel(role)).map(windowOf))
    : asScraped;

const allOf = (series: readonly Series[]): Alike => ({ series, left: [] });

function withoutLevels(all: readonly Series[], isUnlike: (series: Series) => boolean): Alike {
  const isLeft = (one: Series) => isLevel(one.role) && isUnlike(one);
  return { series: all.filter((one) => !isLeft(one)), left: all.filter(isLeft).map(({ metric }) => metric) };
}

const acrossOf = (all: readonly Series[], isOf: (role: Role) => boolean): Set<Aggregation['across']> =>
  new Set(all.filter(({ role }) => isOf(role)).map(({ aggregation }) => aggregation?.across ?? null));

type Operators = ReadonlySet<Aggregation['across']>;

const areUnlike = (one: Operators, other: Operators): boolean =>
  (one.has('sum') && other.has('one')) || (one.has('one') && other.has('sum'));

/** True where one query adds up limits of several containers, and another takes one of their sizes, or vice versa. */
export function isLimitOfOthers(identity: Identity, sizes: readonly Series[], kube: readonly Series[]): boolean {
  if (!mayBeOfSeveral(identity)) {
    return false;
  }
  const ofSizes = acrossOf(sizes, isLevel);
  if (ofSizes.has(null) && !mayBeOfPods(identity)) {
    // What is told of a pod by its own cgroup is the sum of its containers.
    ofSizes.add('sum');
  }
  return areUnlike(
    ofSizes,
    acrossOf(kube, (role) => role === 'kubeLimit')
  );
}

/** True where one query adds up several pods, and the other takes one value of theirs. */
export const isGoOfOthers = (identity: Identity, sizes: readonly Series[], go: readonly Series[]): boolean =>
  mayBeOfPods(identity) && areUnlike(acrossOf(sizes, isLevel), acrossOf(go, isLevel));
