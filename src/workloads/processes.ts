import type { Problem, Role, Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { addTo, lookBack, lowerBound, nearest, typicalStep } from './lookup';
import { samplesIn, versionIn, versionOf } from './goVersions';
import { byContent, cut, joinPaths, pickSource, targetOf } from './sources';

/** One run of a Go process: its series and the part of their samples that belongs to it, ms, both ends included. */
export interface ProcessRun {
  series: Map<Role, Series>;
  /** process_start_time_seconds in ms; NaN where no series tells. */
  started: number;
  from: number;
  to: number;
  version: string | null;
}

/** Start times are computed from a boot time that clock adjustment moves by a second now and then. */
const sameStart = 2000;

/**
 * A start time is the boot time of the machine and the process's age in ticks (proc(5)): where its clock is set, as by
 * NTP, the start of a process that goes on moves by as much, ms.
 */
const clockStep = 10_000;

/** A start time that comes back so often is no restart: nothing starts twice. */
const mostReturns = 2;

/**
 * Splits the Go series of one container into runs of one process each, in time order: by target (a new pod address is
 * a new process, unless it started when the one before did), then by process start time, else by change of version and
 * by a counter that starts again. Two processes that report at the same time, or that answer one target in turn, are
 * said, and neither is used: adding them up, or taking one for both, would invent numbers.
 */
export function processRuns(all: readonly Series[], name: string): { runs: ProcessRun[]; problems: Problem[] } {
  const targets = byTarget(all).map(runsOfTarget);
  if (targets.some(answersInTurn)) {
    return refusal(
      `${name}: several Go processes answer one target in turn, as behind a load balancer. Their series are left out, since each sample may be of another process: scrape every process by its own address.`
    );
  }
  const runs = targets.flat().sort(byAge);
  const kept: ProcessRun[] = [];
  const sameValues = memoised(compareValues);
  let open: ProcessRun[] = [];
  for (const run of runs) {
    open = open.filter(({ to }) => to >= run.from);
    const before = kept[kept.length - 1];
    if (before && before.to < run.from && Math.abs(before.started - run.started) <= sameStart) {
      goOn(before, run);
      continue;
    }
    const rival = open.find((other) => overlap(other, run) > 2);
    if (rival && isFrozen(rival, run.from)) {
      rival.to = run.from - 1;
    } else if (rival && isSameProcess(rival, run, sameValues)) {
      continue;
    } else if (rival) {
      return refusal(
        `${name}: two Go processes report for one container. Their series are left out, since adding them up would be wrong: select one of them by its job or instance label.`
      );
    }
    kept.push(run);
    open.push(run);
  }
  return { runs: kept, problems: [] };
}

/** A process that started once and is scraped under another address or name from then on. */
function goOn(before: ProcessRun, run: ProcessRun): void {
  // What follows belongs to other runs of its target.
  before.series = joinPaths([cut(before.series, -Infinity, before.to + 1), run.series]);
  before.to = run.to;
  before.version ??= run.version;
}

/** Oldest first; those that begin together by their start and their series, never in the order in which they came. */
const byAge = (a: ProcessRun, b: ProcessRun): number =>
  a.from - b.from || startOrLast(a) - startOrLast(b) || byClock(a, b);

function byClock(a: ProcessRun, b: ProcessRun): number {
  const [left, right] = [a, b].map(({ series }) => longest([...series.values()]));
  return left && right ? byContent(left, right) : a.series.size - b.series.size;
}

const startOrLast = ({ started }: ProcessRun): number => (Number.isNaN(started) ? Number.MAX_VALUE : started);

const refusal = (message: string) => ({ runs: [], problems: [{ code: 'two-go-processes', message }] });

/**
 * Whether the start times of a target's runs go back and forth between those of several processes (A, B, A, B, ...).
 */
function answersInTurn(runs: readonly ProcessRun[]): boolean {
  const seen = new Set<number>();
  let returns = 0;
  for (const { started } of runs.filter((run) => !Number.isNaN(run.started))) {
    const slot = Math.round(started / sameStart);
    returns += Number([slot - 1, slot, slot + 1].some((near) => seen.has(near)));
    seen.add(slot);
  }
  return returns > mostReturns;
}

/** Series by scrape target; series without one (recording rules) go with the only target there is. */
function byTarget(all: readonly Series[]): Series[][] {
  const targets = new Map<string, Series[]>();
  for (const series of all) {
    addTo(targets, targetOf(series), series);
  }
  const named = [...targets.keys()].filter(Boolean);
  if (named.length === 1 && targets.has('')) {
    return [[...all]];
  }
  return [...targets.values()];
}

/** A target that is gone shows for no longer than this, ms: a scrape may be late. */
const longestRepeat = lookBack + minute / 2;

/** A live heap never allocates to the same byte for long; a repeated sample does. */
function isFrozen(run: ProcessRun, from: number): boolean {
  const series = run.series.get('heapAlloc') ?? run.series.get('processRss');
  if (!series || run.to - from > longestRepeat) {
    return false;
  }
  const tail = series.values.subarray(lowerBound(series.times, from), lowerBound(series.times, run.to + 1));
  return tail.length > 2 && tail.every((value) => value === tail[0]);
}

function runsOfTarget(all: readonly Series[]): ProcessRun[] {
  const versions: Series[] = [];
  const others: Series[] = [];
  for (const one of all) {
    (one.role === 'goVersion' ? versions : others).push(one);
  }
  const series = pickSource(others);
  const clock = series.get('processStart') ?? longest([...series.values()]) ?? longest(versions);
  if (!clock || clock.times.length === 0) {
    return [];
  }
  const cuts =
    clock.role === 'processStart'
      ? startCuts(clock, series.get('gcCount'))
      : cutsAt(edgesOf(versions, series.get('gcCount')), clock.times);
  return cuts.map((cut) => ({ ...cut, series, version: versionIn(versions, cut.from, cut.to) }));
}

/** The series with the most samples; of several the one that begins first, whatever their order. */
const longest = (all: readonly Series[]): Series | undefined =>
  all.reduce<Series | undefined>((best, one) => (!best || isLonger(one, best) ? one : best), undefined);

const isLonger = (a: Series, b: Series): boolean =>
  (b.times.length - a.times.length || a.times[0] - b.times[0] || byContent(a, b)) < 0;

type Cut = Pick<ProcessRun, 'started' | 'from' | 'to'>;

function startCuts({ times, values }: Series, counter: Series | undefined): Cut[] {
  const cuts: Cut[] = [];
  let latest = NaN;
  for (let i = 0; i < times.length; i++) {
    const started = values[i] * 1000;
    const last = cuts[cuts.length - 1];
    if (Number.isNaN(started)) {
      continue;
    }
    const isSame = last && Math.abs(last.started - started) <= sameStart;
    // Nothing that follows a process began before the last sample of that.
    const isMoved = last && started < last.to && Math.abs(latest - started) <= clockStep;
    if (isSame || (isMoved && counter && goesOn(counter, last.to, times[i]))) {
      last.to = times[i];
    } else {
      cuts.push({ started, from: times[i], to: times[i] });
    }
    latest = started;
  }
  return cuts;
}

/** True where a counter is known at two times and did not begin anew between them. */
function goesOn({ times, values }: Series, from: number, to: number): boolean {
  const [before, after] = [values[lowerBound(times, from + 1) - 1], values[lowerBound(times, to + 1) - 1]];
  return after >= before;
}

/** When another process may have begun, ms: another version is seen, or a counter starts again elsewhere. */
function edgesOf(versions: readonly Series[], counter: Series | undefined): number[] {
  // Two servers of a pair begin to tell one version at two times: another process is not told while the first goes on.
  const known = versions.filter(({ times }) => times.length > 0);
  const begins = known.filter(
    (one) =>
      !known.some(
        ({ labels, times }) =>
          versionOf(labels) === versionOf(one.labels) &&
          times[0] < one.times[0] &&
          times[times.length - 1] > one.times[0]
      )
  );
  const changes = [...new Set(begins.map(({ times }) => times[0]))].sort((a, b) => a - b).slice(1);
  if (!counter) {
    return changes;
  }
  const near = 2 * (typicalStep(counter.times) || 0);
  return [...changes, ...resetsOf(counter).filter((reset) => !changes.some((at) => Math.abs(at - reset) <= near))];
}

/**
 * Where a counter falls and stays below: its process is gone, and counts from nothing. One that is back above in the
 * next sample belongs to several processes; of the last sample nothing tells.
 */
function resetsOf({ times, values }: Series): number[] {
  const resets: number[] = [];
  for (let i = 1; i + 1 < times.length; i++) {
    if (values[i] < values[i - 1] && !(values[i + 1] >= values[i - 1])) {
      resets.push(times[i]);
    }
  }
  return resets;
}

function cutsAt(edges: readonly number[], times: Float64Array): Cut[] {
  const inside = [...new Set(edges)].filter((t) => t > times[0] && t <= times[times.length - 1]);
  const starts = [times[0], ...inside.sort((a, b) => a - b)];
  return starts.map((from, i) => {
    const end = i + 1 < starts.length ? lowerBound(times, starts[i + 1]) : times.length;
    return { started: NaN, from, to: Math.max(from, times[end - 1]) };
  });
}

/** Number of samples of the later run during the earlier one. */
function overlap(a: ProcessRun, b: ProcessRun): number {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  const clock = to < from ? undefined : longest([...b.series.values()]);
  return clock ? samplesIn(clock.times, from, to) : 0;
}

type Comparison = (a: Series, b: Series) => boolean;

/** One process behind two addresses starts once and reports the same heap. */
function isSameProcess(a: ProcessRun, b: ProcessRun, sameValues: Comparison): boolean {
  if (Math.abs(a.started - b.started) > sameStart) {
    return false;
  }
  for (const role of ['heapSys', 'sys', 'processRss', 'heapAlloc'] as const) {
    const [left, right] = [a.series.get(role), b.series.get(role)];
    if (left && right) {
      return sameValues(left, right);
    }
  }
  return true;
}

/** Runs of two targets share two series, however many runs there are. */
function memoised(compare: Comparison): Comparison {
  const known = new Map<Series, Map<Series, boolean>>();
  return (a, b) => {
    const answers = known.get(a) ?? new Map<Series, boolean>();
    known.set(a, answers);
    const answer = answers.get(b) ?? compare(a, b);
    answers.set(b, answer);
    return answer;
  };
}

function compareValues(a: Series, b: Series): boolean {
  const reach = Math.max(typicalStep(a.times), typicalStep(b.times), 1000);
  let same = 0;
  let compared = 0;
  for (let i = 0; i < a.times.length; i++) {
    const j = nearest(b, a.times[i], reach);
    if (j >= 0 && !Number.isNaN(a.values[i])) {
      compared++;
      same += Number(Math.abs(a.values[i] - b.values[j]) <= 0.05 * Math.max(a.values[i], b.values[j]));
    }
  }
  return same >= compared / 2;
}
