import { composition } from '../../../tests/fixtures/panel/fixture';
import { fleetRow } from '../../../tests/fixtures/panel/fleet';
import { MiB } from '../../metrics/units';
import { growthOf } from './growth';

const minutes = 60_000;
const usage = (value: (i: number) => number, samples = 240) =>
  composition({
    layers: { 'heap-objects': Array.from({ length: samples }, (_, i) => value(i)) },
    time: Array.from({ length: samples }, (_, i) => i * minutes),
  });
const growth = (made: ReturnType<typeof composition>) =>
  growthOf(fleetRow({ members: [{ workload: made.workload, composition: made, findings: [] }] }));
/** Noise without a trend. */
const wave = (i: number) => 50 * MiB * Math.sin(i * 12.9898);

describe('growthOf', () => {
  it.each([
    ['a rise', 1, 1080],
    ['a fall', -1, -1080],
  ])('is the pace of %s per day, in spite of noise', (_, sign, perDay) => {
    // The fixture's corrected working set is three quarters of usage.
    const pace = growth(usage((i) => 2000 * MiB + sign * MiB * i + wave(i) / 5)) / MiB;
    expect(pace / perDay).toBeCloseTo(1, 1);
  });

  it('is 0 without a trend', () => expect(growth(usage((i) => 2000 * MiB + wave(i)))).toBe(0));
  it('is not known of a few minutes', () => expect(growth(usage((i) => MiB * i, 20))).toBeNaN());
});
