import type { RecordingRule } from './recording';

/**
 * An expression over exporters' series alone: every recorded name is replaced by what is recorded under it, within a
 * range as a subquery at `resolution`, with label matchers as a filter behind it. For evaluating rules on samples of the
 * past, where nothing was recorded. Throws on a name that is defined later, which Prometheus would read one interval late.
 */
export function inline(expr: string, rules: readonly RecordingRule[], resolution: string): string {
  const expanded = new Map<string, string>();
  const expand = (text: string): string =>
    text.replace(
      /([\w]+:[\w:]+)(\{[^}]*\})?(\[(\w+)\])?/g,
      (_, name: string, matchers = '', range = '', window = '') => {
        const found = expanded.get(name);
        if (found === undefined) {
          throw new Error(`${name} is not recorded before it is used`);
        }
        const filtered = matchers === '' ? `(${found})` : filter(found, matchers);
        return range === '' ? filtered : `${filtered}[${window}:${resolution}]`;
      }
    );
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
