import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { sceneUtils } from '@grafana/scenes';

import { NeighbourPanel } from './NeighbourPanel';

export const neighbourPluginId = 'preview-time-series';

export function registerNeighbour() {
  const plugin = new PanelPlugin(NeighbourPanel).useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Unit]: { defaultValue: 'bytes' },
      [FieldConfigProperty.Min]: { defaultValue: 0 },
      [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } },
    },
    useCustomConfig: (builder) => {
      builder
        .addNumberInput({ path: 'lineWidth', name: 'Line width', defaultValue: 1 })
        .addNumberInput({ path: 'fillOpacity', name: 'Fill opacity', defaultValue: 0 })
        .addTextInput({ path: 'showPoints', name: 'Show points', defaultValue: 'never' });
    },
  });
  sceneUtils.registerRuntimePanelPlugin({ pluginId: neighbourPluginId, plugin });
}
