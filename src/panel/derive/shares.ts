import type { Composition } from '../../composition/types';
import type { ChartValues } from '../panelOptions';
import type { Column } from './frames';
import { overlayColumn, type Rows } from './rows';

/** What the value axis counts: bytes, or shares of another column. */
export type AxisValues = { of: 'bytes' } | { of: 'usage' | 'limit'; whole: Column };

/** A share of a limit needs one: without it, shares of usage are what is left to draw. */
export function axisValues(
  composition: Pick<Composition, 'usage' | 'limit'>,
  rows: Rows,
  values: ChartValues
): AxisValues {
  if (values === 'bytes') {
    return { of: 'bytes' };
  }
  if (values === 'share-of-limit') {
    const whole = overlayColumn(rows, composition.limit);
    if (whole.some((limit) => limit !== null && limit > 0)) {
      return { of: 'limit', whole };
    }
  }
  return { of: 'usage', whole: overlayColumn(rows, composition.usage) };
}

/** A column in the values of the axis. Shares of nothing are gaps. */
export function onAxis(column: Column, axis: AxisValues): Column {
  if (axis.of === 'bytes') {
    return column;
  }
  return column.map((value, row) => {
    const whole = axis.whole[row];
    return value === null || !whole ? null : value / whole;
  });
}
