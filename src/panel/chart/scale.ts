import { peak, type ReadColumn } from '../derive/stack';
import type { LayerView, OverlayView } from '../derive/views';

/** A limit that lies this many times above everything else would press the layers flat. */
const farAway = 4;
export const headroom = 1.06;

export interface AxisLine {
  values: ReadColumn;
  /** True for limits: the axis shows them only while they are near the data; legend and tooltip always do. */
  isBound: boolean;
}

/**
 * Upper end of the value axis: the layers' top edges (or lines) and the lines fit. Shares of usage never exceed the
 * whole, so their axis ends there.
 */
export function axisMax(tops: readonly ReadColumn[], lines: readonly AxisLine[], ofUsage = false): number {
  const measured = lines.filter(({ isBound }) => !isBound).map(({ values }) => peak(values));
  const highest = Math.max(0, ...measured, ...tops.map(peak));
  if (ofUsage && highest > 0) {
    return highest > 0.9 && highest < 1 + 1e-9 ? 1 : highest * headroom;
  }
  const bounds = lines
    .filter(({ isBound }) => isBound)
    .map(({ values }) => peak(values))
    .filter((bound) => highest === 0 || bound <= farAway * highest);
  return Math.max(highest, ...bounds) * headroom || 1;
}

const powersOfTwo = Array.from({ length: 54 }, (_, exponent) => 2 ** exponent);

/** Steps between ticks that read as whole numbers in IEC units. */
export const tickSteps = (unit: string | undefined): number[] | undefined =>
  unit === undefined || /^(bits|[kmgtp]?bytes)$/.test(unit) ? powersOfTwo : undefined;

export interface FixedRange {
  min?: number;
  max?: number;
  softMin?: number;
  softMax?: number;
}

/** Limits of the value axis that the user set, each on the first series that has it. */
export function fixedRange(views: ReadonlyArray<LayerView | OverlayView>): FixedRange {
  const configs = views.map(({ field }) => field.config);
  return {
    min: configs.find(({ min }) => min != null)?.min ?? undefined,
    max: configs.find(({ max }) => max != null)?.max ?? undefined,
    softMin: views.find(({ custom }) => custom.axisSoftMin != null)?.custom.axisSoftMin,
    softMax: views.find(({ custom }) => custom.axisSoftMax != null)?.custom.axisSoftMax,
  };
}

/**
 * The range of the value axis. Stacks stand on zero; soft limits only ever widen, and a soft minimum above zero lets
 * lines that stay above it start there.
 */
export function valueRange(
  { min, max, softMin, softMax }: FixedRange,
  data: { lowest: number; highest: number }
): [number, number] {
  const low = min ?? Math.min(softMin ?? 0, data.lowest);
  const high = max ?? Math.max(softMax ?? data.highest, data.highest);
  return high > low ? [low, high] : [low, low + 1];
}

/** Lowest value of all columns; 0 where no column has a value. */
export function lowest(columns: readonly ReadColumn[]): number {
  let least = Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (value !== null && value < least) {
        least = value;
      }
    }
  }
  return Number.isFinite(least) ? least : 0;
}
