import type { Series } from '../metrics/types';
import type { Identify } from './identity';
import { partOf } from './labels';

/**
 * True for accounting series that are no container and would be counted twice (docs/domain.md §1.2): the pod's own
 * cgroup (sum of its containers), the pause container, and hierarchy cgroups such as `/kubepods`.
 */
export function isDoubleCount(series: Series, identify: Identify): boolean {
  const { labels } = series;
  const container = partOf(labels, 'container');
  if (container === 'POD' || (!container && /(^|\/)pause\b/.test(labels.image ?? ''))) {
    return true;
  }
  const identity = identify(series);
  if (labels.id !== undefined) {
    // Raw cAdvisor series: a pod without container is the pod's cgroup, neither pod nor name is the hierarchy.
    return !identity || identity.kind === 'target' || (identity.kind === 'pod' && !identity.container);
  }
  return false;
}

/**
 * Aggregated series without container (`sum by (pod)`) count only where no series of the same pod has one: they are
 * the sum of those.
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
