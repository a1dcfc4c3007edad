import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { layerDescriptions } from '../src/composition/layerDescriptions';
import { layerTable } from '../src/composition/layers';
import { allClearDescription, findingCatalogue } from '../src/diagnosis/catalogue';
import { messages } from '../src/diagnosis/messages';
import { overlayTable } from '../src/panel/derive/overlays';
import { findingNames } from '../src/panel/findings/findingNames';

/** Nested as i18next reads it. */
export interface Catalogue {
  [key: string]: string | Catalogue;
}

const literal = String.raw`'((?:[^'\\]|\\.)*)'`;
const plainCall = new RegExp(String.raw`\btr\(\s*${literal},\s*${literal}`, 'g');
const countCall = new RegExp(String.raw`\btrCount\(\s*${literal},\s*${literal},\s*${literal}`, 'g');
const unquote = (text: string): string => text.replace(/\\(.)/g, '$1');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /(?<!\.test)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Every text of the plugin in English: what calls in the code under `root` say, and what the tables hold. */
export function englishCatalogue(root: string): Catalogue {
  const texts = new Map<string, string>();
  for (const path of sources(root)) {
    const code = readFileSync(path, 'utf8');
    for (const [, key, text] of code.matchAll(plainCall)) {
      texts.set(key, unquote(text));
    }
    for (const [, key, one, other] of code.matchAll(countCall)) {
      texts.set(`${key}_one`, unquote(one));
      texts.set(`${key}_other`, unquote(other));
    }
  }
  for (const { id, label } of layerTable) {
    texts.set(`layers.${id}.label`, label).set(`layers.${id}.info`, layerDescriptions[id].info);
  }
  for (const { id, label, info } of overlayTable) {
    texts.set(`overlays.${id}.label`, label).set(`overlays.${id}.info`, info);
  }
  Object.entries(findingNames).forEach(([id, name]) => texts.set(`findingNames.${id}`, name));
  for (const { id, title, meaning, confirm } of findingCatalogue) {
    texts.set(`catalogue.${id}.title`, title);
    texts.set(`catalogue.${id}.meaning`, meaning);
    texts.set(`catalogue.${id}.confirm`, confirm);
  }
  texts.set('catalogue.oom-risk.meaning-clear', allClearDescription.meaning);
  texts.set('catalogue.oom-risk.confirm-clear', allClearDescription.confirm);
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
