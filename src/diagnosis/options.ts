import { hour, MiB, minute, second } from '../metrics/units';

/** A byte threshold that grows with the container: the larger of `bytes` and `share` of usage. */
export interface Threshold {
  bytes: number;
  share: number;
}

export interface Thresholds {
  lazilyFreed: Threshold;
  understated: Threshold;
  /** Rise of a layer. */
  growth: Threshold;
  /** Idle or fragmented heap. */
  slack: Threshold;
  /** Resident memory above or below what Go counts. */
  resident: Threshold;
}

/** How long something must last before it is judged, ms. */
export interface Durations {
  lazilyFreed: number;
  understated: number;
  /** A rise that takes less is a warm-up or a step. */
  growth: number;
  /** Idle or fragmented heap for less is a garbage collection cycle. */
  slack: number;
  /** Need close to the limit for less is a burst that passed. */
  risk: number;
  /** Time after a start in which nothing is compared. */
  warmUp: number;
  /** A rise since the start of a younger run may be caches that fill. */
  coldStart: number;
  /** Period after which load comes back; 0 where nothing lasts long enough for that. */
  day: number;
}

export interface DiagnoseOptions {
  /** Scales every byte threshold: low doubles them, high halves them. */
  sensitivity?: 'low' | 'normal' | 'high';
  /** Durations for incidents compressed into minutes, as the recordings are. */
  compressed?: boolean;
  thresholds?: Partial<Thresholds>;
  durations?: Partial<Durations>;
}

/** Justified by recordings/README.md: they separate all recordings without a miss or a false accusation. */
export const defaultThresholds: Thresholds = {
  lazilyFreed: { bytes: 32 * MiB, share: 0.05 },
  understated: { bytes: 80 * MiB, share: 0.1 },
  growth: { bytes: 32 * MiB, share: 0.05 },
  slack: { bytes: 64 * MiB, share: 0.1 },
  resident: { bytes: 32 * MiB, share: 0.05 },
};

/** Something for each threshold. */
export const ofThresholds = <T>(make: (id: keyof Thresholds) => T): Record<keyof Thresholds, T> => ({
  lazilyFreed: make('lazilyFreed'),
  understated: make('understated'),
  growth: make('growth'),
  slack: make('slack'),
  resident: make('resident'),
});

const productionDurations: Durations = {
  lazilyFreed: minute,
  understated: 3 * minute,
  growth: 15 * minute,
  slack: 20 * minute,
  risk: 30 * second,
  warmUp: 10 * minute,
  coldStart: 3 * hour,
  day: 24 * hour,
};

export const compressedDurations: Durations = {
  lazilyFreed: 0,
  understated: 8 * second,
  growth: 40 * second,
  slack: 120 * second,
  risk: 25 * second,
  warmUp: 10 * second,
  coldStart: 0,
  day: 0,
};

/** Nothing is judged on fewer samples in a row. */
export const leastSamples = 3;

/** Above this query step, transients and phases melt into one sample. */
export const coarseStep = minute;

export interface Settings {
  thresholds: Thresholds;
  durations: Durations;
}

/** Fills in defaults and applies sensitivity. */
export function settingsOf(options: DiagnoseOptions = {}): Settings {
  const factor = options.sensitivity === 'low' ? 2 : options.sensitivity === 'high' ? 0.5 : 1;
  const thresholds = { ...defaultThresholds, ...options.thresholds };
  return {
    thresholds: ofThresholds((id) => scale(thresholds[id], factor)),
    durations: { ...(options.compressed ? compressedDurations : productionDurations), ...options.durations },
  };
}

const scale = ({ bytes, share }: Threshold, factor: number): Threshold => ({
  bytes: bytes * factor,
  share: share * factor,
});

/** Shares of the limit from which the need is a risk; from `usageAlarm` on, usage alone would have raised an alert. */
export const riskShares = { warning: 0.85, critical: 0.95, usageAlarm: 0.9 } as const;

/**
 * From this share of the memory limit on there is no room: the runtime itself aims 3 % below what it is given, since it
 * overshoots by as much (runtime/mgcpacer.go, memoryLimitHeapGoalHeadroomPercent).
 */
export const roomShare = 0.97;

/**
 * From this share of the need on, what is outside of the Go heap decides, and settings of the collector do not help.
 */
export const mostlyOutside = 0.6;

/** Growth by less than this share of the limit fills no container. */
export const growthOfLimit = 0.1;

/**
 * Bytes of growth that count in a container that is charged `size` bytes or limited to it: small containers are filled
 * by little, so the usual least growth is cut to a share of what there is.
 */
export const leastRise = (size: number): number => Math.min(defaultThresholds.growth.bytes, growthOfLimit * size);

/** Threshold for a container that uses `usage` bytes. */
export const thresholdFor = ({ bytes, share }: Threshold, usage: number): number => Math.max(bytes, share * usage);
