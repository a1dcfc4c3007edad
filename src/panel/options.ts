import type { VizLegendOptions } from '@grafana/schema';

import { overlayTable, type OverlayId } from './derive/overlays';

/** How fast incidents unfold: in production over minutes and hours, in drills and recordings over seconds. */
export type Pace = 'production' | 'compressed';
export type Sensitivity = 'low' | 'normal' | 'high';
export type TooltipMode = 'multi' | 'none';

/** Everything a user can set for the panel as a whole. */
export interface PanelOptions {
  legend: VizLegendOptions;
  tooltip: { mode: TooltipMode; hideZeros: boolean };
  overlays: Record<OverlayId, boolean>;
  show: { verdict: boolean; marks: boolean; findings: boolean };
  diagnosis: { pace: Pace; sensitivity: Sensitivity };
}

const defaultOverlays = Object.fromEntries(overlayTable.map(({ id, on }) => [id, on])) as Record<OverlayId, boolean>;

export const defaultOptions: PanelOptions = {
  // The enums of the schema are not shared with plugins at run time, so their values stand here.
  legend: { showLegend: true, displayMode: 'list' as VizLegendOptions['displayMode'], placement: 'bottom', calcs: [] },
  tooltip: { mode: 'multi', hideZeros: true },
  overlays: defaultOverlays,
  show: { verdict: true, marks: true, findings: true },
  diagnosis: { pace: 'production', sensitivity: 'normal' },
};

type Partially<T> = { [K in keyof T]?: Partial<T[K]> };

/** Options as stored may lack what newer versions added. */
export function withDefaults(stored: Partially<PanelOptions> | undefined): PanelOptions {
  return {
    legend: { ...defaultOptions.legend, ...stored?.legend },
    tooltip: { ...defaultOptions.tooltip, ...stored?.tooltip },
    overlays: { ...defaultOptions.overlays, ...stored?.overlays },
    show: { ...defaultOptions.show, ...stored?.show },
    diagnosis: { ...defaultOptions.diagnosis, ...stored?.diagnosis },
  };
}
