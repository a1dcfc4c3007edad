import { subjectOf } from '../metrics/roles';
import type { Problem, Series } from '../metrics/types';
import { containerRuns } from './containers';
import { containerWorkload, processWorkload, type Parts } from './grid';
import { addTo } from './lookup';
import { containerOf, groupByIdentity, type Group } from './match';
import { processRuns } from './processes';
import { isDoubleCount, withoutPodSums } from './traps';
import type { Workload } from './types';

export interface GatherOptions {
  /** Labels that identify a workload, instead of the candidate list. */
  identityLabels?: readonly string[];
  /** Label that names the owner, instead of the pod's name without its generated suffix. */
  ownerLabel?: string;
}

/**
 * Gathers recognised series into workloads: containers by identity, each with the kube-state-metrics and Go series
 * that belong to it, on the time grid of its usage. Go series without container become workloads of their own.
 * Pure; never throws on the content of series; what could not be used is said in `problems`.
 */
export function gather(
  all: readonly Series[],
  options: GatherOptions = {}
): { workloads: Workload[]; problems: Problem[] } {
  const chosen = options.identityLabels ?? [];
  const accounting: Series[] = [];
  const kube: Series[] = [];
  const go: Series[] = [];
  let doubles = 0;
  for (const series of all) {
    const subject = subjectOf(series.role);
    if (subject === 'kube') {
      kube.push(series);
    } else if (subject !== 'container') {
      go.push(series);
    } else if (isDoubleCount(series)) {
      doubles++;
    } else {
      accounting.push(series);
    }
  }

  const problems: Problem[] = [];
  const containers = groupByIdentity(withoutPodSums(accounting), chosen);
  const goGroups = groupByIdentity(go, chosen);
  const usable: Group[] = [];
  for (const group of containers.groups) {
    if (group.series.some((series) => series.role === 'usage')) {
      usable.push(group);
    } else {
      problems.push({
        code: 'no-usage',
        message: `${group.name}: container_memory_usage_bytes is missing, so nothing adds up. Query it too.`,
      });
    }
  }
  if (usable.length === 0 && doubles > 0) {
    problems.push({
      code: 'pod-level-only',
      message:
        'Only pod-level or node-level cgroups are in the result. Query series with a container label (container!="").',
    });
  }
  const nameless = [...containers.nameless, ...goGroups.nameless];
  if (nameless.length > 0) {
    problems.push({
      code: 'no-identity',
      message: `${nameless.length} series have no label that tells which workload they describe, such as pod and container. Keep these labels in the query or name others in the panel options.`,
    });
  }

  const attached = attach(goGroups.groups, usable, problems);
  const states = groupByIdentity(kube, chosen).groups;
  const workloads: Workload[] = [];
  for (const container of usable) {
    const { runs, problems: containerProblems } = containerRuns(container.series, container.name);
    const mine = attached.get(container) ?? [];
    const processes = processRuns(mine, container.name);
    problems.push(...containerProblems, ...processes.problems);
    const parts: Parts = {
      group: container,
      go: mine,
      kube: states.filter((state) => containerOf(state, usable) === container).flatMap((state) => state.series),
      processes: processes.runs,
      ownerLabel: options.ownerLabel,
    };
    const workload = containerWorkload(parts, runs);
    if (workload) {
      workloads.push(workload);
    }
  }
  const joined = new Set([...attached.values()].flat());
  for (const group of goGroups.groups.filter((one) => !joined.has(one.series[0]))) {
    const processes = processRuns(group.series, group.name);
    problems.push(...processes.problems);
    const workload = processWorkload({
      group,
      go: group.series,
      kube: [],
      processes: processes.runs,
      ownerLabel: options.ownerLabel,
    });
    if (workload) {
      workloads.push(workload);
    }
  }
  workloads.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { workloads, problems };
}

/** Go groups by the container they belong to; says so where the match is an assumption or none is possible. */
function attach(groups: readonly Group[], containers: readonly Group[], problems: Problem[]): Map<Group, Series[]> {
  const attached = new Map<Group, Series[]>();
  const left: Group[] = [];
  for (const group of groups) {
    const container = containerOf(group, containers);
    if (container) {
      group.series.forEach((series) => addTo(attached, container, series));
    } else {
      left.push(group);
    }
  }
  if (containers.length === 1 && left.length === 1 && attached.size === 0 && left[0].identity.kind !== 'pod') {
    attached.set(containers[0], left[0].series);
    problems.push({
      code: 'joined-by-assumption',
      message: `The Go series of ${left[0].name} and the container ${containers[0].name} share no label; they are shown together because there is one of each. Name the labels that join them in the panel options.`,
    });
    return attached;
  }
  if (containers.length > 0 && left.length > 0) {
    problems.push({
      code: 'go-without-container',
      message: `${left.length} Go processes have no container series that share their labels: ${left
        .slice(0, 3)
        .map(({ name }) => name)
        .join(
          ', '
        )}. Query the same namespace and pod for both, or name the labels that join them in the panel options.`,
    });
  }
  return attached;
}
