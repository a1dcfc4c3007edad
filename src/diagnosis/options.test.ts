import { MiB, second } from '../metrics/units';
import { compressedDurations, defaultThresholds, leastRise, thresholdFor, settingsOf } from './options';

describe('settingsOf', () => {
  it('doubles every threshold at low sensitivity and halves it at high', () => {
    const { lazilyFreed, growth } = defaultThresholds;
    expect(settingsOf().thresholds).toEqual(defaultThresholds);
    expect(settingsOf({ sensitivity: 'normal' }).thresholds).toEqual(defaultThresholds);
    const low = settingsOf({ sensitivity: 'low' }).thresholds;
    expect(low.lazilyFreed).toEqual({ bytes: 2 * lazilyFreed.bytes, share: 2 * lazilyFreed.share });
    const high = settingsOf({ sensitivity: 'high' }).thresholds;
    expect(high.growth).toEqual({ bytes: growth.bytes / 2, share: growth.share / 2 });
  });

  it('takes what is asked for in place of what is usual', () => {
    const slack = { bytes: 100 * MiB, share: 0.2 };
    const settings = settingsOf({ thresholds: { slack }, durations: { risk: 5 * second }, sensitivity: 'low' });
    expect(settings.thresholds.slack).toEqual({ bytes: 200 * MiB, share: 0.4 });
    expect(settings.durations).toEqual({ ...settingsOf().durations, risk: 5 * second });
    expect(settingsOf().durations.risk).toBe(30 * second);
    expect(settingsOf({ compressed: true }).durations).toEqual(compressedDurations);
  });
});

it('thresholds grow with what is used', () => {
  expect(thresholdFor({ bytes: 32, share: 0.05 }, 100)).toBe(32);
  expect(thresholdFor({ bytes: 32, share: 0.05 }, 1000)).toBe(50);
  expect([100, 320, 5000].map((mib) => leastRise(mib * MiB) / MiB)).toEqual([10, 32, 32]);
});
