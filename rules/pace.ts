import { growthWindows, type GrowthWindows } from '../src/diagnosis/alarms';

/** Windows of the rules, as PromQL durations. */
export interface Pace extends GrowthWindows {
  /** How often rules are evaluated. */
  interval: string;
  /** How often long windows are read. */
  seldom: string;
  /** An ended container's series lingers for less. */
  lingering: string;
  /** What most of it says about a ballast goes for all of it. */
  ballast: string;
  /** How often within that it is looked at. */
  glance: string;
  /** How long after it a change of version is held responsible. */
  upgrade: string;
  /** Pods are compared over so long, the last of which is the present. */
  settled: string;
}

export const productionPace: Pace = {
  interval: '1m',
  seldom: '5m',
  lingering: '10m',
  ballast: '30m',
  glance: '5m',
  upgrade: '1d',
  settled: '1h',
  ...growthWindows,
};

/** For incidents compressed into minutes, as the recordings are. */
export const compressedPace: Pace = {
  interval: '2s',
  seldom: '2s',
  lingering: '10m',
  ballast: '1m',
  glance: '2s',
  upgrade: '10m',
  settled: '1m',
  cycle: '20s',
  trend: '1m',
  resolution: '2s',
  horizon: 120,
};
