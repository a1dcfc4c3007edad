import { PanelPlugin } from '@grafana/data';

import { createPanel } from './panel/CompositionPanel';
import { fieldConfig, type StoredCustom } from './panel/fieldConfig';
import { migrateOptions } from './panel/migrations';
import type { PanelOptions } from './panel/panelOptions';
import { buildOptions } from './panel/optionsBuilder';
import { offerPresets } from './panel/presets';
import { offerSuggestions } from './panel/suggestions';
import { startTranslations } from './panel/translations';

void startTranslations();

export const plugin: PanelPlugin<PanelOptions, StoredCustom> = new PanelPlugin<PanelOptions, StoredCustom>(
  createPanel(() => plugin.fieldConfigRegistry)
)
  .useFieldConfig(fieldConfig)
  .setPanelOptions(buildOptions)
  .setMigrationHandler(migrateOptions)
  .setDataSupport({ annotations: true, alertStates: true });

offerPresets(plugin);
offerSuggestions(plugin);
