import { MiB } from '../../../src/metrics/units';
import type { InputFrame } from '../../../src/metrics/types';
import { base, between, constant, eager, pick, type Random } from '../synthetic/building';
import { nameOf, revalue } from '../series';
import type { Course, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { container, scene } from './scenes';

const usageOf = /^container_memory_usage_bytes$/;
const hidden = ['working-set-understated', 'lazily-freed', 'huge-page-bloat', 'kernel-memory-growth', 'oom-killed'];

/** Fills for most of each period, as a young generation does, and is collected at once. */
const filled =
  (low: number, high: number, period: number): Course =>
  (t) =>
    low + (high - low) * ((t % period) / period);

/** Usage one sample later than everything else, as beside series that a rule recorded. */
const late: Kind['dress'] = (frames: InputFrame[]) =>
  frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.type === 'number' && usageOf.test(nameOf(frame))
        ? { ...field, values: Array.from(field.values, (last, i) => field.values[i + 1] ?? last) }
        : field
    ),
  }));

/** Usage that counts one more container. */
const withSidecar: Kind['dress'] = (frames, random) => {
  const sidecar = Math.round(between(random, 120, 900) * MiB);
  return revalue(frames, usageOf, (value) => value + sidecar);
};

const filling = (random: Random): Scene => {
  const heap = filled(100 * MiB, between(random, 700, 1500) * MiB, between(random, 420, 900));
  return scene(random, base(random, { live: constant(10 * MiB), offHeap: heap }), { noGo: true });
};

/** Usage that is of another cgroup, or of another moment, than the rest of the accounting. */
export const readingKinds: readonly Kind[] = [
  ...(['go1.11.13', 'modern'] as const).map((version): Kind => ({
    number: 14,
    name: `usage counts a sidecar that nothing else counts, ${version}`,
    truth: { never: hidden },
    needs: container,
    build: (random) =>
      scene(
        random,
        base(random, {
          version: version === 'modern' ? pick(random, eager) : version,
          live: constant(between(random, 100, 600) * MiB),
        })
      ),
    dress: withSidecar,
  })),
  {
    number: 14,
    name: 'usage counts a sidecar that nothing else counts, no Go',
    truth: { never: hidden },
    needs: container,
    build: (random) => scene(random, base(random, { live: constant(between(random, 100, 600) * MiB) }), { noGo: true }),
    dress: withSidecar,
  },
  {
    number: 14,
    name: 'usage is a sample ahead of the rest, no Go',
    truth: { never: hidden },
    needs: container,
    isFine: true,
    build: filling,
    dress: late,
  },
];
