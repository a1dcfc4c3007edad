import type { Workload } from '../../workloads/types';

/** Parts of the identity of a workload, whatever its labels are called; what no label tells is empty. */
export interface Subject {
  namespace: string;
  pod: string;
  container: string;
}

/** Endings of the names of labels that hold a part: `pod`, `exported_pod`, `k8s.pod.name`. */
const endings: Readonly<Record<keyof Subject, RegExp>> = {
  namespace: /(^|[_.])namespace([_.]name)?$/,
  pod: /(^|[_.])pod([_.]name)?$/,
  container: /(^|[_.])container([_.]name)?$/,
};

export function subjectOf({ labels }: Pick<Workload, 'labels'>): Subject {
  const part = (name: keyof Subject): string =>
    Object.entries(labels).find(([label]) => endings[name].test(label))?.[1] ?? '';
  return { namespace: part('namespace'), pod: part('pod'), container: part('container') };
}
