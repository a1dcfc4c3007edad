import { oncePer } from '../metrics/oncePer';
import { readable } from '../metrics/readable';
import { labelMatcher } from '../metrics/promql';
import { subjectOf } from '../metrics/roles';
import type { Series } from '../metrics/types';
import { scrapeLabels } from '../metrics/scrapeLabels';
import { composeService, identityParts, labelsOf, type IdentityPart } from './labels';

/** Labels that name a container outside Kubernetes, most telling first. */
const plainNames = [composeService, 'name', 'container_id', 'id'] as const;

/** Labels that tell the machine of a container where nothing of Kubernetes does, as of Telegraf. */
const hosts = ['instance', 'host', 'engine_host'] as const;

export interface IdentityOptions {
  /** Labels that identify a workload, instead of those of the table. */
  chosen?: readonly string[];
  /** More labels that tell clusters apart, as found in the data. */
  apart?: readonly string[];
}

/** Which labels of a series identify its workload, and their values. */
export interface Identity {
  /**
   * `pod`: Kubernetes labels; `name`: a container without Kubernetes; `target`: scrape target only; `chosen`: labels
   * named in the options.
   */
  kind: 'pod' | 'name' | 'target' | 'chosen';
  cluster: string;
  namespace: string;
  pod: string;
  container: string;
  /** Label name to value, as found on the series. */
  labels: Record<string, string>;
}

const none = { cluster: '', namespace: '', pod: '', container: '' };

/**
 * Prometheus without `honorLabels` shows the exporter's own pod in `pod` and the described one in `exported_pod`: of
 * kube-state-metrics, of a cAdvisor that is a DaemonSet, of an agent that passes series on.
 */
const labelsOfOthers: Readonly<Record<IdentityPart, readonly string[]>> = {
  cluster: ['exported_cluster', ...labelsOf.cluster],
  namespace: ['exported_namespace', ...labelsOf.namespace],
  pod: ['exported_pod', ...labelsOf.pod],
  container: ['exported_container', ...labelsOf.container],
};

const isAboutOthers = ({ role, metric, labels }: Series): boolean =>
  subjectOf(role) === 'kube' || metric.startsWith('kube_') || Boolean(labels.exported_pod);

/**
 * Value of a label whose name comes from data or options, so that it may be that of something every object has. The
 * metric's name is no label of what is described.
 */
export const labelOf = ({ labels }: Series, name: string): string | undefined =>
  name !== '__name__' && Object.hasOwn(labels, name) ? labels[name] : undefined;

/**
 * The identity of a series, from the labels named in `chosen` or else from the table of labels; null when it has
 * none.
 */
function identify(series: Series, { chosen = [], apart = [] }: IdentityOptions = {}): Identity | null {
  if (chosen.length > 0) {
    const labels = Object.fromEntries(chosen.map((label) => [label, labelOf(series, label) ?? '']));
    return Object.values(labels).some(Boolean) ? { ...none, kind: 'chosen', labels } : null;
  }
  const labels: Record<string, string> = {};
  const identity: Identity = { kind: 'pod', cluster: '', namespace: '', pod: '', container: '', labels };
  const names = isAboutOthers(series) ? labelsOfOthers : labelsOf;
  for (const part of identityParts) {
    for (const name of names[part]) {
      const value = series.labels[name];
      if (value) {
        labels[name] = value;
        identity[part] = value;
        break;
      }
    }
  }
  const others = apart.length > 0 ? apart.filter((label) => labelOf(series, label)) : apart;
  // A scrape target tells hosts apart, and says nothing of a pod.
  const ofPod = others.length > 0 && identity.pod ? others.filter((label) => !scrapeLabels.includes(label)) : others;
  for (const label of ofPod) {
    labels[label] = series.labels[label];
    identity.cluster = identity.cluster ? `${identity.cluster}/${labels[label]}` : labels[label];
  }
  if (identity.pod || (identity.namespace && identity.container)) {
    return identity;
  }
  const plain = plainNames.find((label) => series.labels[label] && (label !== 'id' || isService(series.labels.id)));
  if (plain) {
    return { ...none, kind: 'name', labels: { [plain]: series.labels[plain], ...pick(series, others) } };
  }
  // A machine has one container of a name. Without the machine, as in a sum by container, it may be of many pods.
  const host = hosts.find((label) => series.labels[label]);
  if (identity.container && host && subjectOf(series.role) === 'container') {
    return { ...none, kind: 'name', labels: { ...labels, [host]: series.labels[host] } };
  }
  const target = pick(series, ['job', 'instance', 'groupname']);
  return Object.keys(target).length > 0
    ? { ...none, kind: 'target', labels: { ...target, ...pick(series, others) } }
    : null;
}

export type Identify = (series: Series) => Identity | null;

/** Identities with these options, each read once: several steps ask for that of every series. */
export function identities(options: IdentityOptions = {}): Identify {
  return oncePer((series: Series) => identify(series, options));
}

const pick = ({ labels }: Series, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.filter((name) => labels[name]).map((name) => [name, labels[name]]));

/**
 * systemd services and scopes, and the containers of LXC (`/lxc/104`, `/lxc.payload.web`), are containers to cAdvisor;
 * slices above them are hierarchy.
 */
const isService = (id: string): boolean => /\.(service|scope)$|^\/lxc(\/|\.payload\.)[^/]+$/.test(id);

/** Stable key of a workload: kind and values. */
export const keyOf = (identity: Identity): string =>
  identity.kind === 'pod'
    ? JSON.stringify([identity.cluster, identity.namespace, identity.pod, identity.container])
    : JSON.stringify([identity.kind, ...Object.values(identity.labels)]);

/** What `keyOf` tells apart, made for every series: lengths keep apart what separators in values would not. */
export const markOf = (identity: Identity): string => {
  const { kind, cluster, namespace, pod, container } = identity;
  return kind === 'pod'
    ? `${cluster.length} ${namespace.length} ${pod.length} ${cluster}${namespace}${pod}${container}`
    : keyOf(identity);
};

/** What a person calls it. */
export const nameOf = (identity: Identity): string =>
  readable(
    (identity.kind === 'pod'
      ? [identity.cluster, identity.namespace, identity.pod, identity.container]
      : Object.values(identity.labels)
    )
      .filter(Boolean)
      .join('/')
  );

/** PromQL label matchers for the labels of an identity; values are quoted as PromQL strings. */
export const selectorOf = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([name, value]) => labelMatcher(name, value))
    .join(', ');
