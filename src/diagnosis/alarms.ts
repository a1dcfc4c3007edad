import type { FindingId, Severity } from './types';

/** How urgent an alert is, and how long it waits, as a PromQL duration. */
export interface AlarmTerms {
  severity: Severity;
  for: string;
}

/** Findings of which something goes on that can be watched. What was missing, or happened once, is not. */
export type AlarmedId = Exclude<FindingId, 'insufficient-data' | 'accounting-correction'>;

/**
 * THE terms of alerts on findings: those of rules/alerts.ts on all containers, and those made of one finding of one
 * workload (alarmOf.ts).
 */
export const alarmTerms: Readonly<Record<AlarmedId, AlarmTerms>> = {
  'lazily-freed': { severity: 'info', for: '5m' },
  'working-set-understated': { severity: 'warning', for: '3m' },
  'resident-regression': { severity: 'warning', for: '15m' },
  'huge-page-bloat': { severity: 'info', for: '20m' },
  'heap-growth': { severity: 'warning', for: '15m' },
  'idle-heap': { severity: 'info', for: '20m' },
  fragmentation: { severity: 'info', for: '20m' },
  'stack-growth': { severity: 'warning', for: '15m' },
  'off-heap-growth': { severity: 'warning', for: '15m' },
  'anonymous-growth': { severity: 'warning', for: '15m' },
  'page-cache-growth': { severity: 'info', for: '15m' },
  'cache-growth': { severity: 'info', for: '15m' },
  'shared-memory-growth': { severity: 'warning', for: '15m' },
  'kernel-memory-growth': { severity: 'warning', for: '15m' },
  'oom-killed': { severity: 'critical', for: '0s' },
  'oom-risk': { severity: 'warning', for: '2m' },
  'gc-thrash': { severity: 'warning', for: '5m' },
};

/** Terms where the need is at the limit, not only near it. */
export const needAtLimitTerms: AlarmTerms = { severity: 'critical', for: '1m' };

/** Windows that an alert measures growth with, as PromQL durations. */
export interface GrowthWindows {
  /** Longer than a garbage collection cycle: the least of it is live heap. */
  cycle: string;
  /** The rise is measured over it. */
  trend: string;
  /** Grid of the measurement. */
  resolution: string;
  /** Seconds ahead that a rise is prolonged. */
  horizon: number;
}

export const growthWindows: GrowthWindows = { cycle: '10m', trend: '2h', resolution: '1m', horizon: 4 * 3600 };
