import type { Preset } from './presetList';

/** The method of Grafana 13, as far as it is used. Versions before have none. */
interface WithPresets {
  setPresetsSupplier: (supplier: () => Preset[]) => unknown;
}

const hasPresets = (plugin: object): plugin is WithPresets =>
  'setPresetsSupplier' in plugin && typeof plugin.setPresetsSupplier === 'function';

/** Offers presets where the Grafana at hand knows them, as soon as their code is there. */
export async function offerPresets(plugin: object): Promise<void> {
  if (hasPresets(plugin)) {
    const { presets } = await import('./presetList');
    plugin.setPresetsSupplier(presets);
  }
}
