import { MiB } from '../../../src/metrics/units';
import { base, between, constant, day, hour, pick, rising, type Random } from '../synthetic/building';
import type { Run, Scene } from '../synthetic/world';

/** Groups of series that kinds need. */
export const container = ['usage', 'working set', 'rss and cache'] as const;
export const go = ['Go heap', 'Go sys', 'go_info'] as const;

/** A scene of runs over a span at a step, both in seconds. */
export const sceneOf = (
  random: Random,
  runs: Run[],
  frame: Pick<Scene, 'span' | 'step'>,
  over: Partial<Scene> = {}
): Scene => ({ runs, ...frame, skew: between(random, -10, 10), further: true, random, ...over });

/** Runs that began a day before the range. */
export const old = (runs: readonly Run[]): Run[] => runs.map((run) => ({ older: day, ...run }));

/** A scene of one old run. */
export const scene = (random: Random, run: Run, over?: Partial<Scene>): Scene =>
  sceneOf(
    random,
    old([run]),
    pick(random, [
      { span: 6 * hour, step: 60 },
      { span: 12 * hour, step: 60 },
      { span: 24 * hour, step: 120 },
    ]),
    over
  );

export const leak = (random: Random, over: Partial<Run> = {}): Run =>
  base(random, { live: rising(120 * MiB, between(random, 600, 1800) * MiB, 0.05), ...over });

export const steady = (random: Random, over: Partial<Run> = {}): Run =>
  base(random, { live: constant(between(random, 60, 300) * MiB), ...over });
