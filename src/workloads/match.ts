import type { Series } from '../metrics/types';
import type { Group } from './groups';
import { labelOf, type Identity } from './identity';
import { composeService, ecsContainer } from './labels';
import { addTo } from './lookup';
import { bestFit, excessOver, fitsOneOf, isOfAnother, leastOfMain, onlyOne, shareOf } from './fit';
import { targetOf } from './sources';

/**
 * Which container a group of Go or kube-state-metrics series belongs to. In this order, and only where one container is
 * left: the same identity; the same pod, without the parts that one side lacks; the same name outside Kubernetes; the
 * same node address, where the pod uses the host's network. Where several containers are left, the one that is called
 * like the job or whose resident memory fits that of the process. A job is often called after the Service, and so after
 * the program whose exporter it scrapes: what is resident tells the two apart.
 */
export class ContainerIndex {
  private readonly byKey = new Map<string, Group>();
  private readonly byPod = new Map<string, Group[]>();
  private readonly byHost = new Map<string, Group[]>();
  private readonly byName = new Map<string, Group[]>();

  constructor(containers: readonly Group[]) {
    for (const container of containers) {
      this.byKey.set(container.key, container);
      if (container.identity.pod) {
        addTo(this.byPod, container.identity.pod, container);
      }
      for (const host of hostsOf(container)) {
        addTo(this.byHost, host, container);
      }
      for (const name of namesOf(container)) {
        addTo(this.byName, name, container);
      }
    }
  }

  /** The container of a group; null where none or more than one fits, or where the process is too large for it. */
  containerOf(group: Group): Group | null {
    const container = this.namedBy(group);
    const excess = container && excessOver(container, group);
    return container && excess
      ? (this.passedOnFor(group, container) ?? (excess === 'may-be' ? container : null))
      : container;
  }

  /** The container that a group's labels name, and for which its process is too large; else null. */
  tooSmallFor(group: Group): Group | null {
    const container = this.namedBy(group);
    return container && excessOver(container, group) === 'proven' ? container : null;
  }

  /** The container that a group's labels name, whatever its size. */
  private namedBy(group: Group): Group | null {
    return this.byKey.get(group.key) ?? this.relatedTo(group);
  }

  /** The container of a group of another identity, by what else relates the two. */
  private relatedTo(group: Group): Group | null {
    const { identity } = group;
    if (identity.kind === 'pod' && identity.pod) {
      const fits = this.inPod(group);
      const container = onlyOne(fits) ?? bestOf(group, fits, fitsOneOf);
      return container && isOfAnother(group, container) ? null : container;
    }
    for (const name of namesOfTarget(group)) {
      const named = onlyOne(this.byName.get(name) ?? []);
      if (named) {
        return named;
      }
    }
    return this.onHost(group);
  }

  /** The containers of a group's pod that its labels do not contradict. */
  inPod({ identity }: Group): Group[] {
    return (this.byPod.get(identity.pod) ?? []).filter((container) => agree(identity, container.identity));
  }

  /**
   * The container whose metrics another one of its pod passes on, as kube-rbac-proxy and Istio's merged metrics do:
   * series then carry the label of the proxy. Null where no container that is known is as large as the process.
   */
  private passedOnFor(group: Group, exact: Group): Group | null {
    const { cluster, namespace, pod } = exact.identity;
    const others = (this.byPod.get(pod) ?? []).filter(
      (one) => one !== exact && one.identity.cluster === cluster && one.identity.namespace === namespace
    );
    return bestFit(group, others);
  }

  /** A target on a node's address is a container there that is called like its job, or as large as its process. */
  private onHost(group: Group): Group | null {
    const there = [...new Set([...hostsOf(group)].flatMap((host) => this.byHost.get(host) ?? []))];
    return bestOf(group, there, bestFit);
  }
}

/**
 * Groups whose targets (ports of one pod) belong to different containers, one group for each container; targets that
 * fit none stay together.
 */
export const byContainer = (groups: readonly Group[], index: ContainerIndex): Group[] =>
  groups.flatMap((group) => {
    if (group.identity.container) {
      return [group];
    }
    const targets = new Map<string, Series[]>();
    group.series.forEach((series) => addTo(targets, targetOf(series), series));
    const owners = new Map<Group | null, Series[]>();
    for (const series of targets.size > 1 ? targets.values() : []) {
      const owner = index.containerOf({ ...group, series });
      series.forEach((one) => addTo(owners, owner, one));
    }
    return owners.size > 1 ? [...owners.values()].map((series) => ({ ...group, series })) : [group];
  });

/** No part contradicts, and the pod is the same. */
function agree(a: Identity, b: Identity): boolean {
  const part = (name: 'cluster' | 'namespace' | 'container') => !a[name] || !b[name] || a[name] === b[name];
  return part('cluster') && part('namespace') && part('container');
}

/**
 * Of several containers the one that is called like the group's job or app, else the one whose memory fits: of one of
 * which the process is a small part only, what fits tells that it is the other's.
 */
function bestOf(group: Group, containers: readonly Group[], fittingOf: typeof bestFit): Group | null {
  const words = ['job', 'app', 'app_kubernetes_io_name', 'service', 'service_name', 'k8s_app']
    .map((label) => labelOf(group.series[0], label)?.split('/').pop() ?? '')
    .filter((word) => word.length > 2);
  const called = containers.filter((container) =>
    callsOf(container).some((name) => words.some((word) => name === word || name.endsWith(`-${word}`)))
  );
  const named = onlyOne(called);
  if (named) {
    return (shareOf(group, named) < leastOfMain ? fittingOf(group, containers) : null) ?? named;
  }
  return called.length > 1 ? bestFit(group, called) : fittingOf(group, containers);
}

/**
 * True where a Go process is what exports the series of a container: both come from one target. Whether the target is
 * called like that container is for the caller to look at before.
 */
export const isExporter = ({ series: [go] }: Group, { series: [container] }: Group): boolean =>
  Boolean(go.labels.instance) &&
  go.labels.instance === container.labels.instance &&
  go.labels.job === container.labels.job;

/** The host of a scrape target's address. */
export const hostOf = (instance: string): string => instance.replace(/:\d+$/, '');

const hostsOf = ({ series }: Group): Set<string> =>
  new Set(series.map((one) => hostOf(labelOf(one, 'instance') ?? '')).filter(Boolean));

/** Labels that may name a container, first those that name one target: exporters are scraped under another's job. */
const targetLabels = ['instance', 'name', composeService, 'service', 'job'] as const;

const namesOfTarget = ({ series }: Group): string[] =>
  targetLabels.map((label) => hostOf(series[0].labels[label] ?? '')).filter(Boolean);

const containerNames = ['name', composeService, ecsContainer] as const;

/** Names by which a target may mean a container outside Kubernetes; of a unit of systemd that of its service. */
const namesOf = ({ identity, series }: Group): string[] =>
  identity.kind === 'name'
    ? [...containerNames.map((label) => series[0].labels[label]), serviceOf(identity.labels.id ?? '')].filter(Boolean)
    : [];

/** `containerd` of `/system.slice/containerd.service`; empty for other cgroups. */
const serviceOf = (id: string): string => /([^/]+)\.service$/.exec(id)?.[1] ?? '';

/** What a container is called, inside Kubernetes and outside. */
const callsOf = (container: Group): string[] =>
  container.identity.container ? [container.identity.container] : namesOf(container);
