import {
  type DataFrame,
  PanelOptionsEditorBuilder,
  type PanelPlugin,
  type StandardEditorContext,
  type StandardEditorProps,
} from '@grafana/data';
import { type VizPanel } from '@grafana/scenes';
import { get, set } from 'lodash';
import { type ComponentType } from 'react';

/** One editor of the options pane, wherever its value is kept. */
export interface OptionItem {
  key: string;
  name: string;
  description?: string;
  category: string;
  editor: ComponentType<StandardEditorProps>;
  item: StandardEditorProps['item'];
  context: StandardEditorContext<unknown>;
  value: unknown;
  change: (value: unknown) => void;
}

interface Parts {
  panel: VizPanel;
  plugin: PanelPlugin;
  options: object;
  frames: DataFrame[];
}

/** A copy with the value at the path: panels tell changes by identity. */
function changed<T extends object>(target: T, path: string, value: unknown): T {
  return set(structuredClone(target), path, value);
}

/** The options that the plugin declares, as they stand. */
export function panelOptionItems({ panel, plugin, options, frames }: Parts): OptionItem[] {
  const context: StandardEditorContext<unknown> = { data: frames, options };
  const builder = new PanelOptionsEditorBuilder();
  plugin.getPanelOptionsSupplier()(builder, context);
  return builder
    .getItems()
    .filter((item) => item.showIf?.(options, frames) ?? true)
    .map((item) => ({
      key: `option-${item.id}`,
      name: item.name,
      description: item.description,
      category: item.category?.[0] ?? plugin.meta.name,
      editor: item.editor,
      item,
      context,
      value: get(options, item.path) ?? item.defaultValue,
      change: (value) => panel.onOptionsChange(changed(options, item.path, value), true),
    }));
}

/** The field options for all fields; overrides are what Grafana's own editor is for. */
export function fieldOptionItems({ panel, plugin, frames }: Parts): OptionItem[] {
  const { fieldConfig } = panel.state;
  const context: StandardEditorContext<unknown> = { data: frames };
  return plugin.fieldConfigRegistry
    .list()
    .filter((item) => !item.hideFromDefaults && (item.showIf?.(fieldConfig.defaults.custom ?? {}, frames) ?? true))
    .map((item) => {
      const path = item.isCustom ? `custom.${item.path}` : item.path;
      return {
        key: `field-${item.id}`,
        name: item.name,
        description: item.description,
        category: item.category?.[0] ?? plugin.meta.name,
        editor: item.editor,
        item,
        context,
        value: get(fieldConfig.defaults, path) ?? item.defaultValue,
        change: (value) =>
          panel.onFieldConfigChange({ ...fieldConfig, defaults: changed(fieldConfig.defaults, path, value) }, true),
      };
    });
}
