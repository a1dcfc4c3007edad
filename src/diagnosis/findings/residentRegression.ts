import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, limitFor } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { oncePerVersion } from '../signals/once';
import { median } from '../signals/spans';
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
  needs: ['rss', 'sys', 'heapReleased', 'goVersion'],
  layers,
  detect(context) {
    const { composition } = context;
    return context.changes.flatMap((change) => {
      const after = levelAfter(context, change);
      const before = levelBefore(context, change);
      return before && after && isRegression(context, before, after)
        ? [finding(context, change, { before, after }, composition.base === 'process-rss')]
        : [];
    });
  },
};

/** Median over the runs that have the new version until the next change: one that crashes every minute has many. */
function levelAfter(context: Context, change: VersionChange): Level | null {
  const { composition } = context;
  const next = context.changes.find(({ instance }) => instance > change.instance)?.instance ?? Infinity;
  return typicalLevel(
    composition.instances
      .filter((run, index) => index >= change.instance && index < next && run.goVersion === change.to)
      .map((run) => levelOf(context, composition, run))
  );
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
      };
}

/** Medians after the warm-up; where a run is shorter than that, of its second half. */
function levelOf(context: Context, composition: Composition, run: CompositionInstance): Level | null {
  const { durations } = context.settings;
  const start = Math.min(run.from + durations.warmUp, (run.from + run.to) / 2);
  const indices: number[] = [];
  for (let i = run.start; i < run.end; i++) {
    if (composition.time[i] >= start && composition.drawn[i] && !composition.goMissing[i]) {
      indices.push(i);
    }
  }
  if (indices.length < leastSamples) {
    return null;
  }
  const of = (values: Float64Array) => median(indices.map((i) => values[i]));
  const resident = composition.workload.series.rss ? composition.rss : composition.processRss;
  const outside = median(indices.map((i) => resident[i] - composition.retained[i]));
  return {
    rss: of(resident),
    workingSet: of(composition.workingSet),
    retained: of(composition.retained),
    excess: of(composition.fileListExcess),
    outside,
  };
}

/** The run that had the old version: the pod's own, else the median over the owner's old pods. */
function levelBefore(context: Context, change: VersionChange): Level | null {
  if (change.kind === 'new-pod') {
    return levelOfVersion(context, change.from);
  }
  const { composition } = context;
  const runs = composition.instances.slice(0, change.instance).filter(({ goVersion }) => goVersion === change.from);
  return typicalLevel(runs.map((run) => levelOf(context, composition, run)));
}

const levelOfVersion = oncePerVersion((context, runs) =>
  typicalLevel(runs.map(({ composition, instance }) => levelOf(context, composition, instance)))
);

function isRegression({ settings }: Context, before: Level, after: Level): boolean {
  const least = limitFor(settings.thresholds.resident, after.rss);
  const rise = after.rss - before.rss;
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
  const rise = after.rss - before.rss;
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
    confidence: 'likely',
    severity: 'warning',
    from: at,
    to: context.composition.instances[change.instance].to,
    upgrade: { from, to, at },
    headline: message('resident-regression.headline', { from: text(from), to: text(to), size: bytes(rise) }),
    evidence,
    refutedBy: message('resident-regression.refuted'),
    advice: message('resident-regression.advice'),
    layers: [...layers],
    bytes: rise,
  };
}
