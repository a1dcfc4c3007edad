/** THE table of label meanings: for each part of an identity its names, most trusted first (docs/design.md §5). */
export const labelsOf = {
  cluster: ['cluster', 'k8s_cluster_name', 'k8s.cluster.name', 'cluster_name'],
  namespace: [
    'namespace',
    'exported_namespace',
    'kubernetes_namespace',
    'k8s_namespace_name',
    'k8s.namespace.name',
    'namespace_name',
    'container_label_io_kubernetes_pod_namespace',
  ],
  pod: [
    'pod',
    'exported_pod',
    'kubernetes_pod_name',
    'k8s_pod_name',
    'k8s.pod.name',
    'pod_name',
    'alloc_id',
    'container_label_io_kubernetes_pod_name',
  ],
  container: [
    'container',
    'exported_container',
    'kubernetes_container_name',
    'k8s_container_name',
    'k8s.container.name',
    'container_name',
    'task',
    'container_label_io_kubernetes_container_name',
  ],
} as const;

export type IdentityPart = keyof typeof labelsOf;

/** From the widest to the narrowest. */
export const identityParts = ['cluster', 'namespace', 'pod', 'container'] as const satisfies readonly IdentityPart[];

/** What Docker Compose and Amazon's container service call a container. */
export const composeService = 'container_label_com_docker_compose_service';
export const ecsContainer = 'container_label_com_amazonaws_ecs_container_name';

export type Labels = Readonly<Record<string, string>>;

/** Value of the most trusted label of a part; empty where no label of the table tells it. */
export function partOf(labels: Labels, part: IdentityPart): string {
  for (const name of labelsOf[part]) {
    if (labels[name]) {
      return labels[name];
    }
  }
  return '';
}

/** What Kubernetes calls the parts of a workload; empty where no label tells one. */
export interface KubernetesNames {
  namespace: string;
  pod: string;
  container: string;
}

/** Users may identify workloads by labels of their own (`app_pod`), which say by their ending what they name. */
const endings: Readonly<Record<keyof KubernetesNames, RegExp>> = {
  namespace: /(^|[_.])namespace([_.]name)?$/,
  pod: /(^|[_.])pod([_.]name)?$/,
  container: /(^|[_.])container([_.]name)?$/,
};

export function kubernetesNames({ labels }: { labels: Labels }): KubernetesNames {
  const value = (part: keyof KubernetesNames): string =>
    partOf(labels, part) || (Object.entries(labels).find(([label]) => endings[part].test(label))?.[1] ?? '');
  return { namespace: value('namespace'), pod: value('pod'), container: value('container') };
}

/** True where a container is named and no pod, so that series may be of several pods at once. */
export function mayBeOfPods(workload: { labels: Labels }): boolean {
  const { container, pod } = kubernetesNames(workload);
  return container !== '' && pod === '';
}

/** True where series may be the sum of several containers, of which each has a limit of its own. */
export function mayBeOfSeveral(workload: { labels: Labels }): boolean {
  const { pod, container } = kubernetesNames(workload);
  return (pod !== '' && container === '') || mayBeOfPods(workload);
}
