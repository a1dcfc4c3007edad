import type { Problem, Role, Series } from '../metrics/types';
import { minute } from '../metrics/units';
import { cut, joinPaths, pickSource } from './sources';
import { addTo, endOf, lookBack, lowerBound, typicalStep } from './lookup';

/** What moves while a container lives. */
const sizes = ['usage', 'workingSet', 'rss', 'cache'] as const;

export const isSize = (role: Role): boolean => sizes.some((one) => one === role);

/** One container id of a workload: its series and the time span in which it is the live one, ms, half open. */
export interface ContainerRun {
  id: string;
  /** The label that holds the id; null where none does. */
  label: string | null;
  image: string | null;
  series: Map<Role, Series>;
  /** The series whose samples are the time grid. */
  clock: Series;
  /** Container start, ms; NaN where unknown. */
  started: number;
  aliveFrom: number;
  aliveTo: number;
}

/**
 * Splits the accounting series of one container by cgroup id and decides when each id is the live one (docs/design.md
 * §5): nested cgroups do not count, the newest container start takes over, and a dead id whose series lingers
 * (explicit timestamps leave no stale marker) ends where its start time does.
 */
export function containerRuns(all: readonly Series[], name: string): { runs: ContainerRun[]; problems: Problem[] } {
  const byId = new Map<string, Series[]>();
  const idOfName = idsByName(all);
  for (const series of all) {
    const key = runKeyOf(series);
    addTo(byId, idOfName.get(key) ?? key, series);
  }
  const ids = [...byId.keys()];
  const withId = ids.filter((id) => id !== '' && hasSize(byId.get(id)));
  // Series without id come from kubelet's /metrics/resource or an aggregation: they count only where no id does.
  const candidates = withId.length > 0 ? outermost(withId) : [''];
  const runs = inOrderOfAge(
    candidates.map((id) => runOf(id, byId.get(id) ?? [])).filter((run): run is ContainerRun => run !== null)
  );
  takeOver(runs);
  if (withId.length > 0 && byId.has('')) {
    goOnWithoutId(runs, pickSource(byId.get('') ?? []));
  }
  return { runs: runs.filter((run) => run.aliveFrom < run.aliveTo), problems: rivals(runs, name) };
}

const hasSize = (series: readonly Series[] = []): boolean => clockOf(series.map(({ role }) => role)) !== null;

/** Ids by the name beside them: where a scrape begins to drop ids, the name goes on. */
function idsByName(all: readonly Series[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { labels } of all) {
    if (labels.id && labels.name) {
      ids.set(labels.name, labels.id);
    }
  }
  return ids;
}

/**
 * Series without id that go on where the last one with an id ends, or end where the first begins, are of the same
 * container: a scrape has begun to drop the id. What is gone shows for longer than it lives.
 */
function goOnWithoutId(runs: readonly ContainerRun[], rest: Map<Role, Series>): void {
  const clock = rest.get(clockOf([...rest.keys()]) ?? 'usage');
  const [first, last] = [runs[0], runs[runs.length - 1]];
  if (!clock || !first || rest.get(last.clock.role) !== clock) {
    return;
  }
  if (endOf(clock) - last.aliveTo > longestRepeat) {
    last.series = joinPaths([last.series, cut(rest, last.aliveTo, Infinity)]);
    last.aliveTo = endOf(clock) + 1;
  }
  if (first.aliveFrom - clock.times[0] > longestRepeat && !(first.started > clock.times[0])) {
    first.series = joinPaths([first.series, cut(rest, -Infinity, first.aliveFrom)]);
    [first.aliveFrom] = clock.times;
  }
  for (const run of [first, last]) {
    run.clock = run.series.get(run.clock.role) ?? run.clock;
  }
}

/** Labels that change with every run of a container, most telling first; aggregated series have none of them. */
const runLabels = ['id', 'container_id', 'name'] as const;

function runLabelOf({ labels }: Series): (typeof runLabels)[number] | undefined {
  for (const label of runLabels) {
    if (labels[label]) {
      return label;
    }
  }
  return undefined;
}

/** What tells the run of a series from other runs of its container; empty where no label does. */
export const runKeyOf = (series: Series): string => series.labels[runLabelOf(series) ?? ''] ?? '';

/** The role whose samples are the time grid: what says how large the container is, first what says most. */
export function clockOf(roles: readonly Role[]): Role | null {
  const has = (role: Role) => roles.includes(role);
  if (has('usage')) {
    return 'usage';
  }
  return has('rss') && has('cache') ? 'rss' : has('workingSet') ? 'workingSet' : has('rss') ? 'rss' : null;
}

/** Cgroup paths that lie in none of the others. */
function outermost(ids: readonly string[]): string[] {
  const known = new Set(ids);
  return ids.filter((id) => {
    for (let at = id.lastIndexOf('/'); at >= 0; at = at > 0 ? id.lastIndexOf('/', at - 1) : -1) {
      if (known.has(id.slice(0, at))) {
        return false;
      }
    }
    return true;
  });
}

function runOf(id: string, all: readonly Series[]): ContainerRun | null {
  const series = pickSource(all);
  const clock = series.get(clockOf([...series.keys()]) ?? 'usage');
  if (!clock || clock.times.length === 0) {
    return null;
  }
  const start = series.get('containerStart');
  const started = start ? lastValue(start.values) * 1000 : NaN;
  return {
    label: runLabelOf(clock) ?? null,
    id,
    image: clock.labels.image ?? null,
    series,
    clock,
    started,
    aliveFrom: clock.times[0],
    aliveTo: deathOf(clock, series, start),
  };
}

