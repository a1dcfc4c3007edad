import { peak } from '../derive/stack';
import type { LayerView, OverlayView } from '../derive/views';

/** A limit that lies this many times above everything else would press the layers flat. */
const farAway = 4;
const headroom = 1.06;

/**
 * Upper end of the value axis: the stack and the lines fit. A bound such as a limit counts only while it is within
 * reach; farther away it is left to the legend and the tooltip.
 */
export function axisMax(tops: ReadonlyArray<ReadonlyArray<number | null>>, overlays: readonly OverlayView[]): number {
  const measured = overlays.filter(({ row }) => !row.bound).map(({ values }) => peak(values));
  const highest = Math.max(0, ...measured, tops.length > 0 ? peak(tops[tops.length - 1]) : 0);
  const bounds = overlays
    .filter(({ row }) => row.bound)
    .map(({ values }) => peak(values))
    .filter((bound) => highest === 0 || bound <= farAway * highest);
  return Math.max(highest, ...bounds) * headroom || 1;
}

const powersOfTwo = Array.from({ length: 54 }, (_, exponent) => 2 ** exponent);

/** Steps between ticks that read as whole numbers in IEC units. */
export const tickSteps = (unit: string | undefined): number[] | undefined =>
  unit === undefined || /^(bits|[kmgtp]?bytes)$/.test(unit) ? powersOfTwo : undefined;

/** Limits of the value axis that the user set on the first series that has them. */
export function fixedRange(views: ReadonlyArray<LayerView | OverlayView>): { min?: number; max?: number } {
  const configs = views.map(({ field }) => field.config);
  return {
    min: configs.find(({ min }) => min != null)?.min ?? undefined,
    max: configs.find(({ max }) => max != null)?.max ?? undefined,
  };
}
