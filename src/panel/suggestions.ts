import {
  VisualizationSuggestionScore,
  type PanelDataSummary,
  type VisualizationSuggestion,
  type VisualizationSuggestionsSupplier,
} from '@grafana/data';

import { recognise } from '../metrics/recognise';
import { rolesOf, type Role } from '../metrics/roles';
import type { StoredCustom } from './fieldConfig';
import { withDefaults, type PanelOptions, type StoredOptions } from './panelOptions';
import { tr } from './translate';

type Suggestion = VisualizationSuggestion<PanelOptions, StoredCustom>;

/** Roles that only a Go program reports. */
const goRoles: readonly Role[] = ['heapAlloc', 'heapInuse', 'heapIdle', 'heapReleased', 'sys', 'stackSys'];

/** Number of frames that are looked at: suggestions must come at once, also on thousands of series. */
const mostFrames = 200;

/** A card has no room for anything but the layers. */
const small: StoredOptions = {
  legend: { showLegend: false },
  show: { verdict: false, marks: false, findings: false, annotations: false },
  tooltip: { mode: 'none' },
};

/**
 * Suggests the panel for container and Go memory. The function form is what Grafana 12.4 and later call; earlier
 * versions
 * suggest core panels only and never call it.
 */
export const suggest: VisualizationSuggestionsSupplier<PanelOptions, StoredCustom> = (summary) => {
  const score = scoreOf(summary);
  return score === null ? undefined : [suggestion(score)];
};

function scoreOf({ rawFrames, hasData }: Pick<PanelDataSummary, 'rawFrames' | 'hasData'>): number | null {
  if (hasData === false || !rawFrames) {
    return null;
  }
  const { series } = recognise(rawFrames.slice(0, mostFrames));
  const roles = new Set(series.map(({ role }) => role));
  const hasContainer = roles.has('usage') && rolesOf('container').some((role) => role !== 'usage' && roles.has(role));
  const hasGo = goRoles.filter((role) => roles.has(role)).length >= 2;
  if (hasContainer && hasGo) {
    return VisualizationSuggestionScore.Best;
  }
  return hasContainer || hasGo ? VisualizationSuggestionScore.Good : null;
}

function suggestion(score: VisualizationSuggestionScore): Suggestion {
  const cardOptions = {
    // Layers are made of many series; Grafana 13 hands a card only a few unless it is asked for more.
    maxSeries: mostFrames,
    previewModifier: (card: Suggestion) => {
      card.options = withDefaults({ ...card.options, ...small });
      card.fieldConfig = { defaults: { ...card.fieldConfig?.defaults, unit: 'bytes' }, overrides: [] };
    },
  };
  return {
    name: tr('suggestions.name', 'Go memory composition'),
    description: tr(
      'suggestions.description',
      'What the memory of the container is made of, and what is wrong with it'
    ),
    score,
    cardOptions,
  };
}
