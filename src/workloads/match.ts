import type { Role } from '../metrics/roles';
import type { Series } from '../metrics/types';
import { keyOf, labelOf, markOf, nameOf, type Identify, type Identity } from './identity';
import { composeService, ecsContainer } from './labels';
import { addTo } from './lookup';
import { targetOf } from './sources';

/** Series of one identity. */
export interface Group {
  identity: Identity;
  key: string;
  name: string;
  series: Series[];
}

/** Groups series by identity; `nameless` holds those without any. */
export function groupByIdentity(all: readonly Series[], identify: Identify): { groups: Group[]; nameless: Series[] } {
  const groups = new Map<string, Group>();
  const nameless: Series[] = [];
  for (const series of all) {
    const identity = identify(series);
    if (!identity) {
      nameless.push(series);
      continue;
    }
    const mark = markOf(identity);
    const group = groups.get(mark);
    if (group) {
      group.series.push(series);
    } else {
      groups.set(mark, { identity, key: keyOf(identity), name: nameOf(identity), series: [series] });
    }
  }
  return { groups: [...groups.values()], nameless };
}

/** Resident memory of a process and of its container differ by mapped files; further apart it is another process. */
const closeEnough = 0.2;

/** A process that has so many times more resident than its container is charged for is another container's. */
const passedOn = 2;

/** A process with less of its container's anonymous memory is not what mainly runs there. */
const leastOfMain = 0.5;

/** With so little of it, it is not of that container at all, as far as no label says so. */
const leastShare = 0.1;

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

  /** The container of a group; null where none or more than one fits. */
  containerOf(group: Group): Group | null {
    const exact = this.byKey.get(group.key);
    if (exact) {
      return this.passedOnFor(group, exact) ?? exact;
    }
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
   * The container whose metrics another one of its pod passes on, as kube-rbac-proxy does: series then carry the label
   * of the proxy. What Go keeps and has resident is charged to its container, while files that it maps, or a ballast
   * that it never touched, need not be.
   */
  private passedOnFor(group: Group, exact: Group): Group | null {
    const least = passedOn * middleOf(exact, 'usage');
    const kept = middleOf(group, 'sys') - middleOf(group, 'heapReleased');
    if (!(middleOf(group, 'processRss') > least && kept > least)) {
      return null;
    }
    const others = (this.byPod.get(exact.identity.pod) ?? []).filter((container) => container !== exact);
    return typical(group, 'processRss') > passedOn * typical(exact, 'usage') ? bestFit(group, others) : null;
  }

  /** A target on a node's address is a container there that is called like its job, or as large as its process. */
  private onHost(group: Group): Group | null {
    const there = [...new Set([...hostsOf(group)].flatMap((host) => this.byHost.get(host) ?? []))];
    return bestOf(group, there, bestFit);
  }
}

const onlyOne = <T>(all: readonly T[]): T | null => (all.length === 1 ? all[0] : null);

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

/** What a process has resident over the anonymous memory of a container; NaN where one is not known. */
const shareOf = (group: Group, container: Group): number => {
  const atOnce = middleOf(group, 'processRss') / middleOf(container, 'rss');
  return atOnce < leastOfMain ? typical(group, 'processRss') / typical(container, 'rss') : atOnce;
};

/** True where most of a container is of other processes, and no label says that the group's runs in it. */
const isOfAnother = (group: Group, container: Group): boolean =>
  !group.identity.container && container.identity.container !== '' && shareOf(group, container) < leastShare;

/**
 * The only container that holds what a process has: its anonymous memory is at least what Go keeps, and at most what
 * the process has resident with the files that it maps, as far as nothing else runs in it.
 */
function fitsOneOf(group: Group, containers: readonly Group[]): Group | null {
  const kept = typical(group, 'sys') - typical(group, 'heapReleased');
  const most = (1 + closeEnough) * typical(group, 'processRss');
  const holds = (container: Group) => {
    const rss = typical(container, 'rss');
    return rss >= (1 - closeEnough) * kept && rss <= most;
  };
  return bestFit(group, containers) ?? onlyOne(containers.filter(holds));
}

/** The only container whose resident memory is that of the process. */
function bestFit(group: Group, containers: readonly Group[]): Group | null {
  const own = typical(group, 'processRss');
  return onlyOne(containers.filter((container) => Math.abs(typical(container, 'rss') - own) <= closeEnough * own));
}

/** Median of the samples of a role in a group, bytes; NaN where it has none. */
function typical({ series }: Group, role: Role): number {
  const values = series.filter((one) => one.role === role).flatMap((one) => [one.values]);
  const all = Float64Array.from(values.flatMap((one) => Array.from(one))).sort();
  return all[all.length >> 1] ?? NaN;
}

/** A sample in the middle of a role's first series, bytes; NaN where the group has none. */
function middleOf({ series }: Group, role: Role): number {
  const values = series.find((one) => one.role === role)?.values;
  return values ? values[values.length >> 1] : NaN;
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
