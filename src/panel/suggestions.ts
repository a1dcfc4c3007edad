import { VisualizationSuggestionScore, type DataFrame, type FieldConfigSource } from '@grafana/data';

import { recognise } from '../metrics/recognise';
import { rolesOf, type Role } from '../metrics/roles';
import type { StoredCustom } from './fieldConfig';
import { withDefaults, type PanelOptions, type StoredOptions } from './panelOptions';
import { tr } from './translate';

/** What is read of the summary that Grafana 12.4 and later hand to a supplier of suggestions. */
interface Summary {
  hasData?: boolean;
  rawFrames?: readonly DataFrame[];
}

/** What a card of the picker draws. */
interface Card {
  options?: Partial<PanelOptions>;
  fieldConfig?: FieldConfigSource<Partial<StoredCustom>>;
}

interface Suggestion extends Card {
  name: string;
  description: string;
  score: VisualizationSuggestionScore;
  cardOptions: { maxSeries: number; previewModifier: (card: Card) => void };
}

type Supplier = (summary: Summary) => Suggestion[] | undefined;

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

/** Suggests the panel for container and Go memory. */
export const suggest: Supplier = (summary) => {
  const score = scoreOf(summary);
  return score === null ? undefined : [suggestion(score)];
};

const takesFunctions = (plugin: object): plugin is { setSuggestionsSupplier: (supplier: Supplier) => unknown } =>
  'setSuggestionsSupplier' in plugin && typeof plugin.setSuggestionsSupplier === 'function';

/**
 * Offers suggestions. Grafana 12.4 and later call the function; earlier ones suggest panels of their own only, so their
 * types, which know another kind of supplier, do not matter.
 */
export function offerSuggestions(plugin: object): void {
  if (takesFunctions(plugin)) {
    plugin.setSuggestionsSupplier(suggest);
  }
}

function scoreOf({ rawFrames, hasData }: Summary): number | null {
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
    previewModifier: (card: Card) => {
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
