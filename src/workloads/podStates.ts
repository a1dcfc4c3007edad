import type { Series } from '../metrics/types';
import { addTo, settingAt } from './lookup';

/** What the containers of a pod have each, and the pod as their sum. */
const summed = ['kubeLimit', 'request', 'restarts'] as const;

/**
 * Series of kube-state-metrics for a pod as a whole: of several containers, limits and requests are added up, unless a
 * series tells that of the pod. A container that has none leaves the pod without, and the sum is left out.
 */
export function statesOfPod(all: readonly Series[]): Series[] {
  const isSummed = ({ role }: Series) => summed.some((one) => one === role);
  const ofPod = all.filter((series) => isSummed(series) && !series.labels.container);
  return ofPod.length > 0 ? [...all.filter((series) => !isSummed(series)), ...ofPod] : statesOfContainers(all);
}

function statesOfContainers(all: readonly Series[]): Series[] {
  const containers = new Set(all.map(({ labels }) => labels.container));
  if (containers.size < 2) {
    return [...all];
  }
  const sums = summed.flatMap((role) => {
    const byContainer = new Map<string, Series[]>();
    all
      .filter((series) => series.role === role)
      .forEach((series) => addTo(byContainer, series.labels.container, series));
    return byContainer.size === containers.size ? sumOf([...byContainer.values()].map(([first]) => first)) : [];
  });
  return [...all.filter(({ role }) => !summed.some((one) => one === role)), ...sums];
}

/** At the times of the first: what Kubernetes tells holds until it is changed, and a lost sample loses nothing. */
function sumOf([first, ...rest]: readonly Series[]): Series[] {
  return [
    {
      ...first,
      values: first.values.map((value, i) =>
        rest.reduce((sum, other) => sum + settingAt(other, first.times[i]), value)
      ),
    },
  ];
}
