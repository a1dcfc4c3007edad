import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import pluginJson from '../src/plugin.json';
import type { Catalogue } from './catalogue';
import { flatten } from './flat';

/** Languages that have a file; English is in the code. */
export const languages = pluginJson.languages.filter((language) => language !== 'en-US');

/** Texts of a language by key, as its file has them. */
export function localeTexts(language: string): Map<string, string> {
  const path = join(__dirname, '..', 'src', 'locales', language, `${pluginJson.id}.json`);
  return new Map(flatten(JSON.parse(readFileSync(path, 'utf8'))));
}

const plural = /^(.+)_(one|other)$/;

/**
 * The English texts by the keys that a language needs. Where a text depends on a number, i18next looks for a key per
 * plural form of the language: English has two, French has a third for millions, Japanese has one.
 */
export function textsToTranslate(english: Catalogue, language: string): Map<string, string> {
  const texts = new Map(flatten(english));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return new Map(
    [...texts].flatMap(([key, text]): Array<[string, string]> => {
      const [, stem, form] = plural.exec(key) ?? [];
      if (!stem || !texts.has(`${stem}_other`)) {
        return [[key, text]];
      }
      return form === 'one' ? [] : forms.map((name) => [`${stem}_${name}`, texts.get(`${stem}_${name}`) ?? text]);
    })
  );
}

/** Keys that a language lacks, and keys that it has for nothing. */
export function compareKeys(
  source: Map<string, string>,
  target: Map<string, string>
): Record<'missing' | 'obsolete', string[]> {
  return {
    missing: [...source.keys()].filter((key) => !target.has(key)),
    obsolete: [...target.keys()].filter((key) => !source.has(key)),
  };
}
