import { problemIf } from '../metrics/problems';
import { readable } from '../metrics/readable';
import type { Problem, Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { fewOf } from './lookup';
import type { Group } from './groups';
import type { ContainerIndex } from './match';
import type { ProcessRun } from './processes';
import { isSize, longestRepeat, type ContainerRun } from './runs';
import { sumsOfTwoLives } from './sums';

/** Names of groups in a message. */
const namesOf = (groups: readonly Group[]): string => fewOf(groups.map(({ name }) => name));

/** What is said of series that are no containers, have no name, or are told apart by an unknown label. */
export function problemsOf(
  usable: readonly Group[],
  nameless: readonly Series[],
  doubles: number,
  apart: readonly string[]
): Problem[] {
  return [
    ...problemIf(
      usable.length === 0 && doubles > 0,
      'node-level-only',
      () => 'Only cgroups of nodes are in the result. Query series of containers or pods (pod!="").'
    ),
    ...problemIf(
      nameless.length > 0,
      'no-identity',
      () =>
        `${nameless.length} series without a label that tells which workload they describe, such as pod and container. Keep these labels in the query or name others in the panel options.`
    ),
    ...problemIf(
      apart.length > 0,
      'told-apart',
      () => `Containers of the same name are told apart by the label ${apart.map(readable).join(', ')}.`
    ),
  ];
}

/**
 * True where every size of a container is 0 all the time, which nothing with a process in it is: the kernel was started
 * without its memory controller, as on some ARM boards.
 */
export const isUnmeasured = ({ series }: Group): boolean =>
  series.every(({ role, values }) => !isSize(role) || values.every((value) => value === 0));

/** Says of such containers that there is no measurement of them, and how to get one. */
export function unmeasured(groups: readonly Group[]): Problem[] {
  const names = groups.map(({ name }) => name);
  return problemIf(
    names.length > 0,
    'all-zero',
    () =>
      `Every memory series of ${fewOf(names)} is 0, so the kernel does not account for memory there. Start it with cgroup_enable=memory, or query process_resident_memory_bytes.`
  );
}

/** Says where a Go process goes on after all series of its container have ended: nothing is composed there. */
export function endProblems(runs: readonly ContainerRun[], processes: readonly ProcessRun[], name: string): Problem[] {
  const ends = runs.reduce((last, { aliveTo }) => Math.max(last, aliveTo), -Infinity);
  const goesOn = processes.reduce((last, { from, to }) => (from <= ends ? Math.max(last, to - ends) : last), 0);
  return problemIf(
    goesOn > longestRepeat,
    'container-ended',
    () =>
      `${name}: the container series end ${Math.round(goesOn / minute)} minutes before its Go series: what happened since then is not shown. Look at the scrape of the kubelet (/metrics/cadvisor).`
  );
}

/** Says where a container that is gone and the next one are added up. */
export const sumProblems = (runs: readonly ContainerRun[], processes: readonly ProcessRun[], name: string): Problem[] =>
  problemIf(
    runs.some((run) => sumsOfTwoLives(run, processes).length > 0),
    'two-lives',
    () =>
      `${name}: for minutes after a restart the aggregated series add up the container that is gone and the one that follows; these samples are left out. Keep the label id in the query to tell them apart.`
  );

/** Says where sizes may be twice what there is, so that they are held against no limit. */
export function twiceProblems(groups: readonly Group[]): Problem[] {
  const names = groups.filter(({ series }) => series.some((one) => one.mayCountTwice)).map(({ name }) => name);
  return problemIf(
    names.length > 0,
    'counts-twice',
    () =>
      `The query of ${fewOf(names)} adds up all cgroups of a pod: that of the pod itself and those of its containers, which is twice what there is wherever both are told. Add container!="" to its selector; until then no risk and no size is told from it.`
  );
}

/** Says which sizes were left out, since others beside them were taken otherwise. */
export const windowProblems = ({ name }: Group, left: readonly string[]): Problem[] =>
  problemIf(
    left.length > 0,
    'unlike-windows',
    () =>
      `${name}: ${fewOf([...new Set(left)])} and the sizes beside them are taken over different windows of time: they are left out. Query all with the same function and window, or as they are.`
  );

/** Says why limits count for nothing. */
export const limitProblems = (groups: readonly Group[]): Problem[] =>
  problemIf(
    groups.length > 0,
    'unlike-limits',
    () =>
      `The queries of ${namesOf(groups)} add up memory of several containers and take one of their limits, or the reverse: no limit is known. Query the sum of both.`
  );

/** Says why Go series are not shown. */
export const goProblems = (groups: readonly Group[]): Problem[] =>
  problemIf(
    groups.length > 0,
    'unlike-go',
    () =>
      `The queries of ${namesOf(groups)} add up several pods for container or Go series and take one value for the other: the Go series are left out. Query the sum of both, or keep the label pod.`
  );

/** Containers of which nothing but limits, restarts and reasons is known. */
export function withoutMemory(groups: readonly Group[]): Problem[] {
  return problemIf(groups.length > 0, 'no-memory-series', () => {
    const isKilled = groups.some(({ series }) => series.some(({ labels }) => labels.reason === 'OOMKilled'));
    const reported = isKilled ? ', and reports OOMKilled' : '';
    return `Only kube-state-metrics tells of ${namesOf(groups)}${reported}: no memory series is in the result. Query container_memory_usage_bytes{container!=""} and its siblings of the same pods; a container that ends within a scrape interval may have none.`;
  });
}

/** Says where Go series are shown with another container than the one whose label they carry. */
export const passedOnProblems = ({ identity, name }: Group, container: Group): Problem[] =>
  problemIf(
    Boolean(identity.container && container.identity.container) && identity.container !== container.identity.container,
    'passed-on',
    () =>
      `The Go series of ${name} are shown with ${container.name}: their process is as large as that container, and too large for the one whose label they carry, which passes them on.`
  );

/** Says of Go processes that are shown by themselves why no container is theirs. */
export function withoutContainer(groups: readonly Group[], index: ContainerIndex): Problem[] {
  const tooLarge: Group[] = [];
  const inPods: Group[] = [];
  const others: Group[] = [];
  for (const group of groups) {
    const kind = index.tooSmallFor(group) ? tooLarge : index.inPod(group).length > 0 ? inPods : others;
    kind.push(group);
  }
  return [
    ...problemIf(
      tooLarge.length > 0,
      'go-too-large',
      () =>
        `The Go process of ${namesOf(tooLarge)} is more than twice as large as the container of that name ever was, so it is shown by itself. Either it runs in another container, whose metrics this one passes on, or in a virtual machine or a sandbox that is charged elsewhere. Query all containers of the pod.`
    ),
    ...problemIf(others.length > 0, 'go-without-container', () => {
      const who = others.length === 1 ? 'a Go process' : `${others.length} Go processes`;
      return `No container series share the labels of ${who}: ${namesOf(others)}. Query the same namespace and pod for both, or name the labels that join them in the panel options.`;
    }),
    ...problemIf(
      inPods.length > 0,
      'go-of-unknown-container',
      () =>
        `Nothing tells which container of its pod the Go process of ${namesOf(inPods)} runs in: several may be it, or what it has resident is a small part of the one that is known. Query all containers of the pod, and keep the label container of the scrape.`
    ),
  ];
}
