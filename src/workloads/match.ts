import type { Series } from '../metrics/types';
import { identify, keyOf, nameOf, type Identity } from './identity';

/** Series of one identity. */
export interface Group {
  identity: Identity;
  key: string;
  name: string;
  series: Series[];
}

/** Groups series by identity; `nameless` counts those without any. */
export function groupByIdentity(
  all: readonly Series[],
  chosen: readonly string[]
): { groups: Group[]; nameless: Series[] } {
  const groups = new Map<string, Group>();
  const nameless: Series[] = [];
  for (const series of all) {
    const identity = identify(series, chosen);
    if (!identity) {
      nameless.push(series);
      continue;
    }
    const key = keyOf(identity);
    const group = groups.get(key) ?? { identity, key, name: nameOf(identity), series: [] };
    group.series.push(series);
    groups.set(key, group);
  }
  return { groups: [...groups.values()], nameless };
}

/**
 * Which container a group of Go (or kube-state-metrics) series belongs to. Exact identity first; then the same without
 * the parts that one side lacks (cluster, container), if that leaves one; then, outside Kubernetes, a container named
 * like the job or the target's host. Null when none or more than one fits.
 */
export function containerOf(group: Group, containers: readonly Group[]): Group | null {
  const exact = containers.find(({ key }) => key === group.key);
  if (exact) {
    return exact;
  }
  const fits = containers.filter((container) =>
    group.identity.kind === 'pod' && container.identity.kind === 'pod'
      ? agree(group.identity, container.identity)
      : container.identity.kind === 'name' && namesOfTarget(group).some((name) => namesOf(container).includes(name))
  );
  return fits.length === 1 ? fits[0] : null;
}

/**
 * No part contradicts, and the pod is the same. A Go series without container label fits the only container of its pod.
 */
function agree(a: Identity, b: Identity): boolean {
  const part = (name: 'cluster' | 'namespace' | 'pod' | 'container') => !a[name] || !b[name] || a[name] === b[name];
  return Boolean(a.pod) && a.pod === b.pod && part('cluster') && part('namespace') && part('container');
}

const hostOf = (instance: string): string => instance.replace(/:\d+$/, '');

const namesOfTarget = ({ series }: Group): string[] =>
  ['job', 'instance', 'name', 'service', 'container_label_com_docker_compose_service']
    .map((label) => hostOf(series[0].labels[label] ?? ''))
    .filter(Boolean);

const namesOf = ({ series }: Group): string[] =>
  ['name', 'container_label_com_docker_compose_service'].map((label) => series[0].labels[label]).filter(Boolean);
