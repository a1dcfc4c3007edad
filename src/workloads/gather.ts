import { subjectOf } from '../metrics/roles';
import { sameList } from '../metrics/frameState';
import { atOnce, type Steps } from '../metrics/steps';
import type { Problem, Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { labelsApart } from './apart';
import { containerWorkload, processWorkload, type Parts } from './grid';
import { identities, type Identify } from './identity';
import { addTo, compareText } from './lookup';
import { byContainer, ContainerIndex, groupByIdentity, type Group } from './match';
import { processRuns, type ProcessRun } from './processes';
import { splitByRestarts } from './restarts';
import { clockOf, containerRuns, longestRepeat, type ContainerRun } from './runs';
import { sumsOfTwoLives } from './sums';
import { isDoubleCount, withoutPodSums } from './traps';
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
  const { accounting, kube, go, doubles } = sortBySubject(all, plain);
  yield;
  const byLabels = groupByIdentity(accounting, plain);
  yield;
  const apart = identityLabels?.length ? [] : labelsApart(byLabels.groups);
  const isPlain = !identityLabels?.length && apart.length === 0;
  const identify = isPlain ? plain : identities({ chosen: identityLabels, apart });
  const containers = isPlain ? byLabels : groupByIdentity(accounting, identify);
  const goGroups = groupByIdentity(go, identify);
  yield;
  const usable = containers.groups.filter(({ series }) => clockOf(series.map(({ role }) => role)) !== null);
  const problems = problemsOf(usable, [...containers.nameless, ...goGroups.nameless], doubles, apart);

  const index = new ContainerIndex(usable);
  const targets = byContainer(goGroups.groups, index);
  const { attached, joined } = attach(targets, usable, index, problems);
  const states = new Map<Group, Series[]>();
  const kubeGroups = groupByIdentity(kube, identify).groups;
  for (const state of kubeGroups) {
    const container = index.containerOf(state);
    state.series.forEach((series) => container && addTo(states, container, series));
  }
  if (all.length === kube.length) {
    problems.push(...withoutMemory(kubeGroups));
  }
  const workloads: Workload[] = [];
  known.begin();
  const add = (parts: Omit<Parts, 'processes' | 'ownerLabel'>, isContainer: boolean) => {
    const series = [...parts.group.series, ...parts.go, ...parts.kube];
    const { workload, problems: own } = known.of(parts.group.key, { series, ownerLabel }, () => {
      const container = isContainer ? containerRuns(parts.group.series, parts.group.name) : { runs: [], problems: [] };
      const processes = processRuns(parts.go, parts.group.name);
      const whole = { ...parts, processes: processes.runs, ownerLabel };
      return {
        workload: isContainer
          ? containerWorkload(whole, splitByRestarts(container.runs, whole))
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
    add({ group: container, go: attached.get(container) ?? [], kube: states.get(container) ?? [] }, true);
    yield;
  }
  for (const group of targets.filter((one) => !joined.has(one))) {
    add({ group, go: group.series, kube: [] }, false);
  }
  workloads.sort((a, b) => compareText(a.name, b.name) || compareText(a.key, b.key));
  return { workloads, problems };
}

function problemsOf(
  usable: readonly Group[],
  nameless: readonly Series[],
  doubles: number,
  apart: readonly string[]
): Problem[] {
  const problems: Problem[] = [];
  if (usable.length === 0 && doubles > 0) {
    problems.push({
      code: 'pod-level-only',
      message:
        'Only pod-level or node-level cgroups are in the result. Query series with a container label (container!="").',
    });
  }
  if (nameless.length > 0) {
    problems.push({
      code: 'no-identity',
      message: `${nameless.length} series without a label that tells which workload they describe, such as pod and container. Keep these labels in the query or name others in the panel options.`,
    });
  }
  if (apart.length > 0) {
    problems.push({
      code: 'told-apart',
      message: `Containers of the same name are told apart by the label ${apart.join(', ')}.`,
    });
  }
  return problems;
}

/** Says where a Go process goes on after all series of its container have ended: nothing is composed there. */
function endProblems(runs: readonly ContainerRun[], processes: readonly ProcessRun[], name: string): Problem[] {
  const ends = runs.reduce((last, { aliveTo }) => Math.max(last, aliveTo), -Infinity);
  const goesOn = processes.reduce((last, { from, to }) => (from <= ends ? Math.max(last, to - ends) : last), 0);
  return goesOn > longestRepeat
    ? [
        {
          code: 'container-ended',
          message: `${name}: the container series end ${Math.round(goesOn / minute)} minutes before its Go series: what happened since then is not shown. Look at the scrape of the kubelet (/metrics/cadvisor).`,
        },
      ]
    : [];
}

/** Says where a container that is gone and the next one are added up. */
const sumProblems = (runs: readonly ContainerRun[], processes: readonly ProcessRun[], name: string): Problem[] =>
  runs.some((run) => sumsOfTwoLives(run, processes).length > 0)
    ? [
        {
          code: 'two-lives',
          message: `${name}: for minutes after a restart the aggregated series add up the container that is gone and the one that follows; these samples are left out. Keep the label id in the query to tell them apart.`,
        },
      ]
    : [];

/** Containers of which nothing but limits, restarts and reasons is known. */
function withoutMemory(groups: readonly Group[]): Problem[] {
  if (groups.length === 0) {
    return [];
  }
  const isKilled = groups.some(({ series }) => series.some(({ labels }) => labels.reason === 'OOMKilled'));
  const names = groups.slice(0, 3).map(({ name }) => name);
  return [
    {
      code: 'no-memory-series',
      message: `Only kube-state-metrics tells of ${names.join(', ')}${
        isKilled ? ', and reports OOMKilled' : ''
      }: no memory series is in the result. Query container_memory_usage_bytes{container!=""} and its siblings of the same pods; a container that ends within a scrape interval may have none.`,
    },
  ];
}

/** Says where Go series are shown with another container than the one whose label they carry. */
const passedOnProblems = ({ identity, name }: Group, container: Group): Problem[] =>
  identity.container && container.identity.container && identity.container !== container.identity.container
    ? [
        {
          code: 'passed-on',
          message: `The Go series of ${name} are shown with ${container.name}: their process is as large as that container, and too large for the one whose label they carry, which passes them on.`,
        },
      ]
    : [];

/** Go series by the container they belong to; says so where the match is an assumption or none is possible. */
function attach(
  groups: readonly Group[],
  containers: readonly Group[],
  index: ContainerIndex,
  problems: Problem[]
): { attached: Map<Group, Series[]>; joined: Set<Group> } {
  const byContainer = new Map<Group, Group[]>();
  const left: Group[] = [];
  for (const group of groups) {
    const container = index.containerOf(group);
    if (container) {
      addTo(byContainer, container, group);
      problems.push(...passedOnProblems(group, container));
    } else {
      left.push(group);
    }
  }
  const attached = new Map<Group, Series[]>();
  const joined = new Set<Group>();
  for (const [container, mine] of byContainer) {
    const names = [...new Set(mine.map(({ identity }) => identity.container))].filter(Boolean);
    if (!container.identity.container && names.length > 1) {
      problems.push({
        code: 'pod-sum',
        message: `${container.name}: the container series are of the pod as a whole, and Go series of ${names.join(' and ')} are in it. Each Go process is shown by itself. Query container series with their container label, instead of sum by (pod).`,
      });
    } else {
      attached.set(
        container,
        mine.flatMap(({ series }) => series)
      );
      mine.forEach((group) => joined.add(group));
    }
  }
  if (containers.length === 1 && left.length === 1 && attached.size === 0 && left[0].identity.kind !== 'pod') {
    attached.set(containers[0], left[0].series);
    joined.add(left[0]);
    problems.push({
      code: 'joined-by-assumption',
      message: `The Go series of ${left[0].name} and the container ${containers[0].name} share no label; they are shown together because there is one of each. Name the labels that join them in the panel options.`,
    });
    return { attached, joined };
  }
  if (containers.length > 0 && left.length > 0) {
    problems.push({
      code: 'go-without-container',
      message: `No container series share the labels of ${left.length === 1 ? 'a Go process' : `${left.length} Go processes`}: ${left
        .slice(0, 3)
        .map(({ name }) => name)
        .join(
          ', '
        )}. Query the same namespace and pod for both, or name the labels that join them in the panel options.`,
    });
  }
  return { attached, joined };
}
