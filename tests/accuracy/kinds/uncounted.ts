import { MiB } from '../../../src/metrics/units';
import type { InputFrame } from '../../../src/metrics/types';
import { between, constant, hour, pick, rising, type Random } from '../synthetic/building';
import { nameOf } from '../series';
import type { Course, Run, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { lives, quiet } from './kills';
import { container as groups, sceneOf } from './scenes';

const container = [...groups, 'limit'] as const;

const scene = (random: Random, runs: Run[], over: Partial<Scene>): Scene =>
  sceneOf(random, runs, { span: 6 * hour, step: 60 }, over);

/** Nothing counts restarts or tells why. */
const uncounted = (frames: InputFrame[]): InputFrame[] =>
  frames.filter((frame) => !nameOf(frame).startsWith('kube_pod_container_status'));

/** The restart counter as it is scraped every two minutes, and no reason. */
const countedLate: Kind['dress'] = (frames) => {
  const counters = frames.filter((frame) => nameOf(frame) === 'kube_pod_container_status_restarts_total');
  const held = counters.map((frame) => {
    const [times, field] = frame.fields;
    const every = Math.round(120_000 / (Number(times.values[1]) - Number(times.values[0])));
    const values = Array.from(field.values, (_, i) => field.values[i - (i % every)]);
    return { ...frame, fields: [times, { ...field, values }] };
  });
  return [...uncounted(frames), ...held];
};

/** Ends of lives that no reason tells, and that nothing counts in time. */
export const uncountedKinds: readonly Kind[] = [
  ...[
    { name: 'killed by a leak, nothing counts restarts', dress: uncounted },
    { name: 'killed by a leak, restarts are scraped every two minutes', dress: countedLate },
  ].map(({ name, dress }): Kind => ({
    number: 2,
    name,
    truth: { alarm: ['oom-killed'] },
    allowed: ['oom-risk', 'anonymous-growth'],
    needs: container,
    isFine: true,
    build: (random) => {
      const limit = between(random, 256, 2048) * MiB;
      const life = () => quiet({ version: null, offHeap: rising(0.3 * limit, limit - 21 * MiB, 0.05) });
      return scene(random, lives(2, life, 0.001), { limit, noGo: true, step: pick(random, [15, 30]), span: 3 * 3600 });
    },
    dress,
  })),
  {
    number: 2,
    name: 'stopped near its limit, nothing counts restarts',
    truth: { never: ['oom-killed'] },
    allowed: ['oom-risk'],
    needs: container,
    build: (random) => {
      const limit = between(random, 1000, 4000) * MiB;
      const level = constant(between(random, 0.9, 0.95) * limit - 20 * MiB);
      const run = quiet({ version: null, offHeap: level, older: 3600 });
      return scene(
        random,
        lives(2, () => run).map((one) => ({ ...one, ended: undefined })),
        { limit, noGo: true }
      );
    },
    dress: uncounted,
  },
  {
    number: 2,
    name: 'a child is killed at the limit, the container restarts later',
    truth: {
      alarm: ['oom-killed'],
      says: 'process of the container at its memory limit',
      silent: 'limit of the pod or the memory of the node',
    },
    allowed: ['oom-risk', 'anonymous-growth'],
    needs: [...container, 'restarts'],
    keeps: ['id'],
    isFine: true,
    build: (random) => {
      const limit = between(random, 256, 2048) * MiB;
      const at = between(random, 0.3, 0.9);
      const child: Course = (t, span) =>
        t < at * span ? rising(0.3 * limit, limit - 21 * MiB)(t, at * span) : 0.2 * limit;
      const [killed, next] = lives(2, () => quiet({ version: null, offHeap: child }), 0.001);
      return scene(random, [killed, { ...next, offHeap: constant(0.2 * limit) }], { limit, noGo: true });
    },
  },
];
