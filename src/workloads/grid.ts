import { withFallbacks } from '../metrics/fallbacks';
import { labelMatcher } from '../metrics/promql';
import { isKubeCounter, isSetting, rolesOf, subjectOf } from '../metrics/roles';
import type { Role, Series } from '../metrics/types';
import type { ContainerRun } from './runs';
import { labelOf, selectorOf } from './identity';
import { arrayFor, joinGo, share } from './joinGo';
import { atSameTime, countAt, lookBack, lowerBound, settingsAt, typicalStep } from './lookup';
import { typical } from './fit';
import type { Group } from './groups';
import { ownerOfPod } from './owner';
import type { ProcessRun } from './processes';
import { pickSource } from './sources';
import { sumsOfTwoLives } from './sums';
import type { IndexRange, Instance, Workload } from './types';
import { isSumOfMany, meanOver } from './unlike';
import { leaveOutUnread } from './unread';

/** Everything that was found for one workload. */
export interface Parts {
  group: Group;
  go: readonly Series[];
  kube: readonly Series[];
  processes: readonly ProcessRun[];
  ownerLabel?: string;
  /** A process that its labels place here and that is too large for it. */
  tooLarge?: Group;
}

const containerRoles = rolesOf('container');

/** A process is started by its container; both times are rounded and read from different clocks. */
const startSlack = 5000;

/** Where one sample is all there is, ms: a common scrape interval. */
const unknownStep = 15_000;

/** Puts the runs of a container and of its Go processes onto the grid of its usage timestamps; null without samples. */
export function containerWorkload(parts: Parts, runs: readonly ContainerRun[]): Workload | null {
  const pieces = runs.map((run) => timesOf(run, parts.processes));
  const time = concat(pieces);
  if (time.length === 0) {
    return null;
  }
  const workload = emptyWorkload(parts, time);
  let start = 0;
  runs.forEach((run, k) => {
    const range = { start, end: start + pieces[k].length };
    if (range.end > start) {
      for (const role of containerRoles) {
        const series = run.series.get(role);
        if (series) {
          place(workload, role, series, range);
        }
      }
      const processes = processesOf(parts.processes, runs, k);
      instancesOf(workload, processes, range, run).forEach((instance) => workload.instances.push(instance));
    }
    start = range.end;
  });
  placeKube(workload, parts.kube);
  leaveOutUnread(workload);
  workload.series = withFallbacks(workload.series);
  return workload;
}

/** Puts what kube-state-metrics tells onto the grid; terminations have lists of their own. */
function placeKube(workload: Workload, kube: readonly Series[]): void {
  for (const [role, series] of pickSource(kube.filter(({ role }) => role !== 'terminatedReason'))) {
    place(workload, role, series, { start: 0, end: workload.time.length });
  }
}

/** A workload of Go series alone, on the grid of process RSS, else of the Go series themselves. */
export function processWorkload(parts: Parts): Workload | null {
  const processes = oneAfterAnother(parts.processes);
  const clocks = processes.map(
    ({ series }) =>
      series.get('processRss') ??
      series.get('otelOther') ??
      series.get('sys') ??
      series.get('retained') ??
      series.get('heapInuse') ??
      series.get('heapAlloc') ??
      series.get('stackSys') ??
      series.get('stackInuse')
  );
  const pieces = clocks.map((clock, k) => {
    const { from, to } = processes[k];
    return clock ? within(clock.times, from, to + 1) : new Float64Array();
  });
  const time = concat(pieces);
  if (time.length === 0) {
    return null;
  }
  const workload = emptyWorkload(parts, time);
  let start = 0;
  processes.forEach((process, k) => {
    const range = { start, end: start + pieces[k].length };
    if (range.end > start) {
      workload.instances.push(...instancesOf(workload, [process], range));
    }
    start = range.end;
  });
  placeKube(workload, parts.kube);
  workload.series = withFallbacks(workload.series);
  return workload;
}

/**
 * Processes in time order without overlap: the newer one takes over, as a container does; one that came and went while
 * an older one went on is left out. Two that overlap for longer were refused before.
 */
function oneAfterAnother(all: readonly ProcessRun[]): ProcessRun[] {
  const kept: ProcessRun[] = [];
  for (const process of all) {
    const previous = kept[kept.length - 1];
    if (previous && process.to <= previous.to) {
      continue;
    }
    if (previous) {
      kept[kept.length - 1] = { ...previous, to: Math.min(previous.to, process.from - 1) };
    }
    kept.push(process);
  }
  return kept;
}

/**
 * Timestamps of the clock while the container is live. Where another accounting series has a clearly coarser step
 * (queries of mixed steps), only its timestamps count: between them nothing could be composed. Sums of two lives are
 * left out.
 */
function timesOf(run: ContainerRun, processes: readonly ProcessRun[]): Float64Array {
  const { clock } = run;
  let coarsest = clock;
  for (const role of ['workingSet', 'rss', 'cache'] as const) {
    const series = run.series.get(role);
    if (series && typicalStep(series.times) > 1.5 * typicalStep(coarsest.times)) {
      coarsest = series;
    }
  }
  const alive = within(clock.times, run.aliveFrom, run.aliveTo);
  const sums = sumsOfTwoLives(run, processes);
  const ofOne = sums.length > 0 ? alive.filter((t) => !sums.some(({ from, to }) => t >= from && t < to)) : alive;
  return coarsest === clock ? ofOne : ofOne.filter((t) => coarsest.times[lowerBound(coarsest.times, t)] === t);
}

