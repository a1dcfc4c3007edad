import { base, between, bursty, constant, eager, frameOf, lazyVersions, pick, scene, type Cause } from './building';
import { MiB } from '../../../src/metrics/units';
import type { Course } from './world';

const calm = (name: string, build: Cause['build']): Cause => ({
  name: `healthy: ${name}`,
  expected: [],
  allowed: [],
  build,
});

/** Scenes in which nothing may be said at warning or worse. */
export const healthyScenes: readonly Cause[] = [
  calm('steady', (random) => scene(random, [base(random)])),
  calm('saw tooth of GOGC=900', (random) =>
    scene(random, [base(random, { gogc: 9, cycle: between(random, 60, 900) })])
  ),
  calm('saw of GOMEMLIMIT', (random) =>
    scene(random, [base(random, { goal: between(random, 700, 1500) * MiB, cycle: between(random, 60, 1200) })])
  ),
  calm('warm-up', (random) => {
    const plateau = between(random, 300, 1500) * MiB;
    const ramp = between(random, 300, 1200);
    return scene(random, [base(random, { live: (t) => plateau * Math.min(1, 0.1 + t / ramp) })]);
  }),
  calm('single spike', (random) => {
    const at = between(random, 0.3, 0.7);
    const low = between(random, 80, 300) * MiB;
    return scene(random, [
      base(random, { live: (t, span) => (Math.abs(t / span - at) < 0.02 ? low + 900 * MiB : low) }),
    ]);
  }),
  calm('bursts', (random) => {
    const frame = frameOf(random);
    return scene(random, [bursty(random, { version: pick(random, eager) }, frame)], frame);
  }),
  calm('crash loop', (random) => {
    const runs = Array.from({ length: 8 }, (_, k) =>
      base(random, { from: k / 8, to: (k + 1) / 8 - 0.005, ended: 'Error' })
    );
    return scene(random, runs, { limit: 4000 * MiB });
  }),
  calm('harmless upgrade', (random) => {
    const live = constant(between(random, 100, 800) * MiB);
    const cycle = between(random, 10, 60);
    return scene(random, [
      base(random, { live, cycle, gogc: 1, untouched: 0.01, version: 'go1.22.4', to: 0.5 }),
      base(random, { live, cycle, gogc: 1, untouched: 0.01, version: 'go1.25.1', from: 0.5 }),
    ]);
  }),
  calm('lazy version that gives nothing back', (random) =>
    scene(random, [base(random, { version: pick(random, lazyVersions), lazy: true, gogc: 0.3 })])
  ),
  calm('load in waves', (random) => {
    const low = between(random, 100, 400) * MiB;
    const phase = between(random, 0, 2 * Math.PI);
    const work: Course = (t, span) => 1.5 - 0.5 * Math.cos((2 * Math.PI * t) / (span / 3.3) + phase);
    return scene(random, [base(random, { live: (t, span) => low * work(t, span), work })]);
  }),
];
