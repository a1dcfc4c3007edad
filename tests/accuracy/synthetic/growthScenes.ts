import type { FindingId } from '../../../src/diagnosis/types';
import { base, between, day, hour, pick, scene, type Random } from './building';
import { MiB } from '../../../src/metrics/units';
import { rampScenes, stepInLoadScenes, stepScenes } from './ramps';
import type { Course, Run, Scene } from './world';

/** One kind of series that the growth test is measured on, with its truth. */
export interface GrowthScene {
  name: string;
  /** The finding that is true of it; null where nothing grows. */
  truth: FindingId | null;
  build(random: Random): Scene;
}

/** Load between 1 and `ratio` that comes back every day; `begins` is the time of day at the start, s. */
const daily =
  (ratio: number, begins: number): Course =>
  (t) =>
    1 + (ratio - 1) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (t + begins)) / day));

/** Load of working hours: flat nights, a flank of some hours up and down, a flat day, less at weekends. */
function office(random: Random): Course {
  const begins = random() * 7 * day;
  const flank = between(random, 1, 4) * hour;
  const high = between(random, 0.5, 2);
  const weekend = between(random, 0.2, 1);
  return (t) => {
    const clock = (t + begins) % day;
    const isWeekend = Math.floor((t + begins) / day) % 7 >= 5;
    const share = Math.max(0, Math.min(1, (clock - 7 * hour) / flank, (21 * hour - clock) / flank));
    return 1 + high * share * (isWeekend ? weekend : 1);
  };
}

/** Daily load whose days differ by some percent, as they do. */
function uneven(random: Random, ratio: number): Course {
  const load = daily(ratio, random() * day);
  const days = Array.from({ length: 9 }, () => between(random, 0.9, 1.1));
  return (t) => {
    const at = t / day;
    const k = Math.floor(at);
    return load(t, 0) * (days[k] + (days[k + 1] - days[k]) * (at - k));
  };
}

const heap = (random: Random, live: Course, over: Partial<Run> = {}): Run => base(random, { live, ...over });

/** What follows load: the heap, and what is allocated; goroutines in programs without a pool of them. */
const loaded = (random: Random, low: number, course: Course): Run =>
  heap(random, (t, span) => low * course(t, span), {
    work: course,
    ...(random() < 0.5 && { goroutines: (t: number, span: number) => 100 * course(t, span) }),
  });

const over = (random: Random, hours: number, steps?: readonly number[]) => {
  const span = hours * hour;
  return {
    span,
    step: pick(random, steps ?? (hours > 24 ? [120, 300, 600] : hours > 3 ? [60, 120, 300] : [15, 30, 60])),
  };
};

const healthyLoads: readonly GrowthScene[] = [6, 12, 24, 36, 48, 72, 168].map((hours) => ({
  name: `daily load, ${hours} h`,
  truth: null,
  build: (random) => {
    const course = daily(between(random, 1.3, 4), random() * day);
    const low = between(random, 80, 500) * MiB;
    return scene(random, [loaded(random, low, course)], over(random, hours));
  },
}));

const officeLoads: readonly GrowthScene[] = [6, 12, 24, 48, 72, 168].map((hours) => ({
  name: `office hours and weekends, ${hours} h`,
  truth: null,
  build: (random) => {
    const course = office(random);
    const low = between(random, 80, 500) * MiB;
    return scene(random, [loaded(random, low, course)], over(random, hours));
  },
}));

const unevenLoads: readonly GrowthScene[] = [48, 72, 168].map((hours) => ({
  name: `daily load of uneven days, ${hours} h`,
  truth: null,
  build: (random) => {
    const course = uneven(random, between(random, 1.3, 4));
    const low = between(random, 80, 500) * MiB;
    return scene(random, [loaded(random, low, course)], over(random, hours));
  },
}));

const leaksUnderLoad: readonly GrowthScene[] = [
  [1, 48],
  [1, 168],
  [2, 48],
  [2, 72],
  [5, 24],
  [5, 48],
  [5, 168],
].map(([percent, hours]) => ({
  name: `leak of ${percent} % an hour under daily load, ${hours} h`,
  truth: 'heap-growth' as const,
  build: (random: Random) => {
    const course = daily(between(random, 1.2, 2.5), random() * day);
    const low = between(random, 200, 1000) * MiB;
    const pace = percent / 100 / hour;
    const live: Course = (t, span) => low * (1 + pace * t) * course(t, span);
    return scene(random, [heap(random, live, { work: course })], over(random, hours));
  },
}));

