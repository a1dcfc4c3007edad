import { FieldConfigProperty, FieldType, type SetFieldConfigOptionsArgs } from '@grafana/data';
import type { GraphThresholdsStyleConfig, HideSeriesConfig, LineInterpolation } from '@grafana/schema';
import { commonOptionsBuilder, GraphThresholdsStyleMode, LineInterpolation as Interpolation } from '@grafana/ui';

import { metricTable } from '../metrics/table';
import type { Role } from '../metrics/types';
import { tr } from './translate';

/** Field configuration of our own, under `custom`. */
export interface CustomConfig {
  /** On input fields: what a series means where its name does not tell. */
  memoryRole?: Role;
  lineWidth: number;
  /** Percent. */
  fillOpacity: number;
  hideFrom: HideSeriesConfig;
  lineInterpolation: LineInterpolation;
  axisSoftMin?: number;
  axisSoftMax?: number;
  thresholdsStyle: GraphThresholdsStyleConfig;
}

export const defaultCustom: CustomConfig = {
  lineWidth: 1,
  fillOpacity: 65,
  hideFrom: { legend: false, tooltip: false, viz: false },
  lineInterpolation: Interpolation.Linear,
  thresholdsStyle: { mode: GraphThresholdsStyleMode.Off },
};

/** Every role once, with the name of the metric that usually carries it. */
function roleOptions(): Array<{ value: Role; label: string; description: string }> {
  const names = new Map<Role, string>();
  for (const { role, name } of metricTable) {
    if (!names.has(role)) {
      names.set(role, name);
    }
  }
  return Array.from(names, ([value, description]) => ({ value, label: value, description }));
}

/** As Grafana stores it: settings that the user never changed may be missing. */
export type StoredCustom = Partial<CustomConfig>;

export const fieldConfig: SetFieldConfigOptionsArgs<StoredCustom> = {
  standardOptions: {
    [FieldConfigProperty.Unit]: { defaultValue: 'bytes' },
    // Layers have colours of their own, which an override or the legend can change; one colour for all has no use.
    [FieldConfigProperty.Color]: { hideFromDefaults: true },
  },
  // Layers have no minimum of their own, and actions run in tables only: Grafana shares no helper that runs them.
  disableStandardOptions: [
    FieldConfigProperty.Mappings,
    FieldConfigProperty.FieldMinMax,
    FieldConfigProperty.Actions,
    FieldConfigProperty.Filterable,
  ],
  useCustomConfig: (builder) => {
    const category = [tr('fieldConfig.category', 'Memory composition')];
    builder
      .addSliderInput({
        path: 'lineWidth',
        name: tr('fieldConfig.line-width.name', 'Line width'),
        category,
        defaultValue: defaultCustom.lineWidth,
        settings: { min: 0, max: 10, step: 1 },
      })
      .addSliderInput({
        path: 'fillOpacity',
        name: tr('fieldConfig.fill-opacity.name', 'Fill opacity'),
        category,
        defaultValue: defaultCustom.fillOpacity,
        settings: { min: 0, max: 100, step: 1 },
      })
      .addRadio({
        path: 'lineInterpolation',
        name: tr('fieldConfig.line-interpolation.name', 'Line interpolation'),
        category,
        defaultValue: defaultCustom.lineInterpolation,
        settings: {
          options: [
            { value: Interpolation.Linear, label: tr('fieldConfig.line-interpolation.linear', 'Linear') },
            { value: Interpolation.StepAfter, label: tr('fieldConfig.line-interpolation.step', 'Step') },
          ],
        },
        // Edges of a stack that ran differently would not meet.
        hideFromOverrides: true,
      })
      .addNumberInput({
        path: 'axisSoftMin',
        name: tr('fieldConfig.soft-min.name', 'Soft min'),
        description: tr('fieldConfig.soft-min.description', 'The value axis starts here or lower'),
        category: [tr('fieldConfig.axis.category', 'Axis')],
        settings: { placeholder: '0' },
        hideFromOverrides: true,
      })
      .addNumberInput({
        path: 'axisSoftMax',
        name: tr('fieldConfig.soft-max.name', 'Soft max'),
        description: tr('fieldConfig.soft-max.description', 'The value axis ends here or higher'),
        category: [tr('fieldConfig.axis.category', 'Axis')],
        hideFromOverrides: true,
      })
      .addSelect({
        path: 'thresholdsStyle.mode',
        name: tr('fieldConfig.thresholds-style.name', 'Show thresholds'),
        category: [tr('fieldConfig.thresholds.category', 'Thresholds')],
        defaultValue: defaultCustom.thresholdsStyle.mode,
        settings: {
          options: [
            { value: GraphThresholdsStyleMode.Off, label: tr('fieldConfig.thresholds-style.off', 'Off') },
            { value: GraphThresholdsStyleMode.Line, label: tr('fieldConfig.thresholds-style.line', 'As lines') },
            {
              value: GraphThresholdsStyleMode.Dashed,
              label: tr('fieldConfig.thresholds-style.dashed', 'As lines (dashed)'),
            },
            {
              value: GraphThresholdsStyleMode.Area,
              label: tr('fieldConfig.thresholds-style.area', 'As filled regions'),
            },
            {
              value: GraphThresholdsStyleMode.LineAndArea,
              label: tr('fieldConfig.thresholds-style.line-and-area', 'As filled regions and lines'),
            },
            {
              value: GraphThresholdsStyleMode.DashedAndArea,
              label: tr('fieldConfig.thresholds-style.dashed-and-area', 'As filled regions and lines (dashed)'),
            },
          ],
        },
        hideFromOverrides: true,
      })
      .addSelect({
        path: 'memoryRole',
        name: tr('fieldConfig.memory-role.name', 'Memory role'),
        description: tr(
          'fieldConfig.memory-role.description',
          'What a series means, for series whose name does not tell. Use it in an override for that field.'
        ),
        category,
        settings: { options: roleOptions(), isClearable: true },
        shouldApply: ({ type }) => type === FieldType.number,
        hideFromDefaults: true,
      });
    commonOptionsBuilder.addHideFrom(builder);
  },
};
