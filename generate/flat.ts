import type { Catalogue } from './catalogue';

/** A catalogue as key and text. */
export function flatten(catalogue: Catalogue, prefix = ''): Array<[string, string]> {
  return Object.entries(catalogue).flatMap(([key, value]): Array<[string, string]> =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`)
  );
}

/** Placeholders of a text, sorted. */
export const placeholders = (text: string): string[] =>
  Array.from(text.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name]) => name).sort();
