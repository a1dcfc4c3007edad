import { withDefaults, type PanelOptions, type StoredOptions } from './panelOptions';
import { shareOfLimit } from './names';
import { tr } from './translate';

interface Preset {
  name: string;
  description: string;
  options: PanelOptions;
}

/** The part of Grafana 13's method that is used. Earlier versions do not have the method. */
interface WithPresets {
  setPresetsSupplier: (supplier: () => Preset[]) => unknown;
}

const hasPresets = (plugin: object): plugin is WithPresets =>
  'setPresetsSupplier' in plugin && typeof plugin.setPresetsSupplier === 'function';

/** Offers presets where the Grafana at hand knows them. */
export function offerPresets(plugin: object): void {
  if (hasPresets(plugin)) {
    plugin.setPresetsSupplier(presets);
  }
}

export const presets = (): Preset[] => [
  preset(
    tr('presets.composition.name', 'Composition'),
    tr('presets.composition.description', 'Layers that add up to usage'),
    {}
  ),
  preset(
    shareOfLimit(),
    tr('presets.limit.description', 'How close to the memory limit, and what it is that is close'),
    { chart: { values: 'share-of-limit' } }
  ),
  preset(
    tr('presets.lines.name', 'Lines'),
    tr('presets.lines.description', 'Every layer as a line of its own, to compare their course'),
    { chart: { drawing: 'lines' } }
  ),
  preset(
    tr('presets.drill.name', 'Load test'),
    tr('presets.drill.description', 'Durations for incidents of a few minutes'),
    { diagnosis: { pace: 'compressed' } }
  ),
];

const preset = (name: string, description: string, options: StoredOptions): Preset => ({
  name,
  description,
  options: withDefaults(options),
});
