import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, thresholdFor } from '../options';
import { several } from '../promql';
import type { OwnedRun } from '../owner';
import { releaseOf } from '../releases';
import type { FindingRule } from '../rule';
import { oncePerVersion } from '../signals/once';
import { median, medianOf } from '../signals/spans';
import { swapOf } from '../signals/swap';
import { bytes, message, shows, text, upgradeValues } from '../text';
import type { Finding } from '../types';
import type { VersionChange } from '../upgrades';

const layers = ['heap-objects', 'heap-fragmented', 'heap-idle', 'runtime'] as const;

/** Medians of one run after its warm-up, bytes. */
interface Level {
  rss: number;
  workingSet: number;
  retained: number;
  excess: number;
  /** rss - retained. */
  outside: number;
  /** In swap; 0 where no series tells. */
  swapped: number;
}

/** How much of the rise of rss Go's own numbers may explain. */
const mostExplained = 0.3;

/**
 * A step in rss and working set at a change of Go version while Go's own numbers are flat, nothing is lazily freed, and
 * rss stays within what Go counts: more of Go's memory became resident, as in Go 1.24.0 to 1.24.5 (docs/domain.md §4
 * k).
 */
export const residentRegression: FindingRule = {
  id: 'resident-regression',
  detect(context) {
    const { composition } = context;
    return context.changes.flatMap((change) => {
      const after = levelOfRuns(context, runsAfter(context, change));
      const before = levelBefore(context, change);
      return before && after && isRegression(context, before, after) && isSoAtEqualAge(context, change)
        ? [finding(context, change, { before, after }, composition.base === 'process-rss')]
        : [];
    });
  },
};

/** The runs that have the new version until the next change: one that crashes every minute has many. */
function runsAfter({ composition, changes }: Context, change: VersionChange): OwnedRun[] {
  const next = changes.find(({ instance }) => instance > change.instance)?.instance ?? Infinity;
  return composition.instances
    .filter((run, index) => index >= change.instance && index < next && run.goVersion === change.to)
    .map((instance) => ({ composition, instance }));
}

/** The runs that had the old version: the pod's own, else those of the owner's old pods. */
function runsBefore({ composition, owner }: Context, change: VersionChange): readonly OwnedRun[] {
  return change.kind === 'new-pod'
    ? (owner.runsOfVersion.get(change.from) ?? [])
    : composition.instances
        .slice(0, change.instance)
        .filter(({ goVersion }) => goVersion === change.from)
        .map((instance) => ({ composition, instance }));
}

/** Median over runs, each up to an age, ms. */
const levelOfRuns = (context: Context, runs: readonly OwnedRun[], age?: number): Level | null =>
  typicalLevel(runs.map(({ composition, instance }) => levelOf(context, composition, instance, age)));

/**
 * True where the rise shows between runs of one age, too: memory of Go that is allocated at once and used over hours is
 * resident as it is used. An old run whose youth nothing shows has had the longer time for that.
 */
function isSoAtEqualAge(context: Context, change: VersionChange): boolean {
  const [old, now] = [runsBefore(context, change), runsAfter(context, change)];
  const oldest = (runs: readonly OwnedRun[]) =>
    runs.reduce((most, { instance: { to, startedAt } }) => Math.max(most, to - startedAt), 0);
  const age = Math.min(oldest(old), oldest(now));
  const [before, after] = [old, now].map((runs) => levelOfRuns(context, runs, age));
  return after !== null && (before === null || isRegression(context, before, after));
}

function typicalLevel(all: ReadonlyArray<Level | null>): Level | null {
  const levels = all.filter((level): level is Level => level !== null);
  const of = (pick: (level: Level) => number) => median(levels.map(pick));
  return levels.length === 0
    ? null
    : {
        rss: of(({ rss }) => rss),
        workingSet: of(({ workingSet }) => workingSet),
        retained: of(({ retained }) => retained),
        excess: of(({ excess }) => excess),
        outside: of(({ outside }) => outside),
        swapped: of(({ swapped }) => swapped),
      };
}

