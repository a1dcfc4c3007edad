import type { Role, Series } from '../metrics/types';
import { addTo, settingAt } from './lookup';

/** What the containers of a pod have each, and the pod as their sum. */
const summed: readonly Role[] = ['kubeLimit', 'request', 'restarts'];

/**
 * Series of kube-state-metrics for a pod as a whole: of several containers, limits, requests and restarts are added up,
 * unless a series tells that of the pod. A container that has none leaves the pod without, and the sum is left out.
 */
export function statesOfPod(all: readonly Series[]): Series[] {
  const containers = new Set(all.map(({ labels }) => labels.container).filter(Boolean));
  return [
    ...all.filter(({ role }) => !summed.includes(role)),
    ...summed.flatMap((role) => {
      const mine = all.filter((series) => series.role === role);
      return containers.size < 2 ? mine : ofSeveral(mine, containers.size);
    }),
  ];
}

/** One role of a pod with several containers. */
function ofSeveral(all: readonly Series[], containers: number): Series[] {
  const ofPod = all.filter(({ labels }) => !labels.container);
  if (ofPod.length > 0) {
    return ofPod;
  }
  const byContainer = new Map<string, Series[]>();
  all.forEach((series) => addTo(byContainer, series.labels.container, series));
  return byContainer.size === containers ? sumOf([...byContainer.values()].map(([first]) => first)) : [];
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
