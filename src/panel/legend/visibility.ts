import {
  isSystemOverrideWithRef,
  FieldMatcherID,
  type FieldConfigSource,
  type SystemConfigOverrideRule,
} from '@grafana/data';
import { SeriesVisibilityChangeMode } from '@grafana/ui';

/** The mark by which Grafana finds the override that its own legends write, so that both understand each other's. */
const systemRef = 'hideSeriesFrom';
const isHideOverride = isSystemOverrideWithRef(systemRef);

/**
 * The field configuration after a click in the legend, as Grafana's own legends do it: a plain click isolates a series
 * or, on the isolated one, shows all again; with ctrl, cmd or shift it adds or removes one. `names` are all series of
 * the legend. Grafana's own handler cannot be used: it takes the names of the input frames, and hides every layer.
 */
export function toggleSeries(
  source: FieldConfigSource,
  names: readonly string[],
  name: string,
  mode: SeriesVisibilityChangeMode
): FieldConfigSource {
  const overrides = source.overrides.filter((rule) => !isHideOverride(rule));
  const current = source.overrides.find(isHideOverride);
  const shown = current ? names.filter((candidate) => shownNames(current).includes(candidate)) : [...names];
  const next = nextShown(shown, names, name, mode, current !== undefined);
  return {
    ...source,
    overrides: next.length === names.length ? overrides : [...overrides, hideAllBut(next)],
  };
}

function nextShown(
  shown: readonly string[],
  names: readonly string[],
  name: string,
  mode: SeriesVisibilityChangeMode,
  isFiltered: boolean
): readonly string[] {
  if (mode === SeriesVisibilityChangeMode.AppendToSelection) {
    const next = shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name];
    return next.length === 0 ? names : next;
  }
  return isFiltered && shown.length === 1 && shown[0] === name ? names : [name];
}

function shownNames({ matcher }: { matcher: { options?: { names?: unknown } } }): string[] {
  const names = matcher.options?.names;
  return Array.isArray(names) ? names : [];
}

const hideAllBut = (names: readonly string[]): SystemConfigOverrideRule => ({
  __systemRef: systemRef,
  matcher: {
    id: FieldMatcherID.byNames,
    options: { mode: 'exclude', names: [...names], prefix: 'All except:', readOnly: true },
  },
  properties: [{ id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: true } }],
});
