import { subjectOf } from '../metrics/roles';
import { sameList } from '../metrics/frameState';
import { atOnce, type Steps } from '../metrics/steps';
import type { Problem, Series } from '../metrics/types';
import { labelsApart } from './apart';
import { containerWorkload, processWorkload, type Parts } from './grid';
import { identities, type Identify } from './identity';
import { withLostNames } from './lostNames';
import { addTo, compareText } from './lookup';
import { mayBeIn } from './fit';
import { groupByIdentity, type Group } from './groups';
import { byContainer, ContainerIndex, isExporter } from './match';
import {
  endProblems,
  goProblems,
  isUnmeasured,
  limitProblems,
  passedOnProblems,
  problemsOf,
  sumProblems,
  twiceProblems,
  unmeasured,
  windowProblems,
  withoutContainer,
  withoutMemory,
} from './gatherProblems';
import { processRuns } from './processes';
import { splitByRestarts, splitByStarts } from './restarts';
import { clockOf, containerRuns } from './runs';
import { statesOfPod } from './podStates';
import { isDoubleCount, withoutPodSums } from './traps';
import { alikeContainer, alikeInTime, isGoOfOthers, isLimitOfOthers } from './unlike';
import type { Workload } from './types';

export interface GatherOptions {
  /** Labels that identify a workload, instead of the candidate list. */
  identityLabels?: readonly string[];
  /** Label that names the owner, instead of the pod's name without its generated suffix. */
  ownerLabel?: string;
}

/** A workload and what was said of it, with the series that it was made of. */
interface Gathered {
  series: readonly Series[];
  ownerLabel: string | undefined;
  workload: Workload | null;
  problems: readonly Problem[];
}

/** Workloads of the last round, by key: one whose series are the same ones is the same workload. */
export class KnownWorkloads {
  private known = new Map<string, Gathered>();
  private next = new Map<string, Gathered>();

  begin(): void {
    this.known = this.next;
    this.next = new Map();
  }

  /** The workload of a group and its series: that of the last round, else a new one. */
  of(
    key: string,
    parts: Pick<Gathered, 'series' | 'ownerLabel'>,
    build: () => Omit<Gathered, 'series' | 'ownerLabel'>
  ) {
    const before = this.known.get(key);
    const gathered =
      before && before.ownerLabel === parts.ownerLabel && sameList(before.series, parts.series)
        ? before
        : { ...parts, ...build() };
    this.next.set(key, gathered);
    return gathered;
  }
}

/** Series by what they describe. */
interface Sorted {
  accounting: Series[];
  kube: Series[];
  go: Series[];
  /** How many series of pods, pause containers and hierarchies were left out. */
  doubles: number;
}

function sortBySubject(all: readonly Series[], identify: Identify): Sorted {
  const sorted: Sorted = { accounting: [], kube: [], go: [], doubles: 0 };
  for (const series of all) {
    const subject = subjectOf(series.role);
    if (subject === 'kube') {
      sorted.kube.push(series);
    } else if (subject !== 'container') {
      sorted.go.push(series);
    } else if (isDoubleCount(series, identify)) {
      sorted.doubles++;
    } else {
      sorted.accounting.push(series);
    }
  }
  return { ...sorted, accounting: withoutPodSums(sorted.accounting, identify) };
}

/**
 * Gathers recognised series into workloads: containers by identity, each with the kube-state-metrics and Go series
 * that belong to it, on the time grid of what says how large it is. Go series without container become workloads of
 * their own. Pure; never throws on the content of series; what could not be used is said in `problems`.
 */
export const gather = (all: readonly Series[], options: GatherOptions = {}) => atOnce(gatherInSteps(all, options));

