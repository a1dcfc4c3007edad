import { EventBusSrv, createTheme, standardEditorsRegistry, standardFieldConfigEditorRegistry } from '@grafana/data';
import * as i18n from '@grafana/i18n';
import { config, setAppEvents, setPluginImportUtils, setRunRequest } from '@grafana/runtime';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import { standardEditors } from './editors/registry';
import { standardFieldProperties } from './editors/standardFields';
import { pluginImportUtils, registerSharedModules } from './pluginLoader';
import { runRequest } from './runRequest';

const sourceLanguage = 'en-US';

/** The page itself is English; the panel speaks the language of the link, from its own translations. */
async function setUpTranslations(language: string) {
  // As Grafana's page does: screen readers and the choice of fonts go by it.
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: sourceLanguage,
    resources: {},
    returnEmptyString: false,
    showSupportNotice: false,
  });
  await i18n.initPluginTranslations('grafana');
  // Packages of Grafana 13 no longer have it.
  i18n.initRegionalFormatForTests?.(language);
}

export function applyTheme(theme: 'dark' | 'light') {
  config.theme2 = createTheme({ colors: { mode: theme } });
}

/** Does what Grafana's start does for the parts that a panel in a dashboard touches. */
export async function setUpRuntime(language: string, theme: 'dark' | 'light') {
  await setUpTranslations(language);
  applyTheme(theme);
  standardEditorsRegistry.setInit(() => standardEditors);
  standardFieldConfigEditorRegistry.setInit(standardFieldProperties);
  setAppEvents(new EventBusSrv());
  setRunRequest(runRequest);
  setPluginImportUtils(pluginImportUtils);
  registerSharedModules();
}
