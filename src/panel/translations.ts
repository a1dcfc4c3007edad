import { initPluginTranslations, type ResourceLoader } from '@grafana/i18n';
import { config } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import pluginJson from '../plugin.json';

/** English is in the code; the other languages are files that Grafana before 12.1 does not load for a plugin. */
export const loadResources: ResourceLoader = async (language) => {
  if (!pluginJson.languages.includes(language) || language === 'en-US') {
    return {};
  }
  const resources: { default: Record<string, unknown> } = await import(
    /* webpackExclude: /en-US/ */
    `../locales/${language}/gomem-composition-panel.json`
  );
  return resources.default;
};

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