/** The same, a workload at each step. `known` remembers workloads from one call to the next. */
export function* gatherInSteps(
  all: readonly Series[],
  { identityLabels, ownerLabel }: GatherOptions,
  known = new KnownWorkloads()
): Steps<{ workloads: Workload[]; problems: Problem[] }> {
  const plain = identities();
  const { accounting, kube, go, doubles } = sortBySubject(withLostNames(all), plain);
  yield;
  const byLabels = groupByIdentity(accounting, plain);
  yield;
  const apart = identityLabels?.length ? [] : labelsApart(byLabels.groups);
  const isPlain = !identityLabels?.length && apart.length === 0;
  const identify = isPlain ? plain : identities({ chosen: identityLabels, apart });
  const containers = isPlain ? byLabels : groupByIdentity(accounting, identify);
  const goGroups = groupByIdentity(go, identify);
  yield;
  const sized = containers.groups.filter(({ series }) => clockOf(series.map(({ role }) => role)) !== null);
  const problems: Problem[] = [];
  const usable = sized.filter((group) => !isUnmeasured(group)).map((group) => takenAlike(group, problems));
  problems.push(...problemsOf(usable, [...containers.nameless, ...goGroups.nameless], doubles, apart));
  problems.push(...unmeasured(sized.filter(isUnmeasured)), ...twiceProblems(usable));

  const index = new ContainerIndex(usable);
  const targets = byContainer(goGroups.groups, index);
  const { attached, joined } = attach(targets, usable, index, problems);
  const tooLarge = new Map<Group | null, Group>();
  const alone = targets
    .filter((one) => !joined.has(one))
    .map((one) => {
      const container = index.tooSmallFor(one);
      tooLarge.set(container, one);
      return container?.key === one.key ? besideContainer(one) : one;
    });
  const kubeGroups = groupByIdentity(kube, identify).groups;
  const states = statesOf(kubeGroups, index, alone);
  problems.push(...limitProblems(withoutOthersLimits(states)));
  if (all.length === kube.length) {
    problems.push(...withoutMemory(kubeGroups));
  }
  const workloads: Workload[] = [];
  known.begin();
  const add = (parts: Omit<Parts, 'processes' | 'ownerLabel'>, isContainer: boolean) => {
    const series = [...parts.group.series, ...parts.go, ...parts.kube, ...(parts.tooLarge?.series ?? [])];
    // Other labels may have the same values.
    const { key, identity } = parts.group;
    const asNamed = `${key} ${Object.keys(identity.labels).join(' ')}`;
    const { workload, problems: own } = known.of(asNamed, { series, ownerLabel }, () => {
      const container = isContainer ? containerRuns(parts.group.series, parts.group.name) : { runs: [], problems: [] };
      const processes = processRuns(parts.go, parts.group.name);
      const whole = { ...parts, processes: processes.runs, ownerLabel };
      return {
        workload: isContainer
          ? containerWorkload(whole, splitByRestarts(splitByStarts(container.runs), whole))
          : processWorkload(whole),
        problems: [
          ...container.problems,
          ...processes.problems,
          ...endProblems(container.runs, processes.runs, parts.group.name),
          ...sumProblems(container.runs, processes.runs, parts.group.name),
        ],
      };
    });
    problems.push(...own);
    if (workload) {
      workloads.push(workload);
    }
  };
  for (const container of usable) {
    const go = attached.get(container) ?? [];
    add({ group: container, go, kube: states.get(container) ?? [], tooLarge: tooLarge.get(container) }, true);
    yield;
  }
  for (const group of alone) {
    add({ group, go: group.series, kube: states.get(group) ?? [] }, false);
  }
  workloads.sort((a, b) => compareText(a.name, b.name) || compareText(a.key, b.key));
  return { workloads, problems };
}

/** A process that is shown beside the container of the same labels: another workload, of another owner. */
const besideContainer = (group: Group): Group => ({
  ...group,
  key: `go ${group.key}`,
  name: `${group.name} (Go)`,
  identity: { ...group.identity, container: `${group.identity.container} (Go)` },
});

/**
 * Series of kube-state-metrics by the container they describe, else by the process that is alone known of it and names
 * its container: of a pod with several nothing else says which of them it is in, and only those that have a limit have
 * a series of it.
 */
