import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';

import { PanelPlugin, type PanelPluginMeta } from '@grafana/data';
import i18next from 'i18next';

import { sharedModules } from './sharedModules';

const plugins = new Map<string, Promise<PanelPlugin>>();
const loaded = new Map<string, PanelPlugin>();

/** Grafana's way: every shared module gets an address of its own, and an import map sends bare names there. */
export function registerSharedModules() {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(sharedModules)) {
    const address = `package:${name}`;
    System.set(address, { ...module, __useDefault: false });
    imports[name] = address;
  }
  System.addImportMap({ imports });
}

/** Grafana hands translations to plugins before their code runs. */
async function loadTranslations(id: string, languages: string[], language: string) {
  if (!languages.includes(language)) {
    return;
  }
  const response = await fetch(`/public/plugins/${id}/locales/${language}/${id}.json`);
  if (response.ok) {
    i18next.addResourceBundle(language, id, await response.json(), true, true);
  }
}

async function load(id: string): Promise<PanelPlugin> {
  const baseUrl = `/public/plugins/${id}`;
  const response = await fetch(`${baseUrl}/plugin.json`);
  if (!response.ok) {
    throw new Error(`Panel plugin ${id} is not built`);
  }
  const meta: PanelPluginMeta & { languages?: string[] } = await response.json();
  await loadTranslations(id, meta.languages ?? [], i18next.language);
  const exports: { plugin?: unknown } = await System.import(`${window.location.origin}${baseUrl}/module.js`);
  if (!(exports.plugin instanceof PanelPlugin)) {
    throw new Error(`module.js of ${id} does not export a panel plugin`);
  }
  const { plugin } = exports;
  plugin.meta = { ...meta, module: `${baseUrl}/module.js`, baseUrl };
  loaded.set(id, plugin);
  return plugin;
}

export const pluginImportUtils = {
  importPanelPlugin(id: string): Promise<PanelPlugin> {
    const known = plugins.get(id) ?? load(id);
    plugins.set(id, known);
    return known;
  },
  getPanelPluginFromCache: (id: string): PanelPlugin | undefined => loaded.get(id),
};