/** Medians after the warm-up and up to an age, ms; where a run is shorter than that, of its second half. */
function levelOf(context: Context, composition: Composition, run: CompositionInstance, age = Infinity): Level | null {
  const { durations } = context.settings;
  const to = Math.min(run.to, run.startedAt + age);
  const start = Math.min(run.from + durations.warmUp, (run.from + to) / 2);
  const indices: number[] = [];
  for (let i = run.start; i < run.end; i++) {
    if (
      composition.time[i] >= start &&
      composition.time[i] <= to &&
      composition.drawn[i] &&
      !composition.goMissing[i]
    ) {
      indices.push(i);
    }
  }
  if (indices.length < leastSamples) {
    return null;
  }
  const all = { start: 0, end: indices.length };
  const of = (values: Float64Array) => medianOf(all, (k) => values[indices[k]]);
  const resident = composition.workload.series.rss ? composition.rss : composition.processRss;
  const swap = swapOf(composition, run);
  const outside = medianOf(all, (k) => resident[indices[k]] - composition.retained[indices[k]]);
  return {
    rss: of(resident),
    workingSet: of(composition.workingSet),
    retained: of(composition.retained),
    excess: of(composition.fileListExcess),
    outside,
    swapped: swap ? of(swap) : 0,
  };
}

/** The level of the old version; every pod of an owner asks for that of the others. */
const levelBefore = (context: Context, change: VersionChange): Level | null =>
  change.kind === 'new-pod' ? levelOfVersion(context, change.from) : levelOfRuns(context, runsBefore(context, change));

const levelOfVersion = oncePerVersion((context, runs) => levelOfRuns(context, runs));

/**
 * How much more is resident, bytes. What was in swap before, and is not now, was memory of the program all the time:
 * a new process begins with nothing in swap.
 */
const riseOf = (before: Level, after: Level): number =>
  after.rss - before.rss - Math.max(0, before.swapped - after.swapped);

function isRegression({ settings }: Context, before: Level, after: Level): boolean {
  const least = thresholdFor(settings.thresholds.resident, after.rss);
  const rise = riseOf(before, after);
  return (
    rise > least &&
    !(after.workingSet - before.workingSet <= least) &&
    // A fall of what Go keeps explains no rise.
    after.retained - before.retained < mostExplained * rise &&
    after.outside - before.outside > (1 - mostExplained) * rise &&
    after.outside < least &&
    !(before.excess > least) &&
    !(after.excess > least)
  );
}

function finding(
  context: Context,
  change: VersionChange,
  levels: { before: Level; after: Level },
  ofProcess: boolean
): Finding {
  const { before, after } = levels;
  const { from, to, at } = change;
  const rise = riseOf(before, after);
  // After a release that is not known for it, a C library that is new looks the same.
  const fixedIn = releaseOf(to)?.fixedIn;
  const suffix = fixedIn ? '' : '-possible';
  const queries = context.queries();
  const evidence = [
    Number.isFinite(after.workingSet)
      ? shows(
          message('resident-regression.levels', {
            before: bytes(before.rss),
            after: bytes(after.rss),
            workingSetBefore: bytes(before.workingSet),
            workingSetAfter: bytes(after.workingSet),
          }),
          () => several({ rss: queries.one('rss'), 'working set': queries.one('workingSet') })
        )
      : shows(message('resident-regression.resident', { before: bytes(before.rss), after: bytes(after.rss) }), () =>
          queries.one(ofProcess ? 'processRss' : 'rss')
        ),
    shows(message('resident-regression.go', { before: bytes(before.retained), after: bytes(after.retained) }), () =>
      queries.quantity('retained')
    ),
    shows(message('resident-regression.change', upgradeValues({ from, to, at })), () => queries.selector('goVersion')),
  ];
  return {
    id: 'resident-regression',
    confidence: fixedIn ? 'likely' : 'possible',
    severity: fixedIn ? 'warning' : 'info',
    from: at,
    to: context.composition.instances[change.instance].to,
    upgrade: { from, to, at },
    headline: message(`resident-regression.headline${suffix}`, {
      from: text(from),
      to: text(to),
      size: bytes(rise),
    }),
    evidence,
    refutedBy: message('resident-regression.refuted'),
    advice: message(`resident-regression.advice${suffix}`, fixedIn ? { fixedIn: text(fixedIn) } : {}),
    layers,
    bytes: rise,
  };
}
