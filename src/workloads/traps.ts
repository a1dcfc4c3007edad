import type { Series } from '../metrics/types';
import type { Identify, Identity } from './identity';
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
  // A pod's series may have lost the label that names the cluster, and those of its containers have it, or the reverse.
  const clusters = new Map<string, Set<string>>();
  const podOf = ({ namespace, pod }: Identity) => `${namespace}\u0000${pod}`;
  for (const series of all) {
    const identity = identify(series);
    if (identity?.kind === 'pod' && identity.container) {
      const known = clusters.get(podOf(identity)) ?? new Set();
      clusters.set(podOf(identity), known.add(identity.cluster));
    }
  }
  const isSum = (identity: Identity) => {
    const known = clusters.get(podOf(identity));
    return known !== undefined && (identity.cluster === '' || known.has('') || known.has(identity.cluster));
  };
  return all.filter((series) => {
    const identity = identify(series);
    return identity?.kind !== 'pod' || identity.container || !isSum(identity);
  });
}