/** The times in [from, to); the array itself where all of them are, so that series on it are told by identity. */
function within(times: Float64Array, from: number, to: number): Float64Array {
  const [start, end] = [lowerBound(times, from), lowerBound(times, to)];
  return start === 0 && end === times.length ? times : times.subarray(start, end);
}

function concat(pieces: readonly Float64Array[]): Float64Array {
  if (pieces.length === 1) {
    return pieces[0];
  }
  const all = new Float64Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function emptyWorkload({ group, go, kube, ownerLabel, tooLarge }: Parts, time: Float64Array): Workload {
  const { identity } = group;
  const chosen = ownerLabel ? group.series.map((series) => labelOf(series, ownerLabel)).find(Boolean) : undefined;
  const owner = chosen ?? (identity.pod ? ownerOfPod(identity.pod) : null);
  const step = group.series.find(({ interval }) => interval)?.interval ?? typicalStep(time);
  const sizes = [...group.series, ...go];
  const goLabels = go[0] ? labelsLike(group.identity.labels, go[0]) : group.identity.labels;
  return {
    key: group.key,
    name: group.name,
    labels: identity.labels,
    owner,
    ownerKey: owner ? JSON.stringify([identity.cluster, identity.namespace, owner, identity.container]) : null,
    time,
    step: step > 0 ? step : unknownStep,
    series: {},
    instances: [],
    metrics: {},
    terminations: kube
      .filter(({ role, labels }) => role === 'terminatedReason' && labels.reason)
      .map(({ labels, times, values }) => ({ reason: labels.reason, times: times.filter((_, i) => values[i] > 0) })),
    selectors: { container: selectorOf(identity.labels), go: selectorOf(goLabels) },
    tooLargeFor: tooLarge ? typical(tooLarge, 'processRss') : NaN,
    mayCountTwice: group.series.some((series) => series.mayCountTwice),
    isSum: isSumOfMany(identity, sizes),
    meanOver: meanOver(sizes),
    refIds: {
      container: group.series.find(({ role }) => subjectOf(role) === 'container')?.refId,
      go: go[0]?.refId,
    },
  };
}

/** The labels of a Go series that carry the identity: those with the same names, else its scrape target. */
function labelsLike(labels: Record<string, string>, series: Series): Record<string, string> {
  const own = Object.entries(labels).filter(([name, value]) => labelOf(series, name) === value);
  const names = own.length > 0 ? own.map(([name]) => name) : ['job', 'instance'];
  return Object.fromEntries(names.filter((name) => series.labels[name]).map((name) => [name, series.labels[name]]));
}

function place(workload: Workload, role: Role, series: Series, range: IndexRange): void {
  const { start, end } = range;
  if (series.times === workload.time && start === 0 && end === series.times.length && !workload.series[role]) {
    share(workload, role, series);
    return;
  }
  const out = arrayFor(workload, role, series);
  if (isSetting(role)) {
    settingsAt(series, workload.time.subarray(start, end), out.subarray(start, end));
  } else if (isKubeCounter(role)) {
    const reach = Math.max(lookBack, 2 * (typicalStep(series.times) || 0));
    for (let i = start; i < end; i++) {
      out[i] = countAt(series, workload.time[i], reach);
    }
  } else {
    atSameTime(series, workload.time, range, out);
  }
}

/**
 * Processes of a container run: started with or after it and before the next one. Where start times are missing, or
 * where a process seems to have begun before the first run that is known (the start of the container is reset when
 * cAdvisor restarts, and the boot time that process starts are counted from may be off), those that live with it.
 */
function processesOf(all: readonly ProcessRun[], runs: readonly ContainerRun[], k: number): ProcessRun[] {
  const { started, aliveFrom, aliveTo } = runs[k];
  const next = runs[k + 1]?.started ?? NaN;
  const first = runs.reduce((least, run) => Math.min(least, run.started), Infinity);
  return all.filter((process) => {
    if (Number.isNaN(process.started) || Number.isNaN(started) || process.started < first - startSlack) {
      return process.from < aliveTo && process.to >= aliveFrom;
    }
    return process.started >= started - startSlack && !(process.started >= next - startSlack);
  });
}

/** Splits an index range at process starts and joins the Go samples of each process to its part. */
function instancesOf(
  workload: Workload,
  processes: readonly ProcessRun[],
  { start, end }: IndexRange,
  run?: ContainerRun
): Instance[] {
  const instance = (range: IndexRange, process?: ProcessRun): Instance => ({
    ...range,
    containerStart: run?.started ?? NaN,
    processStart: process?.started ?? NaN,
    runMatcher: run?.label && run.id ? labelMatcher(run.label, run.id) : null,
    image: run?.image ?? null,
    goVersion: process?.version ?? null,
    isUnread: false,
  });
  if (processes.length === 0) {
    return [instance({ start, end })];
  }
  const edges: number[] = [];
  processes.forEach((process, k) => {
    // A start time that moves back cannot tell where a process began; its first sample can.
    const ascends = process.started > (processes[k - 1]?.started ?? NaN);
    const edge = lowerBound(workload.time, ascends ? process.started : process.from);
    edges.push(k === 0 ? start : Math.min(Math.max(edge, edges[k - 1]), end));
  });
  const parts: Instance[] = [];
  processes.forEach((process, k) => {
    const part = { start: edges[k], end: edges[k + 1] ?? end };
    if (part.start < part.end) {
      joinGo(workload, process, part);
      parts.push(instance(part, process));
    }
  });
  return parts;
}
