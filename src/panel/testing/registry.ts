import {
  FieldConfigProperty,
  PanelPlugin,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  type FieldConfigOptionsRegistry,
} from '@grafana/data';

import { fieldConfig, type StoredCustom } from '../fieldConfig';

const noEditor = () => null;

/** The plugin's field configuration on the standard options that a Grafana would register. */
export function testRegistry(): FieldConfigOptionsRegistry {
  standardEditorsRegistry.setInit(() =>
    ['slider', 'select', 'boolean', 'radio', 'number', 'stats-picker', 'strings', 'text'].map((id) => ({
      id,
      name: id,
      editor: noEditor,
    }))
  );
  standardFieldConfigEditorRegistry.setInit(() =>
    [
      FieldConfigProperty.Unit,
      FieldConfigProperty.Decimals,
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
      FieldConfigProperty.DisplayName,
      FieldConfigProperty.Color,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Links,
      FieldConfigProperty.Thresholds,
    ].map((id) => ({
      id,
      path: id,
      name: id,
      editor: noEditor,
      override: noEditor,
      process: (value: unknown) => value,
      shouldApply: () => true,
      settings: {},
    }))
  );
  return new PanelPlugin<object, StoredCustom>(null).useFieldConfig(fieldConfig).fieldConfigRegistry;
}
