import type { FindingId } from '../../../src/diagnosis/types';
import type { Course, Run, Scene } from './world';
import { MiB } from '../../../src/metrics/units';

/** Seconds. */
export const hour = 3600;
export const day = 24 * hour;

/** A kind of scene with known truth. */
export interface Cause {
  name: string;
  /** Findings that must be there. */
  expected: FindingId[];
  /** Findings that are true as well, or may be, at warning or worse. */
  allowed: FindingId[];
  /** True where information is not enough for what is expected. */
  warned?: boolean;
  /** Findings that must not be there, not even as information. */
  unsaid?: readonly FindingId[];
  build(random: () => number): Scene;
}

export type Random = () => number;
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)];

export const eager = ['go1.16.15', 'go1.18.10', 'go1.19.8', 'go1.20', 'go1.22.4', 'go1.23.1', 'go1.25.1', 'go1.26.2'];
export const lazyVersions = ['go1.12.9', 'go1.13.4', 'go1.14.2', 'go1.15.15'];

/** Ranges and steps of dashboards: 15 s to 10 min over 1 h to 7 d, at most 11,000 points. */
export function frameOf(random: Random): { span: number; step: number } {
  const span = pick(random, [1, 2, 3, 6, 12, 24, 48, 168]) * hour;
  const steps = [15, 30, 60, 120, 300, 600].filter((step) => span / step <= 11_000 && span / step >= 60);
  return { span, step: pick(random, steps) };
}

export const constant =
  (bytes: number): Course =>
  () =>
    bytes;
/** Rises from `from` to the end of the run; `curve` < 1 rises early. */
export const rising =
  (low: number, high: number, from = 0, curve = 1): Course =>
  (t, span) =>
    low + (high - low) * Math.max(0, (t / span - from) / (1 - from)) ** curve;
/** Bursts on top of a base; `share` of each period is high. */
const bursts =
  (base: number, height: number, period: number, share: number): Course =>
  (t) =>
    base + ((t % period) / period > 1 - share ? height : 0);

export const base = (random: Random, over: Partial<Run> = {}): Run => ({
  version: pick(random, eager),
  live: constant(between(random, 60, 500) * MiB),
  gogc: pick(random, [0.5, 1, 1, 2]),
  cycle: between(random, 10, 120),
  kernel: constant(between(random, 1, 12) * MiB),
  inactiveFile: constant(between(random, 0, 40) * MiB),
  untouched: between(random, 0, 0.02),
  ...over,
});

export function scene(random: Random, runs: Run[], over: Partial<Scene> = {}): Scene {
  const gaps: Array<[number, number]> = random() < 0.3 ? [[0.55, 0.55 + between(random, 0.005, 0.03)]] : [];
  return { ...frameOf(random), runs, skew: between(random, -15, 15), gaps, random, lists: random() < 0.3, ...over };
}

/** Bursts long and rare enough to be seen at any step. */
const load = (random: Random, span: number, step: number) => ({
  period: Math.max(span / between(random, 6, 12), 12 * step),
  share: between(random, 0.1, 0.2),
});

/** A program whose bursts leave much to give back. */
export function bursty(random: Random, over: Partial<Run>, frame: { span: number; step: number }): Run {
  const { period, share } = load(random, frame.span, frame.step);
  return base(random, {
    live: bursts(between(random, 60, 150) * MiB, between(random, 400, 1500) * MiB, period, share),
    gogc: 0.5,
    ...over,
  });
}

export const growing = (random: Random) => between(random, 300, 2000) * MiB;

/** The same number again and again, for runs that must be alike. */
export function fixed(seed: number): Random {
  let state = Math.floor(seed * 2 ** 31);
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
