import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, limitFor } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { median } from '../signals/spans';
import { bytes, message, text, upgradeValues } from '../text';
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
  needs: ['usage', 'workingSet', 'rss', 'cache', 'sys', 'heapReleased', 'goVersion'],
  layers,
  detect(context) {
    return context.changes.flatMap((change) => {
      const instance = context.composition.instances[change.instance];
      const after = levelOf(context, context.composition, instance);
      const before = levelBefore(context, change);
      return before && after && isRegression(context, before, after) ? [finding(context, change, before, after)] : [];
    });
  },
};

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
  const outside = median(indices.map((i) => composition.rss[i] - composition.retained[i]));
  return {
    rss: of(composition.rss),
    workingSet: of(composition.workingSet),
    retained: of(composition.retained),
    excess: of(composition.fileListExcess),
    outside,
  };
}

/** The run that had the old version: the pod's own, else the median over the owner's old pods. */
function levelBefore(context: Context, change: VersionChange): Level | null {
  const { composition, peers } = context;
  const runs: Array<[Composition, CompositionInstance]> =
    change.kind === 'in-place'
      ? composition.instances.slice(0, change.instance).map((run) => [composition, run])
      : peers.flatMap((peer) => peer.instances.map((run): [Composition, CompositionInstance] => [peer, run]));
  const levels = runs
    .filter(([, run]) => run.goVersion === change.from)
    .map(([owner, run]) => levelOf(context, owner, run))
    .filter((level): level is Level => level !== null);
  if (levels.length === 0) {
    return null;
  }
  const of = (pick: (level: Level) => number) => median(levels.map(pick));
  return {
    rss: of(({ rss }) => rss),
    workingSet: of(({ workingSet }) => workingSet),
    retained: of(({ retained }) => retained),
    excess: of(({ excess }) => excess),
    outside: of(({ outside }) => outside),
  };
}

function isRegression({ settings }: Context, before: Level, after: Level): boolean {
  const least = limitFor(settings.thresholds.resident, after.rss);
  const rise = after.rss - before.rss;
  return (
    rise > least &&
    after.workingSet - before.workingSet > least &&
    Math.abs(after.retained - before.retained) < mostExplained * rise &&
    after.outside - before.outside > (1 - mostExplained) * rise &&
    after.outside < least &&
    !(before.excess > least) &&
    !(after.excess > least)
  );
}

function finding(context: Context, change: VersionChange, before: Level, after: Level): Finding {
  const { from, to, at } = change;
  const rise = after.rss - before.rss;
  const queries = context.queries();
  const evidence = [
    {
      text: message('resident-regression.levels', {
        before: bytes(before.rss),
        after: bytes(after.rss),
        workingSetBefore: bytes(before.workingSet),
        workingSetAfter: bytes(after.workingSet),
      }),
      promql: several({ rss: queries.one('rss'), 'working set': queries.one('workingSet') }),
    },
    {
      text: message('resident-regression.go', { before: bytes(before.retained), after: bytes(after.retained) }),
      promql: queries.quantity('retained'),
    },
    {
      text: message('resident-regression.change', upgradeValues({ from, to, at })),
      promql: queries.selector('goVersion'),
    },
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
