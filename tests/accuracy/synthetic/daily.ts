import type { FindingId } from '../../../src/diagnosis/types';
import { base, between, day, hour, pick, scene, type Cause, type Random } from './building';
import { MiB } from '../../../src/metrics/units';
import type { Course, Run } from './world';

const frame = (random: Random, hours: number) => {
  const span = hours * hour;
  return { span, step: pick(random, hours > 24 ? [120, 300, 600] : [60, 120, 300]) };
};

/** Load between 1 and `ratio`; the window begins at any hour of the day. */
function load(random: Random, ratio: number): Course {
  const begins = random() * day;
  return (t) => 1 + (ratio - 1) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (t + begins)) / day));
}

/** The load of weekends is lower, that of the middle of the week higher. */
function week(random: Random, swing: number): Course {
  const begins = random() * 7 * day;
  return (t) => 1 - swing * Math.cos((2 * Math.PI * (t + begins)) / (7 * day));
}

const times =
  (bytes: number, ...courses: Course[]): Course =>
  (t, span) =>
    courses.reduce((product, course) => product * course(t, span), bytes);

/** What follows load: live heap always, stacks and off-heap memory in some programs. */
function follows(random: Random, course: Course): Partial<Run> {
  return {
    live: times(between(random, 80, 500) * MiB, course),
    work: course,
    ...(random() < 0.4 && { stacks: times(between(random, 20, 100) * MiB, course), goroutines: times(5000, course) }),
    ...(random() < 0.3 && { offHeap: times(between(random, 100, 400) * MiB, course) }),
  };
}

const growths: readonly FindingId[] = ['heap-growth', 'stack-growth', 'off-heap-growth'];

/**
 * Load that comes back every day. Nothing may be a warning. Until a day can be compared with the day before, a rise
 * that
 * is under way may be told as information (`possible`): a leak looks the same so far. From two days on not even that.
 */
const loads: readonly Cause[] = [6, 12, 24, 48, 168].map((hours) => ({
  name: `healthy: load of ${hours} h at any time of day`,
  expected: [],
  allowed: [],
  unsaid: hours >= 48 ? growths : [],
  build: (random) => {
    const course = load(random, between(random, 1.3, 4));
    const weekly = week(random, hours > 48 ? between(random, 0, 0.2) : 0);
    return scene(
      random,
      [
        base(
          random,
          follows(random, (t, span) => course(t, span) * weekly(t, span))
        ),
      ],
      frame(random, hours)
    );
  },
}));

/** Between 3 and 8 % an hour on top of load that swings. */
function leaking(random: Random, bytes: number): Course {
  const pace = between(random, 0.03, 0.08) / hour;
  return times(bytes * MiB, (t) => 1 + pace * t, load(random, between(random, 1.2, 2.5)));
}

const leaks: ReadonlyArray<{ id: FindingId; run: (random: Random) => Partial<Run> }> = [
  { id: 'heap-growth', run: (random) => ({ live: leaking(random, between(random, 200, 1000)) }) },
  {
    id: 'stack-growth',
    run: (random) => {
      const stacks = leaking(random, between(random, 100, 300));
      return { stacks, goroutines: (t, span) => stacks(t, span) / 4096, live: () => 100 * MiB };
    },
  },
  { id: 'off-heap-growth', run: (random) => ({ offHeap: leaking(random, between(random, 200, 600)) }) },
];

/** Two days tell a leak from load; within one day it may be information only. */
const leaksUnderLoad: readonly Cause[] = leaks.flatMap(({ id, run }) =>
  [24, 48].map((hours) => ({
    name: `${id} under daily load, ${hours} h`,
    expected: [id],
    allowed: [],
    warned: hours === 48,
    build: (random: Random) => scene(random, [base(random, { ...run(random) })], frame(random, hours)),
  }))
);

export const dailyScenes: readonly Cause[] = [
  ...loads,
  ...leaksUnderLoad,
  {
    name: 'healthy: cold start of an hour',
    expected: [],
    allowed: [],
    build: (random) => {
      const [low, full] = [between(random, 30, 100) * MiB, between(random, 300, 1500) * MiB];
      const live: Course = (t) => low + full * Math.min(1, t / hour);
      return scene(random, [base(random, { live })], { span: between(random, 1, 3) * hour, step: 15 });
    },
  },
  {
    name: 'heap leak of six hours',
    expected: ['heap-growth'],
    allowed: [],
    warned: true,
    build: (random) => {
      const low = between(random, 100, 300) * MiB;
      const bytes = between(random, 300, 1500) * MiB;
      const live: Course = (t, span) => low + (bytes * t) / span;
      return scene(random, [base(random, { live })], frame(random, 6));
    },
  },
];