function lastValue(values: Float64Array): number {
  for (let i = values.length - 1; i >= 0; i--) {
    if (!Number.isNaN(values[i])) {
      return values[i];
    }
  }
  return NaN;
}

/**
 * First moment at which the container surely is gone: container_start_time_seconds has no explicit timestamp, so it
 * ends with a stale marker, while the memory series repeat their last sample for up to five minutes. Both signs are
 * needed: a scrape gap ends neither for good, an idle container repeats values with its start time still there.
 */
function deathOf(clock: Series, series: Map<Role, Series>, start: Series | undefined): number {
  const end = endOf(clock) + 1;
  if (!start || start.times.length < 2) {
    return end;
  }
  const lastStart = endOf(start);
  const step = Math.max(typicalStep(clock.times), typicalStep(start.times));
  const quietFrom = lastStart + 1.5 * step;
  if (!(endOf(clock) > quietFrom)) {
    return end;
  }
  const frozen = sizes.every((role) => {
    const one = series.get(role);
    return !one || isConstantAfter(one, quietFrom);
  });
  return frozen ? lastStart + 1 : end;
}

function isConstantAfter({ times, values }: Series, t: number): boolean {
  let seen = NaN;
  for (let i = times.length - 1; i >= 0 && times[i] >= t; i--) {
    if (!Number.isNaN(seen) && values[i] !== seen) {
      return false;
    }
    seen = values[i];
  }
  return true;
}

/**
 * Oldest first: by container start where both tell, else by first sample, else the one that ends first, else by id.
 * Those with a start time and those without are put in order by themselves and then merged: compared pair by pair, the
 * two rules can go in a circle.
 */
function inOrderOfAge(runs: readonly ContainerRun[]): ContainerRun[] {
  const dated = runs
    .filter(({ started }) => !Number.isNaN(started))
    .sort((a, b) => a.started - b.started || bySamples(a, b));
  const undated = runs.filter(({ started }) => Number.isNaN(started)).sort(bySamples);
  const merged: ContainerRun[] = [];
  while (dated.length > 0 && undated.length > 0) {
    merged.push(...(bySamples(dated[0], undated[0]) < 0 ? dated : undated).splice(0, 1));
  }
  return [...merged, ...dated, ...undated];
}

const bySamples = (a: ContainerRun, b: ContainerRun): number =>
  a.aliveFrom - b.aliveFrom || variety(a) - variety(b) || a.aliveTo - b.aliveTo || (a.id < b.id ? -1 : 1);

/** Number of changes of usage: a lingering dead series has none. */
function variety(run: ContainerRun): number {
  return run.clock.values.reduce((changes, value, i, all) => changes + (i > 0 && value !== all[i - 1] ? 1 : 0), 0);
}

/** An older container died before a newer one of the same name started, whatever its series still repeat. */
function takeOver(runs: ContainerRun[]): void {
  for (let i = runs.length - 2; i >= 0; i--) {
    const { aliveFrom, started } = runs[i + 1];
    const next = Number.isNaN(started) ? aliveFrom : Math.min(started, aliveFrom);
    const aliveTo = Math.min(runs[i].aliveTo, next, runs[i + 1].aliveTo);
    runs[i].aliveTo = withoutRepeats(runs[i], aliveTo);
  }
}

/** A container that is gone shows for no longer than this, ms: cAdvisor is a minute late at most. */
export const longestRepeat = lookBack + minute;
/** So many equal samples of all sizes are repeats; an idle container has so many only by chance. */
const leastRepeats = 3;

/** The end of a run without the repeats of its last sample that lead up to the next run, where no start time tells. */
function withoutRepeats({ series, clock }: ContainerRun, aliveTo: number): number {
  if (series.has('containerStart')) {
    return aliveTo;
  }
  const columns = sizes.flatMap((role) => series.get(role) ?? []);
  const end = lowerBound(clock.times, aliveTo);
  let first = end - 1;
  const isRepeat = (i: number) =>
    columns.every(({ times, values }) => times[i] !== clock.times[i] || values[i] === values[i - 1]);
  while (first > 0 && aliveTo - clock.times[first - 1] <= longestRepeat && isRepeat(first)) {
    first--;
  }
  return end - first > leastRepeats ? clock.times[first] + 1 : aliveTo;
}

/** Two ids that both keep moving at the same time are two containers behind one set of labels, not a restart. */
function rivals(runs: readonly ContainerRun[], name: string): Problem[] {
  for (let i = 1; i < runs.length; i++) {
    const older = runs[i - 1].clock;
    const from = runs[i].aliveFrom;
    if (runs[i].aliveTo - from > lookBack && changesAfter(older, from + 30_000) >= 3) {
      return [
        {
          code: 'two-containers',
          message: `${name}: two containers report under the same labels at the same time; the one that started last is shown. Add a label that tells them apart, such as cluster.`,
        },
      ];
    }
  }
  return [];
}

function changesAfter({ times, values }: Series, t: number): number {
  let changes = 0;
  for (let i = 1; i < times.length; i++) {
    changes += Number(times[i - 1] >= t && values[i] !== values[i - 1]);
  }
  return changes;
}
