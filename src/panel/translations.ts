import { initPluginTranslations, type ResourceLoader } from '@grafana/i18n';
import { config } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import pluginJson from '../plugin.json';
import { keepTexts } from './translate';

type Texts = Record<string, unknown>;

/**
 * One import per language: an import by pattern makes a module that is in no source, so that the source map could not
 * be held against the sources.
 */
const languages: Readonly<Record<string, () => Promise<{ default: Texts }>>> = {
  'de-DE': () => import('../locales/de-DE/gomem-composition-panel.json'),
  'es-ES': () => import('../locales/es-ES/gomem-composition-panel.json'),
  'fr-FR': () => import('../locales/fr-FR/gomem-composition-panel.json'),
  'ja-JP': () => import('../locales/ja-JP/gomem-composition-panel.json'),
  'zh-Hans': () => import('../locales/zh-Hans/gomem-composition-panel.json'),
};

/** English is in the code; the other languages are files that Grafana before 12.1 does not load for a plugin. */
export const loadResources: ResourceLoader = async (language) =>
  Object.hasOwn(languages, language) ? (await languages[language]()).default : {};

export function loadsTranslationsItself(version: string | undefined): boolean {
  const [major, minor] = (version ?? '').split('.').map(Number);
  return !(major > 12 || (major === 12 && minor >= 1));
}

let ready: Promise<void> | undefined;
let isReady = false;

/** Loads the translations once. Rendering does not wait for them: until they are loaded, text is English. */
export function startTranslations(): Promise<void> {
  const loaders = loadsTranslationsItself(config.buildInfo?.version) ? [loadResources] : [];
  ready ??= initPluginTranslations(pluginJson.id, loaders)
    // Without translations the panel speaks English.
    .catch(() => undefined)
    .then(() => {
      keepTexts();
      isReady = true;
    });
  return ready;
}

/** Whether translations are loaded; renders the component again when they are. */
export function useTranslations(): boolean {
  const [done, setDone] = useState(isReady);
  useEffect(() => {
    let mounted = true;
    if (!done) {
      void startTranslations().then(() => mounted && setDone(true));
    }
    return () => {
      mounted = false;
    };
  }, [done]);
  return done;
}
