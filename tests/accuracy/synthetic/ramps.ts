import { MiB } from '../../../src/metrics/units';
import { base, between, day, hour, pick, scene, type Random } from './building';
import type { GrowthScene } from './growthScenes';
import type { Course } from './world';

/** Ways in which memory reaches its level, from 0 to 1. */
const shapes: ReadonlyArray<(x: number) => number> = [
  (x) => x,
  (x) => Math.sqrt(x),
  (x) => (1 - Math.exp(-3.5 * x)) / (1 - Math.exp(-3.5)),
  (x) => x * x * (3 - 2 * x),
  (x) => Math.floor(5 * x) / 5,
];

const frame = (random: Random, hours: number) => ({
  span: hours * hour,
  step: pick(random, hours > 100 ? [600, 1200] : [120, 300, 600]),
});

/** Load between 1 and `ratio` that comes back every day, from any time of day on. */
function daily(random: Random, ratio: number): Course {
  const begins = random() * day;
  return (t) => 1 + (ratio - 1) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (t + begins)) / day));
}

/** What fills in the first part of a range and holds for the rest, a fifth of the range to seven tenths. */
function filling(random: Random): Course {
  const shape = pick(random, shapes);
  const ends = between(random, 0.3, 0.8);
  const begins = between(random, 0, 0.3) * ends;
  return (t, span) => shape(Math.max(0, Math.min(1, (t / span - begins) / (ends - begins))));
}

const ended: readonly GrowthScene[] = [24, 36, 48, 54, 60, 72, 96, 120, 336].map((hours) => ({
  name: `a fill of any shape that ended, ${hours} h`,
  truth: null,
  build: (random) => {
    const [low, bytes] = [between(random, 50, 100) * MiB, between(random, 50, 300) * MiB];
    const fill = filling(random);
    return scene(random, [base(random, { live: (t, span) => low + bytes * fill(t, span) })], frame(random, hours));
  },
}));

/** One or two steps, as of a new cache or customer, beside a load that comes back every day; none for 30 hours. */
export const stepScenes: readonly GrowthScene[] = [72, 96, 168].map((hours) => ({
  name: `steps beside a daily load, none for 30 h, ${hours} h`,
  truth: null,
  build: (random) => {
    const low = between(random, 200, 600) * MiB;
    const load = daily(random, between(random, 1.1, 1.8));
    const steps = Array.from({ length: pick(random, [1, 2]) }, () => ({
      at: between(random, 0.1, 1) * (hours - 30) * hour,
      bytes: between(random, 0.2, 0.8) * low,
    }));
    const live: Course = (t, span) =>
      low * load(t, span) + steps.reduce((sum, { at, bytes }) => sum + (t > at ? bytes : 0), 0);
    return scene(random, [base(random, { live })], frame(random, hours));
  },
}));

/** A cache that is made larger within one sample, some hours before the end of a rising day. */
export const stepInLoadScenes: readonly GrowthScene[] = [20, 27].map((hours) => ({
  name: `a step in a daily load, ${hours} h`,
  truth: null,
  build: (random) => {
    const low = between(random, 150, 500) * MiB;
    const load = daily(random, between(random, 1.3, 2.2));
    const [at, bytes] = [between(random, 0.3, 0.6) * hours * hour, between(random, 0.4, 1) * low];
    const live: Course = (t, span) => low * load(t, span) + (t > at ? bytes : 0);
    return scene(random, [base(random, { live, work: load })], frame(random, hours));
  },
}));

/** Goes on by day, and is flat at night. */
function byDay(random: Random): Course {
  const begins = random() * day;
  const works = between(random, 9, 18) * hour;
  const worked = (t: number) => Math.floor(t / day) * works + Math.min(works, t % day);
  return (t, span) => (worked(t + begins) - worked(begins)) / (worked(span + begins) - worked(begins));
}

const goingOn: ReadonlyArray<{ name: string; courseOf: (random: Random) => Course }> = [
  { name: 'in a line', courseOf: () => (t, span) => t / span },
  { name: 'like a square root', courseOf: () => (t, span) => Math.sqrt(t / span) },
  { name: 'by day only', courseOf: byDay },
];

const leaks: readonly GrowthScene[] = goingOn.flatMap(({ name, courseOf }) =>
  [48, 60, 96].map((hours) => ({
    name: `leak that goes on ${name}, ${hours} h`,
    truth: 'heap-growth' as const,
    build: (random: Random) => {
      const [low, bytes] = [between(random, 50, 100) * MiB, between(random, 150, 500) * MiB];
      const [course, load] = [courseOf(random), daily(random, between(random, 1, 1.5))];
      const live: Course = (t, span) => low * load(t, span) + bytes * course(t, span);
      return scene(random, [base(random, { live })], frame(random, hours));
    },
  }))
);

/** Rises that ended hours ago, and leaks that look like them. */
export const rampScenes: readonly GrowthScene[] = [...ended, ...leaks];
