import type { Role } from '../metrics/types';
import type { Composition, CompositionInstance } from '../composition/types';
import { coarseStep, type Settings } from './options';
import type { Owner } from './owner';
import { Queries } from './promql';
import { killsOf, type Kill } from './signals/kills';
import { gapOf } from './signals/spans';
import { reasonAtEnd } from './signals/terminations';
import { longestRepeat } from '../workloads/runs';
import { versionChanges, type VersionChange } from './upgrades';

/** Everything a finding may look at: one workload, the others of its owner, and the settings. */
export interface Context {
  composition: Composition;
  /** All roles on the grid, with what can be computed from others filled in. */
  series: Partial<Record<Role, Float64Array>>;
  settings: Settings;
  changes: readonly VersionChange[];
  /** The pods of the same owner, this one among them. */
  owner: Owner;
  step: number;
  /** A hole in the grid wider than this interrupts whatever was going on, ms. */
  gap: number;
  /** True where the query step melts transients into single samples. */
  coarse: boolean;
  /** PromQL of a run, for evidence; without a run, of whatever there is. */
  queries: (instance?: CompositionInstance) => Queries;
  /** True for a run that had ended before the range did: what is told of it is in the past. */
  isOver: (instance: CompositionInstance) => boolean;
  /** True for a run that ended by itself with success, and gave everything back. */
  isCompleted: (instance: CompositionInstance) => boolean;
  /** For each run the OOM kill it ended in, else the last one in it; or null. */
  kills: ReadonlyArray<Kill | null>;
}

/** `ends` is the last timestamp of all workloads, ms. */
export function contextOf(
  composition: Composition,
  owner: Owner,
  settings: Settings,
  ends = composition.time[composition.time.length - 1]
): Context {
  const { step, series } = composition.workload;
  const gap = gapOf(composition.workload);
  const kills = killsOf({ composition, gap });
  const endReason = composition.instances.length > 0 ? reasonAtEnd({ composition, gap }) : null;
  const last = composition.instances[composition.instances.length - 1];
  return {
    composition,
    series,
    settings,
    changes: versionChanges(composition, owner),
    owner,
    step,
    gap,
    coarse: step > coarseStep,
    queries: (instance) =>
      instance ? queriesOf(composition, instance) : new Queries(composition.workload, false, null),
    isOver: (instance) =>
      instance !== last ||
      endReason !== null ||
      ends - instance.to > Math.max(gap, longestRepeat) ||
      kills[kills.length - 1]?.isOfProcess === false,
    isCompleted: (instance) => instance === last && endReason === 'Completed',
    kills,
  };
}

/** PromQL of one run of a workload. */
export function queriesOf(
  { workload, instances }: Composition,
  { runMatcher, untouchedBallast }: CompositionInstance
): Queries {
  return new Queries(workload, untouchedBallast, instances.length > 1 ? runMatcher : null);
}