/** A leak that begins somewhere in the first half; its levels are known. */
function linear(hours: number, steps?: readonly number[]): GrowthScene {
  return {
    name: `linear leak, ${hours} h${steps ? `, a sample every ${steps.join(' or ')} s` : ''}`,
    truth: 'heap-growth',
    build: (random) => {
      const low = between(random, 100, 300) * MiB;
      const bytes = between(random, 300, 1500) * MiB;
      const begins = pick(random, [0, 0, 0.25, 0.5]);
      const live: Course = (t, span) => low + bytes * Math.max(0, (t / span - begins) / (1 - begins));
      return scene(random, [heap(random, live)], over(random, hours, steps));
    },
  };
}

/** Bursts of load that end: a warm-up, a plateau, a deployment, saw teeth. */
const healthyOthers: readonly GrowthScene[] = [
  ...[1, 6, 24].map((hours): GrowthScene => ({
    name: `warm-up that ends, ${hours} h`,
    truth: null,
    build: (random) => {
      const [low, full] = [between(random, 30, 100) * MiB, between(random, 300, 1500) * MiB];
      const ends = between(random, 0.2, 0.6) * Math.min(hours, 3) * hour;
      return scene(random, [heap(random, (t) => low + full * Math.min(1, t / ends))], over(random, hours));
    },
  })),
  ...[2, 12].map((hours): GrowthScene => ({
    name: `caches that fill, exponential, ${hours} h`,
    truth: null,
    build: (random) => {
      const [low, full] = [between(random, 30, 100) * MiB, between(random, 300, 1500) * MiB];
      const half = between(random, 0.05, 0.15) * hours * hour;
      return scene(random, [heap(random, (t) => low + full * (1 - 2 ** (-t / half)))], over(random, hours));
    },
  })),
  ...[3, 24, 48].map((hours): GrowthScene => ({
    name: `saw teeth of few samples, ${hours} h`,
    truth: null,
    build: (random) => {
      const live = between(random, 80, 500) * MiB;
      const run = heap(random, () => live, { gogc: pick(random, [1, 2, 9]), cycle: between(random, 60, 1800) });
      return scene(random, [run], over(random, hours, [60, 300, 600].slice(hours > 3 ? 1 : 0)));
    },
  })),
  {
    name: 'deployments every 8 h that fill up again, 48 h',
    truth: null,
    build: (random) => {
      const [low, full] = [between(random, 30, 100) * MiB, between(random, 300, 1000) * MiB];
      const runs = Array.from({ length: 6 }, (_, k) =>
        heap(random, (t) => low + full * (1 - 2 ** (-t / (0.5 * hour))), {
          from: k / 6,
          to: (k + 1) / 6 - 0.001,
          pod: `app-${k}`,
        })
      );
      return scene(random, runs, over(random, 48));
    },
  },
  {
    name: 'a step of load, 12 h',
    truth: null,
    build: (random) => {
      const low = between(random, 80, 500) * MiB;
      const at = between(random, 0.2, 0.8);
      return scene(random, [loaded(random, low, (t, span) => (t > at * span ? 3 : 1))], over(random, 12));
    },
  },
  {
    name: 'live heap that wanders by itself (AR(1)), 12 h',
    truth: null,
    build: (random) => {
      const low = between(random, 200, 500) * MiB;
      const [keeps, count] = [between(random, 0.3, 0.9), 145];
      const noise: number[] = [0];
      for (let k = 1; k < count; k++) {
        noise.push(keeps * noise[k - 1] + (random() + random() + random() - 1.5) * Math.sqrt(1 - keeps ** 2));
      }
      return scene(random, [heap(random, (t) => low * (1 + 0.4 * noise[Math.floor(t / 300)]))], over(random, 12));
    },
  },
];

/** THE list, in the order of the table of docs/growth.md. */
export const growthScenes: readonly GrowthScene[] = [
  ...healthyLoads,
  ...officeLoads,
  ...unevenLoads,
  ...healthyOthers,
  ...leaksUnderLoad,
  ...[6, 12, 24].map((hours) => linear(hours)),
  linear(1, [15]),
  linear(6, [60]),
  linear(24, [300]),
  ...rampScenes,
  ...stepScenes,
  ...stepInLoadScenes,
];
