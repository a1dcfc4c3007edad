import type { FieldConfigOptionsRegistry, GrafanaTheme2, InterpolateFunction, PanelProps } from '@grafana/data';
import { useMemo } from 'react';

import type { Model, WorkloadModel } from '../model';
import type { Rows } from './derive/rows';
import { derive } from './derive/frames';
import { axisValues, type AxisValues } from './derive/shares';
import { applyConfig, type Views } from './derive/views';
import type { PanelOptions } from './panelOptions';
import { makeFormatters, type Formatters } from './formatting';
import { chooseWorkload } from './verdict';

export interface WorkloadProps extends PanelProps<PanelOptions> {
  model: Model;
  registry: FieldConfigOptionsRegistry;
  theme: GrafanaTheme2;
  /** Key of the workload that was chosen in a list beside this view; it offers no choice of its own then. */
  chosen?: string;
}

/** The workload that is shown, with the user's configuration applied. */
export interface ShownWorkload extends WorkloadModel {
  formatters: Formatters;
  rows: Rows;
  views: Views;
  axis: AxisValues;
}

/** `key` is that of the workload the user chose; null where none was chosen. */
export function useWorkload(
  { model, options, timeRange, timeZone, fieldConfig, registry, theme, replaceVariables }: WorkloadProps,
  key: string | null
): ShownWorkload {
  const shown = useMemo(() => chooseWorkload(model.workloads, key), [model, key]);
  const { composition } = shown;
  const span = timeRange.to.valueOf() - timeRange.from.valueOf();
  const { unit, decimals } = fieldConfig.defaults;
  const formatters = useMemo(
    () => makeFormatters(timeZone, span, { unit, decimals }),
    [timeZone, span, unit, decimals]
  );
  const layers = useMemo(() => named(options.layers, replaceVariables), [options.layers, replaceVariables]);
  const derived = useMemo(() => derive(composition, options.overlays, layers), [composition, options.overlays, layers]);
  const { findings } = shown;
  const subject = useMemo(() => ({ workload: composition.workload, findings }), [composition, findings]);
  const views = useMemo(
    () => applyConfig(derived, { fieldConfig, registry, theme, timeZone, replaceVariables, subject }),
    [derived, fieldConfig, registry, theme, timeZone, replaceVariables, subject]
  );
  const { rows } = derived;
  const axis = useMemo(
    () => axisValues(composition, rows, options.chart.values),
    [composition, rows, options.chart.values]
  );
  return { ...shown, formatters, rows, views, axis };
}

/** Names may hold variables of the dashboard, or of a repeated panel; the same object where none does. */
function named(layers: PanelOptions['layers'], replaceVariables: InterpolateFunction): PanelOptions['layers'] {
  const all = Object.entries(layers);
  return all.some(([, { name }]) => name?.includes('$'))
    ? Object.fromEntries(all.map(([id, layer]) => [id, { ...layer, name: layer.name && replaceVariables(layer.name) }]))
    : layers;
}
