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

/** One series, or from Grafana 13.2 on several at once, or null for all. */
export type Target = string | readonly string[] | null;

/** A click in the legend. */
export interface Click {
  target: Target;
  mode: SeriesVisibilityChangeMode;
}

/**
 * The field configuration after a click in the legend, as Grafana's own legends do it: a plain click isolates a series
 * or, on the isolated one, shows all again; with ctrl, cmd or shift it adds or removes one. `names` are all series of
 * the legend that can be shown; `untouched` are those that the user hid elsewhere, which stay as they are. The last
 * one that is shown stays, too. Grafana's own handler cannot be used: it takes the names of the input frames, and
 * hides every layer.
 */
export function toggleSeries(
  source: FieldConfigSource,
  names: readonly string[],
  { target, mode }: Click,
  untouched: readonly string[] = []
): FieldConfigSource {
  const clicked = target === null ? null : [target].flat().filter((name) => !untouched.includes(name));
  if (clicked?.length === 0) {
    return source;
  }
  const overrides = source.overrides.filter((rule) => !isHideOverride(rule));
  const current = source.overrides.find(isHideOverride);
  const filtered = current ? names.filter((candidate) => shownNames(current).includes(candidate)) : null;
  const next = clicked === null ? names : nextShown(filtered, names, clicked, mode);
  return {
    ...source,
    overrides: next.length === names.length ? overrides : [...overrides, hideAllBut([...next, ...untouched])],
  };
}

/** `filtered` are the series that are left of `names`; null where none was taken out. */
function nextShown(
  filtered: readonly string[] | null,
  names: readonly string[],
  clicked: readonly string[],
  mode: SeriesVisibilityChangeMode
): readonly string[] {
  const shown = filtered ?? names;
  if (mode === SeriesVisibilityChangeMode.AppendToSelection) {
    const kept = shown.filter((name) => !clicked.includes(name));
    const next = [...kept, ...clicked.filter((name) => !shown.includes(name))];
    return next.length === 0 ? shown : next;
  }
  const alone = shown.length === clicked.length && clicked.every((name) => shown.includes(name));
  return filtered && alone ? names : clicked;
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
