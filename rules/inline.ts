import type { RecordingRule } from './recording';

/** A recorded name, with matchers, and a range or an offset where it has them. */
const recordedName = /(namespace_\w+:\w+:\w+)(\{[^}]*\})?(?:\[(\w+)\]|( offset \w+))?/g;

/** Names of recorded series in an expression. */
export const recordedNames = (expr: string): string[] => [...expr.matchAll(recordedName)].map(([, name]) => name);

/**
 * The expression with each name of `rules` replaced by what is recorded under it, within a range as a subquery at
 * `resolution`, with matchers as a filter behind it; other names stay. For evaluating rules on samples of the past,
 * where nothing was recorded.
 */
export function inline(expr: string, rules: readonly RecordingRule[], resolution: string): string {
  const expanded = new Map<string, string>();
  const expand = (text: string): string =>
    text.replace(recordedName, (whole, name: string, matchers = '', window = '', offset = '') => {
      const found = expanded.get(name);
      if (found === undefined) {
        return whole;
      }
      const filtered = matchers === '' ? `(${found})` : filter(found, matchers);
      if (offset !== '') {
        return `last_over_time(${filtered}[${resolution}:${resolution}]${offset})`;
      }
      return window === '' ? filtered : `${filtered}[${window}:${resolution}]`;
    });
  for (const rule of rules) {
    expanded.set(rule.record, expand(rule.expr));
  }
  return expand(expr);
}

/** Label matchers on an expression: by the version label, the only one that rules select by. */
function filter(expr: string, matchers: string): string {
  const version = /^\{version(=~|!~)"(.*)"\}$/.exec(matchers);
  if (!version) {
    throw new Error(`Cannot filter an expression by ${matchers}`);
  }
  const [, operator, pattern] = version;
  const marked = `label_replace((${expr}), "matches", "yes", "version", "${pattern}")`;
  const marker = `label_replace(vector(1), "matches", "yes", "", "")`;
  return operator === '=~'
    ? `label_replace(${marked} and on (matches) ${marker}, "matches", "", "", "")`
    : `label_replace(${marked} unless on (matches) ${marker}, "matches", "", "", "")`;
}
