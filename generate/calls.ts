import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

/** Functions of src/panel/translate.ts that say a text, and the endings of the keys that their texts get, in order. */
const endings: ReadonlyMap<string, readonly string[]> = new Map([
  ['tr', ['']],
  ['trCount', ['_one', '_other']],
]);

/** Groups of keys that tables hold; calls make them of an id. */
const tableKey = /^(layers|overlays|findingNames|catalogue|findings)\./;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /(?<!\.test)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Keys and English texts of the calls in one file. Throws where a text would be missed, or a key has two texts. */
export function textsOfCalls(path: string, code: string, texts = new Map<string, string>()): Map<string, string> {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  const fail = (node: ts.Node, reason: string): never => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    throw new Error(`${path}:${line + 1}: ${reason}`);
  };
  const read = (call: ts.CallExpression, endingsOfKey: readonly string[]): void => {
    const [key, ...said] = call.arguments;
    if (ts.isTemplateExpression(key)) {
      if (!tableKey.test(key.head.text)) {
        fail(key, 'no table holds the texts of this key');
      }
      return;
    }
    endingsOfKey.forEach((ending, i) => {
      const text = said[i];
      if (!ts.isStringLiteralLike(key) || !text || !ts.isStringLiteralLike(text)) {
        return fail(call, 'the key or the text is not written here');
      }
      const name = key.text + ending;
      if ((texts.get(name) ?? text.text) !== text.text) {
        fail(call, `${name} has another text elsewhere`);
      }
      texts.set(name, text.text);
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const endingsOfKey = endings.get(node.expression.text);
      if (endingsOfKey) {
        read(node, endingsOfKey);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** The same of all files below a folder. */
export function textsBelow(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  sources(folder).forEach((path) => textsOfCalls(path, readFileSync(path, 'utf8'), texts));
  return texts;
}
