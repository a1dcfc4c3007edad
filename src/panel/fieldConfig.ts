import { FieldConfigProperty, FieldType, type SetFieldConfigOptionsArgs } from '@grafana/data';
import type { HideSeriesConfig } from '@grafana/schema';
import { commonOptionsBuilder } from '@grafana/ui';

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
}

export const defaultCustom: CustomConfig = {
  lineWidth: 1,
  fillOpacity: 65,
  hideFrom: { legend: false, tooltip: false, viz: false },
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

/** As stored: what the user left alone may be missing. */
export type StoredCustom = Partial<CustomConfig>;

export const fieldConfig: SetFieldConfigOptionsArgs<StoredCustom> = {
  standardOptions: {
    [FieldConfigProperty.Unit]: { defaultValue: 'bytes' },
    // Layers have colours of their own, which an override or the legend can change; one colour for all has no use.
    [FieldConfigProperty.Color]: { hideFromDefaults: true },
  },
  disableStandardOptions: [FieldConfigProperty.Mappings, FieldConfigProperty.Thresholds],
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
