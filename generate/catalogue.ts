import { join } from 'node:path';

import { overlayTable } from '../src/panel/derive/overlays';
import { messages } from '../src/texts/messages';
import { layers } from '../src/texts/layerWords';
import { textsBelow } from './calls';
import { findingWords } from './sources';

/** Nested as i18next reads it. */
export interface Catalogue {
  [key: string]: string | Catalogue;
}

/** Every text of the plugin in English: what calls in the code of the panel say, and what the tables hold. */
export function englishCatalogue(): Catalogue {
  const texts = textsBelow(join(__dirname, '..', 'src', 'panel'));
  for (const { id, label, info } of layers) {
    texts.set(`layers.${id}.label`, label).set(`layers.${id}.info`, info);
  }
  for (const { id, label, info } of overlayTable) {
    texts.set(`overlays.${id}.label`, label).set(`overlays.${id}.info`, info);
  }
  for (const { id, name, description } of findingWords) {
    const { title, meaning, confirm, allClear } = description;
    texts.set(`findingNames.${id}`, name);
    texts.set(`catalogue.${id}.title`, title);
    texts.set(`catalogue.${id}.meaning`, meaning);
    texts.set(`catalogue.${id}.confirm`, confirm);
    if (allClear) {
      texts.set(`catalogue.${id}.meaning-clear`, allClear.meaning);
      texts.set(`catalogue.${id}.confirm-clear`, allClear.confirm);
    }
  }
  Object.entries(messages).forEach(([id, text]) => texts.set(`findings.${id}`, text));
  return nest([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nest(texts: Array<[string, string]>): Catalogue {
  const root: Catalogue = {};
  for (const [key, text] of texts) {
    const path = key.split('.');
    const last = path.pop() ?? key;
    let node = root;
    for (const part of path) {
      const next = node[part] ?? {};
      if (typeof next === 'string') {
        throw new Error(`${key}: "${part}" is a text and a group of texts`);
      }
      node[part] = next;
      node = next;
    }
    node[last] = text;
  }
  return root;
}
