import type { Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { lookBack, lowerBound, typicalStep } from './lookup';
import type { Parts } from './grid';
import type { ContainerRun } from './runs';
import { pickSource } from './sources';

/** kube-state-metrics learns what the kubelet did within a minute or two, ms. */
export const reportedWithin = lookBack + minute;

/** A container that was started anew is smaller than before by at least this share. */
const leastFall = 0.1;

/**
 * A restart takes all memory of the processes with it: by so much the size falls, between two samples or in the scrape
 * after, where cAdvisor that has only been started anew itself gives the container another start time (cadvisor#1879).
 */
const leastLoss = 0.3;

/**
 * Runs under one id, as of a unit of systemd or a container that Docker starts again: split where the start time rises
 * and memory falls along.
 */
export const splitByStarts = (runs: readonly ContainerRun[]): ContainerRun[] =>
  runs.flatMap((run) => {
    const start = run.series.get('containerStart');
    const size = run.series.get('rss') ?? run.series.get('workingSet') ?? run.clock;
    const edges = (start ? risesOf(start) : [])
      .map((at) => lossNear(size, at))
      .filter((edge) => run.aliveFrom < edge && edge < run.aliveTo);
    return cutAt(run, edges, (edge) => (start ? start.values[lowerBound(start.times, edge)] * 1000 : NaN));
  });

/** The sample around `at` with which memory was lost, ms; NaN where it was not. */
function lossNear({ times, values }: Series, at: number): number {
  const near = lowerBound(times, at);
  const lost = [near - 1, near, near + 1].find((i) => i > 0 && values[i - 1] - values[i] >= leastLoss * values[i - 1]);
  return lost === undefined ? NaN : times[lost];
}

/** The parts of a run between some of its timestamps, ascending; `startOf` gives the start of a later part, ms. */
function cutAt(run: ContainerRun, edges: readonly number[], startOf: (edge: number) => number): ContainerRun[] {
  const starts = [run.aliveFrom, ...edges];
  return starts.map((aliveFrom, k) => ({
    ...run,
    started: k === 0 ? run.started : startOf(aliveFrom),
    aliveFrom,
    aliveTo: starts[k + 1] ?? run.aliveTo,
  }));
}

/**
 * Restarts that no label of a run shows, because ids were dropped or aggregated away: where Kubernetes' restart counter
 * rises (without one, where it begins to report a termination) and no other run begins, the run is split at the largest
 * fall of its size around that time. Without a fall it is split at the first sample that reports it, since Kubernetes
 * says that there was a restart.
 */
export function splitByRestarts(
  runs: readonly ContainerRun[],
  { kube, processes, group }: Pick<Parts, 'kube' | 'processes' | 'group'>
): ContainerRun[] {
  // The cgroup of a pod stays the same one while its containers are started anew.
  const isOfPod = group.identity.kind === 'pod' && group.identity.container === '';
  if (runs.length === 0 || (!isOfPod && runs.some(({ label }) => label !== null))) {
    return [...runs];
  }
  const counter = pickSource(kube).get('restarts');
  const reported = counter ? risesOf(counter) : beginningsOf(kube);
  const known = [...runs.map(({ aliveFrom }) => aliveFrom), ...processes.map(({ from }) => from)];
  return runs.flatMap((run) => {
    const edges: number[] = [];
    for (const at of reported) {
      const edge = edgeNear(run, { at, after: edges[edges.length - 1] ?? run.aliveFrom, mustFall: run.label !== null });
      if (edge !== null && !known.some((other) => Math.abs(other - edge) < reportedWithin && other > run.aliveFrom)) {
        edges.push(edge);
      }
    }
    return cutAt(run, edges, (edge) => edge);
  });
}

/** Times at which a counter is first seen higher than before, ms. */
function risesOf({ times, values }: Series): number[] {
  const rises: number[] = [];
  for (let i = 1; i < times.length; i++) {
    if (values[i] > values[i - 1]) {
      rises.push(times[i]);
    }
  }
  return rises;
}

/**
 * Times at which a termination is first reported, by an exporter that was there before: its own start says nothing of
 * the container; ms, ascending.
 */
function beginningsOf(kube: readonly Series[]): number[] {
  const isReason = ({ role }: Series) => role === 'terminatedReason';
  const known = kube.reduce((first, one) => (isReason(one) ? first : Math.min(first, one.times[0] ?? first)), Infinity);
  const firsts = new Map<string, number>();
  for (const { labels, times } of kube.filter(isReason)) {
    const { reason = '' } = labels;
    firsts.set(reason, Math.min(firsts.get(reason) ?? Infinity, times[0] ?? Infinity));
  }
  return [...firsts.values()].filter((first) => first > known && first < Infinity).sort((a, b) => a - b);
}

/**
 * The first timestamp of the run that began around `at` and after `after`; null where the run has no samples there, or
 * its size does not fall although it must: a small container of a pod is started anew beside large ones.
 */
function edgeNear(
  { clock: { times, values }, aliveTo }: ContainerRun,
  { at, after, mustFall }: { at: number; after: number; mustFall: boolean }
): number | null {
  const first = Math.max(1, lowerBound(times, Math.max(after + 1, at - reportedWithin)));
  const last = lowerBound(times, Math.min(aliveTo, at + 2 * (typicalStep(times) || 0) + 1));
  let edge = -1;
  let fall = 0;
  for (let i = first; i < last; i++) {
    const drop = values[i - 1] - values[i];
    if (drop > fall && drop > leastFall * values[i - 1]) {
      edge = i;
      fall = drop;
    }
  }
  if (edge >= 0) {
    return times[edge];
  }
  if (mustFall) {
    return null;
  }
  const next = lowerBound(times, at);
  return next > 0 && next < last && times[next] > after ? times[next] : null;
}
