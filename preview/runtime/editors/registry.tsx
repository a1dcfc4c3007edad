import {
  type FieldColor,
  FieldColorModeId,
  type StandardEditorProps,
  type StandardEditorsRegistryItem,
  fieldColorModeRegistry,
} from '@grafana/data';
import { Combobox } from '@grafana/ui';
import React from 'react';

import { BooleanEditor, ColorEditor, NumberEditor, SliderEditor, StringsEditor, TextEditor, UnitEditor } from './basic';
import { MultiSelectEditor, RadioEditor, SelectEditor, StatsEditor } from './choices';

function FieldColorEditor({ value, onChange, item }: StandardEditorProps<FieldColor>) {
  return (
    <Combobox
      aria-label={item.name}
      options={fieldColorModeRegistry.list().map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.mode ?? FieldColorModeId.PaletteClassic}
      onChange={({ value: mode }) => onChange({ ...value, mode })}
    />
  );
}

/** Editors of Grafana's core that are not published; what they edit can still be given in the URL. */
function EditedInGrafana({ item }: StandardEditorProps<unknown>) {
  return <>{item.name} can be edited in Grafana.</>;
}

/** The option editors that `PanelPlugin.setPanelOptions` and `useFieldConfig` ask for by id. */
export const standardEditors: StandardEditorsRegistryItem[] = [
  { id: 'boolean', name: 'Boolean', editor: BooleanEditor },
  { id: 'text', name: 'Text', editor: TextEditor },
  { id: 'number', name: 'Number', editor: NumberEditor },
  { id: 'slider', name: 'Slider', editor: SliderEditor },
  { id: 'strings', name: 'Strings', editor: StringsEditor },
  { id: 'select', name: 'Select', editor: SelectEditor },
  { id: 'multi-select', name: 'Multi select', editor: MultiSelectEditor },
  { id: 'radio', name: 'Radio', editor: RadioEditor },
  { id: 'color', name: 'Color', editor: ColorEditor },
  { id: 'unit', name: 'Unit', editor: UnitEditor },
  { id: 'stats-picker', name: 'Stats picker', editor: StatsEditor },
  { id: 'fieldColor', name: 'Color scheme', editor: FieldColorEditor },
  { id: 'links', name: 'Links', editor: EditedInGrafana },
  { id: 'actions', name: 'Actions', editor: EditedInGrafana },
  { id: 'mappings', name: 'Mappings', editor: EditedInGrafana },
  { id: 'thresholds', name: 'Thresholds', editor: EditedInGrafana },
  { id: 'timezone', name: 'Time zone', editor: EditedInGrafana },
  { id: 'field-name', name: 'Field name', editor: EditedInGrafana },
  { id: 'dashboard-uid', name: 'Dashboard', editor: EditedInGrafana },
];
