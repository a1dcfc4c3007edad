import { MiB } from '../../../src/metrics/units';
import { base, between, constant, day, hour, pick } from '../synthetic/building';
import type { Course } from '../synthetic/world';
import type { Kind } from './kind';
import { container, go, old, sceneOf } from './scenes';

/** Load of a day between 0 and 1: it rises for `rises` hours from `begins` on, and goes back as long before `ends`. */
const workingDay =
  (begins: number, ends: number, rises: number): Course =>
  (t) => {
    const h = ((((t % day) + day) % day) / hour) as number;
    return Math.max(0, Math.min(1, (h - begins) / rises, (ends - h) / rises));
  };

const growths = ['heap-growth', 'off-heap-growth', 'anonymous-growth', 'stack-growth'];

/** What comes beside a daily load, and what a load alone looks like. */
export const loadKinds: readonly Kind[] = [
  {
    number: 4,
    name: 'a leak of the last hours of days of load',
    truth: { alarm: ['heap-growth'], calm: ['off-heap-growth'], never: ['oom-killed'] },
    allowed: ['heap-growth'],
    needs: [...container, ...go],
    build: (random) => {
      const load = workingDay(between(random, 5, 8), between(random, 17, 21), between(random, 3, 5));
      // Memory that falls at the end of a day of load shows no leak yet.
      const [low, swing] = [between(random, 100, 200) * MiB, between(random, 0.3, 0.7)];
      const lasts = between(random, 11, 20) * hour;
      const leak = between(random, 5, 9) * low;
      const live: Course = (t, span) => low * (1 + swing * load(t, span)) + leak * Math.max(0, 1 - (span - t) / lasts);
      const days = pick(random, [3, 5, 7]);
      const span = days * day + between(random, 0, 23) * hour;
      return sceneOf(random, old([base(random, { live, fragmented: constant(0) })]), { span, step: 300 });
    },
  },
  {
    number: 7,
    name: 'moments near the limit, each shorter than three scrapes',
    truth: { must: ['oom-risk'], calm: growths, never: ['oom-killed'] },
    allowed: ['oom-risk'],
    needs: [...container, ...go, 'limit'],
    isFine: true,
    build: (random) => {
      const limit = between(random, 500, 2000) * MiB;
      const step = pick(random, [15, 30, 60]);
      const [every, lasts] = [between(random, 15, 25) * 60, between(random, 1.2, 2.4) * step];
      const offHeap: Course = (t) => (t % every < lasts ? 0.75 : 0.15) * limit;
      const run = base(random, { live: constant(0.09 * limit), gogc: 1, offHeap, inactiveFile: constant(0) });
      return sceneOf(random, old([run]), { span: pick(random, [3, 6]) * hour, step }, { limit });
    },
  },
  {
    number: 7,
    name: 'moments near half of the limit',
    truth: { calm: ['oom-risk', ...growths], never: ['oom-killed'] },
    needs: [...container, ...go, 'limit'],
    build: (random) => {
      const limit = between(random, 500, 2000) * MiB;
      const [every, lasts] = [between(random, 15, 25) * 60, between(random, 30, 180)];
      const offHeap: Course = (t) => (t % every < lasts ? 0.4 : 0.1) * limit;
      const run = base(random, { live: constant(0.09 * limit), gogc: 1, offHeap, inactiveFile: constant(0) });
      return sceneOf(random, old([run]), { span: pick(random, [3, 6]) * hour, step: 30 }, { limit });
    },
  },
  {
    number: 0,
    name: 'healthy: the first working day after a weekend',
    truth: { calm: growths, never: ['oom-killed'] },
    needs: [...container, ...go],
    build: (random) => {
      const load = workingDay(between(random, 5, 7), between(random, 18, 21), between(random, 2, 4.5));
      const weekend = between(random, 0.1, 0.5);
      const low = between(random, 60, 300) * MiB;
      const swing = between(random, 0.5, 1.1);
      const span = pick(random, [2, 3]) * day + between(random, 8, 20) * hour;
      const work: Course = (t, all) => load(t, all) * (t < Math.floor(all / day) * day ? weekend : 1);
      const run = base(random, {
        live: (t, all) => low * (1 + swing * work(t, all)),
        goroutines: (t, all) => 80 + 600 * work(t, all),
        pace: (t, all) => 30 / (1 + 3 * work(t, all)),
      });
      return sceneOf(random, old([run]), { span, step: 120 });
    },
  },
];