function statesOf(kube: readonly Group[], index: ContainerIndex, processes: readonly Group[]): Map<Group, Series[]> {
  const states = new Map<Group, Series[]>();
  const ofProcesses = new ContainerIndex(processes.filter(({ identity }) => identity.container));
  const told = new Map<Group, Group[]>();
  for (const state of kube) {
    const container = index.containerOf(state);
    state.series.forEach((series) => container && addTo(states, container, series));
    const process = container ? null : ofProcesses.containerOf(state);
    if (process) {
      addTo(told, process, state);
    }
  }
  for (const [process, mine] of told) {
    if (mine.length === 1) {
      states.set(process, mine[0].series);
    }
  }
  for (const [container, series] of states) {
    states.set(container, container.identity.container ? series : statesOfPod(series));
  }
  return states;
}

/** A group whose sizes were all taken in one way; what is left out is said. */
function takenAlike(group: Group, problems: Problem[]): Group {
  const { series, left } = alikeInTime(group.series);
  problems.push(...windowProblems(group, left));
  return left.length === 0 ? group : { ...group, series: [...series] };
}

/** Leaves out limits that are not of what a container's series are of, in place; returns the groups that had some. */
function withoutOthersLimits(states: Map<Group, Series[]>): Group[] {
  const groups = [...states].filter(([group, kube]) => isLimitOfOthers(group.identity, group.series, kube));
  for (const [group, kube] of groups) {
    states.set(
      group,
      kube.filter(({ role }) => role !== 'kubeLimit')
    );
  }
  return groups.map(([group]) => group);
}

/** Go series by the container they belong to; says so where the match is an assumption or none is possible. */
function attach(
  groups: readonly Group[],
  containers: readonly Group[],
  index: ContainerIndex,
  problems: Problem[]
): { attached: Map<Group, Series[]>; joined: Set<Group> } {
  const byContainer = new Map<Group, Group[]>();
  const left: Group[] = [];
  const joined = new Set<Group>();
  const others: Group[] = [];
  for (const group of groups) {
    const container = index.containerOf(group);
    if (container && isGoOfOthers(container.identity, container.series, group.series)) {
      others.push(group);
      joined.add(group);
    } else if (container) {
      addTo(byContainer, container, group);
      problems.push(...passedOnProblems(group, container));
    } else {
      left.push(group);
    }
  }
  problems.push(...goProblems(others));
  const attached = new Map<Group, Series[]>();
  for (const [container, mine] of byContainer) {
    const names = [...new Set(mine.map(({ identity }) => identity.container))].filter(Boolean);
    if (!container.identity.container && names.length > 1) {
      problems.push({
        code: 'pod-sum',
        message: `${container.name}: the container series are of the pod as a whole, and Go series of ${names.join(' and ')} are in it. Each Go process is shown by itself. Query container series with their container label, instead of sum by (pod).`,
      });
    } else {
      const go = alikeContainer(
        mine.flatMap(({ series }) => series),
        container.series
      );
      problems.push(...windowProblems(container, go.left));
      attached.set(container, [...go.series]);
      mine.forEach((group) => joined.add(group));
    }
  }
  if (
    containers.length === 1 &&
    left.length === 1 &&
    attached.size === 0 &&
    left[0].identity.kind !== 'pod' &&
    !isExporter(left[0], containers[0]) &&
    mayBeIn(left[0], containers[0])
  ) {
    attached.set(containers[0], left[0].series);
    joined.add(left[0]);
    problems.push({
      code: 'joined-by-assumption',
      message: `The Go series of ${left[0].name} and the container ${containers[0].name} share no label; they are shown together because there is one of each. Name the labels that join them in the panel options.`,
    });
    return { attached, joined };
  }
  if (containers.length > 0) {
    problems.push(...withoutContainer(left, index));
  }
  return { attached, joined };
}
