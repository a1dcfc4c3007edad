import { day, second } from '../../metrics/units';
import type { SizingNumbers } from '../../sizing/types';
import type { Formatters } from '../formatting';
import { tr } from '../translate';

/** The numbers that a recommendation rests on, in words; what no series tells is left out. */
export function basisOf(numbers: SizingNumbers, formatters: Formatters): Array<{ name: string; value: string }> {
  const { window, need, liveHeap, outside, growthPerDay, untilLimit, presentLimit } = numbers;
  const { bytes, duration, time, rate } = formatters;
  const sizes = [need.p50, need.p95, need.p99, need.peak].map(bytes);
  return [
    {
      name: tr('sizing.window', 'Window'),
      value: `${duration(window.to - window.from)}, ${time(window.from)} – ${time(window.to)}`,
    },
    { name: tr('sizing.need', 'Need: p50, p95, p99, peak'), value: sizes.join(', ') },
    ...(liveHeap === null ? [] : [{ name: tr('sizing.live-heap', 'Live heap (p95)'), value: bytes(liveHeap) }]),
    ...(outside === null ? [] : [{ name: tr('sizing.outside', 'Outside of Go (p99)'), value: bytes(outside) }]),
    {
      name: tr('sizing.growth', 'Growth of the need'),
      value:
        growthPerDay > 0
          ? tr('sizing.per-day', '{{amount}} a day ({{rate}})', {
              amount: bytes(growthPerDay),
              rate: rate(growthPerDay / (day / second)),
            })
          : tr('sizing.no-growth', 'none that goes on'),
    },
    ...(presentLimit === null
      ? []
      : [{ name: tr('sizing.present-limit', 'Present limit'), value: bytes(presentLimit) }]),
    ...(untilLimit === null
      ? []
      : [{ name: tr('sizing.until-limit', 'Until the present limit, at this growth'), value: duration(untilLimit) }]),
  ];
}
