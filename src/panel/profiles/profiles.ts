import type { DataSourceRef } from '@grafana/schema';

import type { Composition } from '../../composition/types';
import { latestOf } from '../../diagnosis/repeats';
import type { Finding, FindingId } from '../../diagnosis/types';
import { kubernetesNames } from '../../workloads/labels';
import type { Workload } from '../../workloads/types';
import { exploreHref } from '../findings/explore';
import type { PanelOptions } from '../panelOptions';

export const pyroscopeType = 'grafana-pyroscope-datasource';

export type ProfileKind = 'heap' | 'goroutine';

/** Findings whose cause a profile of a Go program shows, and which one. */
const kinds: Partial<Record<FindingId, ProfileKind>> = {
  'heap-growth': 'heap',
  fragmentation: 'heap',
  'anonymous-growth': 'heap',
  'gc-thrash': 'heap',
  'oom-risk': 'heap',
  'oom-killed': 'heap',
  'stack-growth': 'goroutine',
};

export const profileOf = ({ id }: Pick<Finding, 'id'>): ProfileKind | null => kinds[id] ?? null;

/** How Pyroscope names what Go's net/http/pprof serves: profile, sample type and unit, period type and unit. */
const profileTypes: Readonly<Record<ProfileKind, string>> = {
  heap: 'memory:inuse_space:bytes:space:bytes',
  goroutine: 'goroutine:goroutine:count:goroutine:count',
};

/**
 * Matchers of the profiles of a workload. Where nothing tells namespace, pod and container, what it is scraped or
 * started as is the name of the service.
 */
export function profileSelector(workload: Workload, names: PanelOptions['profiles']): string {
  const subject = kubernetesNames(workload);
  const inKubernetes = Object.values(subject).some(Boolean);
  const service = workload.labels.job ?? Object.values(workload.labels)[0] ?? workload.name;
  const pairs = inKubernetes
    ? [
        [names.namespace, subject.namespace],
        [names.pod, subject.pod],
        [names.container, subject.container],
      ]
    : [[names.service, service]];
  const matchers = pairs.filter(([name, value]) => name !== '' && value !== '');
  return `{${matchers.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
}

/** The time that the profile is of, ms: that of the finding; of a kill, the life that it ended. */
export function profileSpan(finding: Finding, { instances }: Composition): { from: number; to: number } {
  const { id, from, to } = latestOf(finding);
  const run = id === 'oom-killed' ? [...instances].reverse().find((instance) => instance.from <= from) : undefined;
  return { from: run?.from ?? from, to };
}

/** A link to Explore with the profile of this workload over the time of this finding. */
export const profileLink = (
  { finding, kind, composition }: { finding: Finding; kind: ProfileKind; composition: Composition },
  datasource: DataSourceRef,
  names: PanelOptions['profiles']
): string =>
  exploreHref(
    datasource,
    {
      queryType: 'both',
      profileTypeId: profileTypes[kind],
      labelSelector: profileSelector(composition.workload, names),
      groupBy: [],
    },
    profileSpan(finding, composition)
  );
