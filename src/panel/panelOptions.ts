import type { VizLegendOptions } from '@grafana/schema';

import type { LayerId } from '../composition/types';
import { defaultThresholds, ofThresholds, type Thresholds } from '../diagnosis/options';
import { MiB } from '../metrics/units';
import { overlayTable, type OverlayId } from './derive/overlays';

/** Options that are one of some values, and which. */
export const choices = {
  /** How fast incidents unfold: in production over minutes and hours, in drills and recordings over seconds. */
  pace: ['production', 'compressed'],
  /** `custom`: the thresholds in the options are used as they are. */
  sensitivity: ['low', 'normal', 'high', 'custom'],
  tooltip: ['single', 'multi', 'none'],
  /** What the value axis counts. */
  values: ['bytes', 'share-of-usage', 'share-of-limit'],
  drawing: ['stacked', 'lines'],
  /** What is shown of many workloads; `auto`: a table of them as soon as there is more than one. */
  view: ['auto', 'one', 'owners', 'pods', 'sum'],
  density: ['comfortable', 'compact'],
} as const;

type Choice<Name extends keyof typeof choices> = (typeof choices)[Name][number];
export type ChartValues = Choice<'values'>;
export type Drawing = Choice<'drawing'>;
export type ViewMode = Choice<'view'>;
export type Density = Choice<'density'>;

/** What the user changed about one layer; what is left out is as in the layer table. */
export interface LayerOptions {
  name?: string;
  color?: string;
  hidden?: boolean;
}

/** Everything a user can set for the panel as a whole. */
export interface PanelOptions {
  view: {
    mode: ViewMode;
    density: Density;
    /** Dashboard variables that choosing a row sets, each to the value of the label of the same name. */
    variables: string[];
  };
  chart: { values: ChartValues; drawing: Drawing };
  layers: Partial<Record<LayerId, LayerOptions>>;
  overlays: Record<OverlayId, boolean>;
  show: { verdict: boolean; marks: boolean; findings: boolean; annotations: boolean };
  tooltip: { mode: Choice<'tooltip'>; hideZeros: boolean };
  legend: VizLegendOptions;
  diagnosis: {
    pace: Choice<'pace'>;
    sensitivity: Choice<'sensitivity'>;
    /** Thresholds in MiB. */
    thresholds: Record<keyof Thresholds, number>;
  };
  identity: {
    /** Labels that tell workloads apart; none: the panel finds them. */
    labels: string[];
    /** Label that names the owner; empty: the pod's name tells. */
    owner: string;
  };
  profiles: {
    /** UID of the Pyroscope data source that has the profiles of the workloads; empty: none. */
    datasource: string;
    /** What its labels are called; empty: it has no such label. */
    namespace: string;
    pod: string;
    container: string;
    /** The label for what is known by one name only, outside of Kubernetes. */
    service: string;
  };
}

const defaultOverlays = Object.fromEntries(overlayTable.map(({ id, on }) => [id, on])) as Record<OverlayId, boolean>;

export const defaultOptions: PanelOptions = {
  view: { mode: 'auto', density: 'comfortable', variables: [] },
  chart: { values: 'bytes', drawing: 'stacked' },
  layers: {},
  overlays: defaultOverlays,
  show: { verdict: true, marks: true, findings: true, annotations: true },
  tooltip: { mode: 'multi', hideZeros: true },
  // The enums of the schema are not shared with plugins at run time, so their values stand here.
  legend: { showLegend: true, displayMode: 'list' as VizLegendOptions['displayMode'], placement: 'bottom', calcs: [] },
  diagnosis: {
    pace: 'production',
    sensitivity: 'normal',
    thresholds: ofThresholds((id) => defaultThresholds[id].bytes / MiB),
  },
  identity: { labels: [], owner: '' },
  profiles: { datasource: '', namespace: 'namespace', pod: 'pod', container: 'container', service: 'service_name' },
};

/** Options as stored, not checked yet. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Grafana's legend options may be; those it reads with care, or that this panel does not read, are not listed. */
const legendChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  showLegend: (value) => typeof value === 'boolean',
  displayMode: (value) => value === 'list' || value === 'table' || value === 'hidden',
  placement: (value) => value === 'bottom' || value === 'right',
  calcs: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  width: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
};

/** Legend options without those that the legend could not be drawn with. */
const usableLegend = (stored: unknown): Partial<VizLegendOptions> =>
  isRecord(stored)
    ? Object.fromEntries(
        Object.entries(stored).filter(([key, value]) => !Object.hasOwn(legendChecks, key) || legendChecks[key](value))
      )
    : {};

type DeepPartial<T> = T extends unknown[] ? T : T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T;
export type StoredOptions = DeepPartial<PanelOptions>;

/** Options as stored may lack what newer versions added. */
export function withDefaults(stored: StoredOptions | undefined): PanelOptions {
  return {
    view: { ...defaultOptions.view, ...stored?.view },
    chart: { ...defaultOptions.chart, ...stored?.chart },
    layers: { ...stored?.layers },
    overlays: { ...defaultOptions.overlays, ...stored?.overlays },
    show: { ...defaultOptions.show, ...stored?.show },
    tooltip: { ...defaultOptions.tooltip, ...stored?.tooltip },
    legend: { ...defaultOptions.legend, ...usableLegend(stored?.legend) },
    diagnosis: {
      ...defaultOptions.diagnosis,
      ...stored?.diagnosis,
      thresholds: { ...defaultOptions.diagnosis.thresholds, ...stored?.diagnosis?.thresholds },
    },
    identity: { ...defaultOptions.identity, ...stored?.identity },
    profiles: { ...defaultOptions.profiles, ...stored?.profiles },
  };
}
