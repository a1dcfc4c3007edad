import type { Problem, Role, Series } from '../metrics/types';
import { nearest, typicalStep } from './lookup';
import { pickSource, targetOf } from './sources';

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
 * Splits the Go series of one container into runs of one process each, in time order: by target (a new pod address is
 * a new process), then by process start time, else by change of version. Two processes that report at the same time
 * are said, and neither is used: adding them up, or taking one for both, would invent numbers.
 */
export function processRuns(all: readonly Series[], name: string): { runs: ProcessRun[]; problems: Problem[] } {
  const runs = byTarget(all)
    .flatMap(runsOfTarget)
    .sort((a, b) => a.from - b.from || a.started - b.started);
  const kept: ProcessRun[] = [];
  for (const run of runs) {
    const rival = kept.find((other) => overlap(other, run) > 2);
    if (!rival) {
      kept.push(run);
    } else if (isFrozen(rival, run.from)) {
      rival.to = run.from - 1;
      kept.push(run);
    } else if (!isSameProcess(rival, run)) {
      return {
        runs: [],
        problems: [
          {
            code: 'two-go-processes',
            message: `${name}: two Go processes report for one container. Their series are left out, since adding them up would be wrong: select one of them by its job or instance label.`,
          },
        ],
      };
    }
  }
  return { runs: kept, problems: [] };
}

/** Series by scrape target; series without one (recording rules) go with the only target there is. */
function byTarget(all: readonly Series[]): Series[][] {
  const targets = new Map<string, Series[]>();
  for (const series of all) {
    targets.set(targetOf(series), [...(targets.get(targetOf(series)) ?? []), series]);
  }
  const named = [...targets.keys()].filter(Boolean);
  if (named.length === 1 && targets.has('')) {
    return [[...all]];
  }
  return [...targets.values()];
}

/** Prometheus repeats the last sample of a target that is gone for so long where no stale marker arrived, ms. */
const lookback = 330_000;

/** A live heap never allocates to the same byte for long; a repeated sample does. */
function isFrozen(run: ProcessRun, from: number): boolean {
  const series = run.series.get('heapAlloc') ?? run.series.get('processRss');
  if (!series || run.to - from > lookback) {
    return false;
  }
  const tail = series.values.filter((_, i) => series.times[i] >= from && series.times[i] <= run.to);
  return tail.length > 2 && tail.every((value) => value === tail[0]);
}

function runsOfTarget(all: readonly Series[]): ProcessRun[] {
  const versions = all.filter((series) => series.role === 'goVersion');
  const series = pickSource(all.filter((one) => one.role !== 'goVersion'));
  const clock = series.get('processStart') ?? longest([...series.values()]) ?? longest(versions);
  if (!clock || clock.times.length === 0) {
    return [];
  }
  const cuts =
    clock.role === 'processStart'
      ? startCuts(clock)
      : versionCuts(versions, clock.times[0], clock.times[clock.times.length - 1]);
  return cuts.map((cut) => ({ ...cut, series, version: versionIn(versions, cut.from, cut.to) }));
}

const longest = (all: readonly Series[]): Series | undefined =>
  all.reduce<Series | undefined>(
    (best, one) => (!best || one.times.length > best.times.length ? one : best),
    undefined
  );

type Cut = Pick<ProcessRun, 'started' | 'from' | 'to'>;

function startCuts({ times, values }: Series): Cut[] {
  const cuts: Cut[] = [];
  for (let i = 0; i < times.length; i++) {
    const started = values[i] * 1000;
    const last = cuts[cuts.length - 1];
    if (Number.isNaN(started)) {
      continue;
    }
    if (last && Math.abs(last.started - started) <= sameStart) {
      last.to = times[i];
    } else {
      cuts.push({ started, from: times[i], to: times[i] });
    }
  }
  return cuts;
}

function versionCuts(versions: readonly Series[], from: number, to: number): Cut[] {
  const starts = versions
    .filter((series) => series.times.length > 0)
    .map((series) => series.times[0])
    .sort((a, b) => a - b);
  const edges = [from, ...starts.slice(1).filter((t) => t > from && t <= to)];
  return edges.map((edge, i) => ({ started: NaN, from: edge, to: (edges[i + 1] ?? to + 1) - 1 }));
}

/** The version label with the most samples in a run; go_info leaves a stale marker, so overlaps are short. */
function versionIn(versions: readonly Series[], from: number, to: number): string | null {
  let best: string | null = null;
  let most = 0;
  for (const { labels, times } of versions) {
    const samples = times.reduce((count, t) => count + Number(t >= from && t <= to), 0);
    if (labels.version && samples > most) {
      most = samples;
      best = labels.version;
    }
  }
  return best;
}

/** Number of samples of the later run during the earlier one. */
function overlap(a: ProcessRun, b: ProcessRun): number {
  const clock = longest([...b.series.values()]);
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return clock ? clock.times.reduce((count, t) => count + Number(t >= from && t <= to), 0) : 0;
}

/** One process behind two addresses starts once and reports the same heap. */
function isSameProcess(a: ProcessRun, b: ProcessRun): boolean {
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

function sameValues(a: Series, b: Series): boolean {
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
