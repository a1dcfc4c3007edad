import { initPluginTranslations, type ResourceLoader } from '@grafana/i18n';
import { config } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import pluginJson from '../plugin.json';

/** English is in the code; the other languages are files that Grafana before 12.1 does not load for a plugin. */
const loadResources: ResourceLoader = async (language) => {
  if (!pluginJson.languages.includes(language) || language === 'en-US') {
    return {};
  }
  const resources: { default: Record<string, unknown> } = await import(
    `../locales/${language}/gomem-composition-panel.json`
  );
  return resources.default;
};

export function loadsTranslationsItself(version: string | undefined): boolean {
  const [major, minor] = (version ?? '').split('.').map(Number);
  return !(major > 12 || (major === 12 && minor >= 1));
}

let ready: Promise<unknown> | undefined;

/** Starts once. Nothing waits for it: until it is done, text is English. */
export function startTranslations(): Promise<unknown> {
  const loaders = loadsTranslationsItself(config.buildInfo?.version) ? [loadResources] : [];
  ready ??= initPluginTranslations(pluginJson.id, loaders).catch(() => undefined);
  return ready;
}

/** Renders again once translations are there. */
export function useTranslations(): void {
  const [, setDone] = useState(false);
  useEffect(() => {
    let mounted = true;
    void startTranslations().then(() => mounted && setDone(true));
    return () => {
      mounted = false;
    };
  }, []);
}
