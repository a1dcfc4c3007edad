import { fieldMatchers, isSystemOverride, type FieldConfigSource } from '@grafana/data';

import type { Views } from '../derive/views';

const hideFrom = 'custom.hideFrom';
const hides = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'viz' in value && value.viz === true;

/**
 * Names of what the user hid from the chart by an override of his own, or from the legend: it is no click's to show.
 */
export function hiddenByUser({ layers, overlays }: Views, { overrides }: FieldConfigSource): string[] {
  const all = [...layers, ...overlays];
  const frames = [...new Set(all.map(({ frame }) => frame))];
  const own = overrides
    .filter((rule) => !isSystemOverride(rule))
    .flatMap(({ matcher, properties }) =>
      properties
        .filter(({ id }) => id === hideFrom)
        .map(({ value }) => ({
          matches: fieldMatchers.getIfExists(matcher.id)?.get(matcher.options),
          hides: hides(value),
        }))
    );
  return all
    .filter(
      ({ field, frame, custom }) =>
        custom.hideFrom.legend || own.filter(({ matches }) => matches?.(field, frame, frames)).at(-1)?.hides === true
    )
    .map(({ name }) => name);
}
