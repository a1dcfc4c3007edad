import {
  applyFieldOverrides,
  getFieldDisplayName,
  getFieldSeriesColor,
  type DataFrame,
  type DisplayProcessor,
  type Field,
  type FieldConfigOptionsRegistry,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
  type LinkModel,
} from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

import { layerTable } from '../../composition/layers';
import type { LayerClass, LayerId } from '../../composition/types';
import type { Finding } from '../../diagnosis/types';
import { defaultCustom, type CustomConfig } from '../fieldConfig';
import type { Column, Derived } from './frames';
import { linkVariables, type LinkSubject } from './linkVariables';
import { overlayTable, type OverlayId, type OverlayRow } from './overlays';

interface BaseView {
  /** As the user sees it, overrides included. */
  name: string;
  color: string;
  field: Field;
  frame: DataFrame;
  values: Column;
  custom: CustomConfig;
  display: DisplayProcessor;
  /** What its data links can speak of. */
  subject?: LinkSubject;
}

export interface LayerView extends BaseView {
  kind: 'layer';
  id: LayerId;
  class: LayerClass;
}

export interface OverlayView extends BaseView {
  kind: 'overlay';
  id: OverlayId;
  row: OverlayRow;
  /** What an area stands on; left out for lines. */
  floor?: Column;
}

/** Layers in stack order, bottom to top, and overlays in table order, with the user's field configuration applied. */
export interface Views {
  layers: LayerView[];
  overlays: OverlayView[];
}

export interface ViewContext {
  fieldConfig: FieldConfigSource;
  registry: FieldConfigOptionsRegistry;
  theme: GrafanaTheme2;
  timeZone: TimeZone;
  replaceVariables: InterpolateFunction;
  subject?: LinkSubject;
}

const layerOrder = new Map(layerTable.map(({ id }, order) => [id, order]));
const overlayOrder = new Map(overlayTable.map(({ id }, order) => [id, order]));

export function applyConfig({ frames, keys }: Derived, context: ViewContext): Views {
  const configured = applyFieldOverrides({
    data: frames,
    fieldConfig: context.fieldConfig,
    fieldConfigRegistry: context.registry,
    theme: context.theme,
    timeZone: context.timeZone,
    replaceVariables: context.replaceVariables,
  });
  const views: Views = { layers: [], overlays: [] };
  configured.forEach((frame, f) =>
    frame.fields.forEach((field, i) => {
      const key = keys[f][i];
      if (key?.kind === 'layer') {
        const base = baseView(frame, field, configured, context);
        views.layers.push({ ...base, kind: 'layer', id: key.id, class: key.class });
      } else if (key?.kind === 'overlay') {
        const base = baseView(frame, field, configured, context);
        views.overlays.push({ ...base, kind: 'overlay', id: key.id, row: key.row, floor: key.floor });
      }
    })
  );
  views.layers.sort((a, b) => (layerOrder.get(a.id) ?? 0) - (layerOrder.get(b.id) ?? 0));
  views.overlays.sort((a, b) => (overlayOrder.get(a.id) ?? 0) - (overlayOrder.get(b.id) ?? 0));
  return views;
}

function baseView(frame: DataFrame, field: Field, frames: DataFrame[], { theme, subject }: ViewContext): BaseView {
  const custom: Partial<CustomConfig> = field.config.custom ?? {};
  const name = getFieldDisplayName(field, frame, frames);
  // In a link, ${__series.name} is the name of the frame; here it must be that of the layer, whose frame holds many.
  if (field.state?.scopedVars) {
    field.state.scopedVars.__series = { text: 'Series', value: { name } };
  }
  return {
    name,
    color: getFieldSeriesColor(field, theme).color,
    field,
    frame,
    values: field.values,
    custom: { ...defaultCustom, ...custom, hideFrom: { ...defaultCustom.hideFrom, ...custom.hideFrom } },
    display: field.display ?? ((value) => ({ text: String(value), numeric: Number(value) })),
    subject,
  };
}

/** Data links of a series at a row, ready to follow; of the finding that is named, else of the worst at that time. */
export function linksAt(view: LayerView | OverlayView, row: number, finding?: Finding): LinkModel[] {
  const { field, frame, display, values, subject } = view;
  if (subject && field.state?.scopedVars) {
    // Links are interpolated when they are asked for.
    const time: readonly number[] = frame.fields[0].values;
    const drawn = { from: time[0], to: time[time.length - 1] };
    Object.assign(field.state.scopedVars, linkVariables(subject, finding ?? time[row], drawn));
  }
  return field.getLinks?.({ calculatedValue: display(values[row]), valueRowIndex: row }) ?? [];
}

/**
 * Data links of the series that a finding speaks of, else of what the layers add up to, at its end. What several
 * series share comes once.
 */
export function linksOfFinding({ layers, overlays }: Views, finding: Finding): LinkModel[] {
  const own = layers.filter(({ id }) => finding.layers.includes(id));
  const links = (own.length > 0 ? own : overlays.slice(0, 1)).flatMap((view) => {
    const time: readonly number[] = view.frame.fields[0].values;
    const after = time.findIndex((at) => at > finding.to);
    return linksAt(view, after < 0 ? time.length - 1 : Math.max(0, after - 1), finding);
  });
  return [...new Map(links.map((link) => [`${link.title} ${link.href}`, link])).values()];
}

export const visible = <T extends BaseView>(views: readonly T[]): T[] =>
  views.filter(({ custom }) => !custom.hideFrom.viz);
