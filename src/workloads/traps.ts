import type { Series } from '../metrics/types';
import type { Identify } from './identity';
import { partOf } from './labels';

/**
 * True for accounting series that are no container and would be counted twice (docs/domain.md §1.2): the pause
 * container, and hierarchy cgroups such as `/kubepods`.
 */
export function isDoubleCount(series: Series, identify: Identify): boolean {
  const { labels } = series;
  const container = partOf(labels, 'container');
  if (container === 'POD' || (!container && /(^|\/)pause\b/.test(labels.image ?? ''))) {
    return true;
  }
  const identity = identify(series);
  // Raw cAdvisor series: neither pod nor name is the hierarchy.
  return labels.id !== undefined && (!identity || identity.kind === 'target');
}

/**
 * Series of a pod as a whole (its own cgroup, or `sum by (pod)`) count only where no series of the same pod has a
 * container: they are the sum of those. Some container runtimes give cAdvisor no containers at all.
 */
export function withoutPodSums(all: readonly Series[], identify: Identify): Series[] {
  const isWhole = (series: Series) => {
    const identity = identify(series);
    return identity?.kind === 'pod' && !identity.container;
  };
  if (!all.some(isWhole)) {
    return [...all];
  }
  const pods = new Set<string>();
  const podOf = (series: Series) => {
    const identity = identify(series);
    return identity?.kind === 'pod'
      ? { key: `${identity.namespace}\u0000${identity.pod}`, whole: !identity.container }
      : null;
  };
  for (const series of all) {
    const pod = podOf(series);
    if (pod && !pod.whole) {
      pods.add(pod.key);
    }
  }
  return all.filter((series) => {
    const pod = podOf(series);
    return !pod?.whole || !pods.has(pod.key);
  });
}
