import { withFallbacks } from '../metrics/fallbacks';
import { namesOfRole } from '../metrics/table';
import type { Role } from '../metrics/types';
import type { Composition, CompositionInstance } from '../composition/types';
import { coarseStep, type Settings } from './options';
import type { Span } from './spans';
import type { Confidence } from './types';
import { versionChanges, type VersionChange } from './upgrades';

/** Everything a finding may look at: one workload, the others of its owner, and the settings. */
export interface Context {
  composition: Composition;
  /** All roles on the grid, with what can be computed from others filled in. */
  series: Partial<Record<Role, Float64Array>>;
  settings: Settings;
  changes: readonly VersionChange[];
  /** Other pods of the same owner. */
  peers: readonly Composition[];
  step: number;
  /** A hole in the grid wider than this interrupts whatever was going on, ms. */
  gap: number;
  /** True where the query step melts transients into single samples. */
  coarse: boolean;
  /** Where memory is lazily freed, by run: several findings ask for it. */
  lazySpans: Map<CompositionInstance, Span[]>;
}

/** Pods of one owner, and the runs of all of them. */
export interface Owner {
  pods: readonly Composition[];
  runs: readonly CompositionInstance[];
}

export function contextOf(composition: Composition, { pods, runs }: Owner, settings: Settings): Context {
  const { step, series } = composition.workload;
  return {
    composition,
    series: withFallbacks(series),
    settings,
    changes: versionChanges(composition, runs),
    peers: pods.filter((other) => other !== composition),
    step,
    gap: Math.max(5 * step, 90_000),
    coarse: step > coarseStep,
    lazySpans: new Map(),
  };
}

/** Confidence with the cap that a coarse step puts on it. */
export const capped = (confidence: Confidence, { coarse }: Context): Confidence =>
  coarse && confidence === 'proven' ? 'likely' : confidence;

const goRoles: readonly Role[] = [
  'heapAlloc',
  'heapInuse',
  'heapIdle',
  'heapReleased',
  'sys',
  'stackSys',
  'goroutines',
  'nextGc',
  'goVersion',
  'goMemLimit',
  'processRss',
];

/** PromQL selector of one role on the labels of this workload, under the name the user's series have. */
export function selector({ composition }: Context, role: Role): string {
  const { metrics, selectors } = composition.workload;
  const known = metrics[role];
  const name = known && known !== 'memoryRole' ? known : namesOfRole(role)[0];
  const labels = goRoles.includes(role) ? selectors.go : selectors.container;
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) ? `${name}{${labels}}` : `{${JSON.stringify(name)}, ${labels}}`;
}
