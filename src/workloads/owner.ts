import type { Workload } from './types';

/** A generated suffix has a digit or no vowel; Kubernetes leaves vowels out, so that none spells a word. */
const looksGenerated = (text: string): boolean => /\d/.test(text) || !/[aeiou]/.test(text);

/**
 * Name of the Deployment, StatefulSet, DaemonSet or Job that a pod belongs to, guessed from its name: the pod name
 * without the suffixes that Kubernetes generates. A pod whose name has none is its own owner.
 */
export function ownerOfPod(pod: string): string {
  const deployment = /^(.+)-([a-z0-9]{6,10})-([a-z0-9]{5})$/.exec(pod);
  if (deployment && looksGenerated(deployment[2])) {
    return deployment[1];
  }
  const ordinal = /^(.+)-\d{1,5}$/.exec(pod);
  if (ordinal) {
    return ordinal[1];
  }
  const single = /^(.+)-([a-z0-9]{5})$/.exec(pod);
  return single && looksGenerated(single[2]) ? single[1] : pod;
}

/** Whether two workloads, or a workload and itself, belong to one owner that is known. */
export const haveOneOwner = (a: Pick<Workload, 'ownerKey'>, b: Pick<Workload, 'ownerKey'>): boolean =>
  a.ownerKey !== null && a.ownerKey === b.ownerKey;
