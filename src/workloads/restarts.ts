import type { Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { lookBack, lowerBound, typicalStep } from './lookup';
import type { ProcessRun } from './processes';
import type { ContainerRun } from './runs';
import { pickSource } from './sources';

/** kube-state-metrics learns what the kubelet did within a minute or two, ms. */
export const reportedWithin = lookBack + minute;

/** A container that was started anew is smaller than before by at least this share. */
const leastFall = 0.1;

/**
 * Restarts that no label of a run shows, because ids were dropped or aggregated away: where Kubernetes' restart counter
 * rises (without one, where it begins to report a termination) and no other run begins, the run is split at the largest
 * fall of its size around that time. Without a fall it is split at the first sample that reports it, since Kubernetes
 * says that there was a restart.
 */
export function splitByRestarts(
  runs: readonly ContainerRun[],
  { kube, processes }: { kube: readonly Series[]; processes: readonly ProcessRun[] }
): ContainerRun[] {
  if (runs.length === 0 || runs.some(({ label }) => label !== null)) {
    return [...runs];
  }
  const counter = pickSource(kube).get('restarts');
  const reported = counter ? risesOf(counter) : beginningsOf(kube);
  const known = [...runs, ...processes.map(({ from }) => ({ aliveFrom: from }))].map(({ aliveFrom }) => aliveFrom);
  return runs.flatMap((run) => {
    const edges: number[] = [];
    for (const at of reported) {
      const edge = edgeNear(run, at, edges[edges.length - 1] ?? run.aliveFrom);
      if (edge !== null && !known.some((other) => Math.abs(other - edge) < reportedWithin && other > run.aliveFrom)) {
        edges.push(edge);
      }
    }
    const starts = [run.aliveFrom, ...edges];
    return starts.map((aliveFrom, k) => ({
      ...run,
      started: k === 0 ? run.started : aliveFrom,
      aliveFrom,
      aliveTo: starts[k + 1] ?? run.aliveTo,
    }));
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

/** The first timestamp of the run that began around `at` and after `after`; null where the run has no samples there. */
function edgeNear({ clock, aliveTo }: ContainerRun, at: number, after: number): number | null {
  const { times, values } = clock;
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
  const next = lowerBound(times, at);
  return next > 0 && next < last && times[next] > after ? times[next] : null;
}
