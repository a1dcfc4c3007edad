import type { Formula } from '../composition/formulas';
import type { Composition } from '../composition/types';
import { minus } from '../metrics/expression';
import { MiB } from '../metrics/units';
import {
  alarmTerms,
  growthWindows,
  needAtLimitTerms,
  type AlarmedId,
  type AlarmTerms,
  type GrowthWindows,
} from './alarms';
import { thresholdFor, riskShares, type Settings, type Threshold } from './options';
import { forAnyRun, Queries } from './promql';
import type { Finding } from './types';

/** An alert that watches what one finding of one workload found, now and from here on. */
export interface Alarm extends AlarmTerms {
  /** PromQL of one number, on the labels of the workload, whichever run of it is the present one. */
  expr: string;
  /** Raised while `expr` is above it. */
  above: number;
  /** Of both: bytes; bytes that it grows by within the horizon; ratio 0..1; a number of events. */
  unit: 'bytes' | 'growth' | 'ratio' | 'count';
}

type Measure = Pick<Alarm, 'expr' | 'above' | 'unit'>;

interface Scene {
  finding: Finding;
  composition: Composition;
  settings: Settings;
  queries: Queries;
  windows: GrowthWindows;
}

/** The alert for a finding; null where nothing that a query could watch goes on. */
export function alarmOf(
  finding: Finding,
  composition: Composition,
  settings: Settings,
  windows = growthWindows
): Alarm | null {
  const { id, from, to } = finding;
  const { instances, workload } = composition;
  const instance = [...instances].reverse().find((run) => run.from <= to && run.to >= from) ?? instances.at(-1);
  if (id === 'insufficient-data' || id === 'accounting-correction' || !instance) {
    return null;
  }
  const queries = new Queries(workload, instance.untouchedBallast, null);
  const measure = measures[id]({ finding, composition, settings, queries, windows });
  return measure && { ...measure, ...termsOf(finding, id) };
}

const isAtLimit = ({ id, severity }: Finding): boolean => id === 'oom-risk' && severity === 'critical';

const termsOf = (finding: Finding, id: AlarmedId): AlarmTerms =>
  isAtLimit(finding) ? needAtLimitTerms : alarmTerms[id];

/** Whole MiB can be read. */
const rounded = (bytes: number): number => Math.max(1, Math.round(bytes / MiB)) * MiB;

/** A threshold for what the container used at the end of the finding. */
function thresholdAt({ finding, composition }: Scene, threshold: Threshold): number {
  const { time, usage } = composition;
  let last = time.length - 1;
  while (last > 0 && (time[last] > finding.to || Number.isNaN(usage[last]))) {
    last -= 1;
  }
  return thresholdFor(threshold, usage[last] || 0);
}

const level =
  (formula: (scene: Scene) => Formula, of: keyof Settings['thresholds']) =>
  (scene: Scene): Measure => ({
    expr: scene.queries.formula(formula(scene)),
    above: rounded(thresholdAt(scene, scene.settings.thresholds[of])),
    unit: 'bytes',
  });

/** What grew, in bytes a horizon; half of the pace that was found is enough. */
function growth({ finding, settings, windows }: Scene): Measure | null {
  const rise = finding.evidence.find(({ text }) => text.id === 'growth.rise');
  const pace = rise?.text.values.rate;
  if (!rise || pace?.kind !== 'rate') {
    return null;
  }
  const { cycle, trend, resolution, horizon } = windows;
  const least = `min_over_time((${forAnyRun(() => rise.promql)})[${cycle}:${resolution}])`;
  return {
    expr: `deriv(${least}[${trend}:${resolution}]) * ${horizon}`,
    above: rounded(Math.min(settings.thresholds.growth.bytes, (pace.value * horizon) / 2)),
    unit: 'growth',
  };
}

/** The need over the limit: its lower end where that came near, else the upper, which cache and kernel memory fill. */
function share({ finding, composition, queries }: Scene): Measure | null {
  const { time, need, limit } = composition;
  const isLower = need.low.some(
    (low, i) => time[i] >= finding.from && time[i] <= finding.to && low > riskShares.warning * limit[i]
  );
  return limit.some(Number.isFinite)
    ? {
        expr: queries.shareOfLimit({ quantity: isLower ? 'needLow' : 'correctedWorkingSet' }),
        above: isAtLimit(finding) ? riskShares.critical : riskShares.warning,
        unit: 'ratio',
      }
    : null;
}

/** Without a limit of its own nothing tells that the next kill is near; that it happened may be counted. */
function killed(scene: Scene): Measure | null {
  const { composition, queries } = scene;
  return (
    share(scene) ??
    (composition.workload.metrics.oomEvents
      ? { expr: `increase(${queries.selector('oomEvents')}[5m])`, above: 0, unit: 'count' }
      : null)
  );
}

/** Lazily freed memory can be told where working set and cache are known, what another allocator freed included. */
function freed(scene: Scene): Measure | null {
  const { composition, finding } = scene;
  const isOfOthers = finding.evidence.some(({ text }) => text.id === 'lazily-freed.others');
  return composition.fileListExcess.some(Number.isFinite)
    ? level(() => ({ quantity: isOfOthers ? 'excess' : 'lazilyFreed' }), 'lazilyFreed')(scene)
    : null;
}

/** The level before the upgrade, and as much on top as makes a finding. */
function regressed(scene: Scene): Measure | null {
  const { finding, composition, settings, queries } = scene;
  const before = finding.evidence[0]?.text.values.before;
  return before?.kind === 'bytes'
    ? {
        expr: queries.one(composition.workload.series.rss ? 'rss' : 'processRss'),
        above: rounded(before.value + thresholdAt(scene, settings.thresholds.resident)),
        unit: 'bytes',
      }
    : null;
}

/** Half as many collections in a minute as were found. */
function collections({ finding, queries }: Scene): Measure | null {
  const rate = finding.evidence.map(({ text }) => text.values.rate).find((value) => value?.kind === 'count');
  return rate?.kind === 'count'
    ? {
        expr: `60 * rate(${queries.selector('gcCount')}[5m])`,
        above: Math.max(1, Math.round(rate.value / 2)),
        unit: 'count',
      }
    : null;
}

const measures: Readonly<Record<AlarmedId, (scene: Scene) => Measure | null>> = {
  'lazily-freed': freed,
  'working-set-understated': level(() => minus({ quantity: 'correctedWorkingSet' }, 'workingSet'), 'understated'),
  'resident-regression': regressed,
  'huge-page-bloat': level(
    ({ finding }) => ({ quantity: finding.layers.includes('kernel') ? 'kernel' : 'outsideGo' }),
    'resident'
  ),
  'heap-growth': growth,
  'idle-heap': level(() => minus('heapIdle', 'heapReleased'), 'slack'),
  fragmentation: level(() => minus('heapInuse', 'heapAlloc'), 'slack'),
  'stack-growth': growth,
  'off-heap-growth': growth,
  'anonymous-growth': growth,
  'page-cache-growth': growth,
  'cache-growth': growth,
  'shared-memory-growth': growth,
  'kernel-memory-growth': growth,
  'oom-killed': killed,
  'oom-risk': share,
  'gc-thrash': collections,
};
