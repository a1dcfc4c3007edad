import { isKnownMetric } from './table';

const token = /[a-zA-Z_][a-zA-Z0-9_.]*/g;
/** Begins only where an identifier does: from every letter of a long one it would be tried in vain. */
const labelPair = /(?<![a-zA-Z0-9_.])([a-zA-Z_][a-zA-Z0-9_.]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;
/** Functions whose result is no longer the quantity that the metric name promises. */
const changesMeaning =
  /\b(rate|irate|increase|deriv|delta|idelta|changes|resets|count|count_values|absent|stddev|stdvar|group)\s*(?:(?:by|without)\s*)?\(/;
/** Beyond this a text is no metric name or expression that a person wrote. */
const longestText = 4000;

const cut = (text: string): string => text.slice(0, longestText);

/**
 * Known metric names in a text, in order, once each. Segments of recording rule names (`level:metric:operation`) count:
 * kubernetes-mixin's `node_namespace_pod_container:container_memory_rss` is container_memory_rss.
 */
function knownNames(text: string): string[] {
  const found = new Set<string>();
  for (const match of cut(text).replace(labelPair, ' ').match(token) ?? []) {
    if (isKnownMetric(match)) {
      found.add(match);
    }
  }
  return [...found];
}

/**
 * The one metric name that a legend, field name or PromQL expression speaks of; null when there is none, more than one
 * (arithmetic between metrics is neither of them), or a function that changes the quantity, such as `rate`.
 */
export function nameInText(text: string): string | null {
  const names = knownNames(text);
  return names.length === 1 && !changesMeaning.test(cut(text)) ? names[0] : null;
}

/** Labels written in a legend or field name, as in `container_memory_rss{pod="a"}`. */
export function labelsInText(text: string): Record<string, string> {
  // Entries, not assignments: a label may be called `__proto__`.
  return Object.fromEntries(
    Array.from(cut(text).matchAll(labelPair), ([, key, value]) => [key, value.replace(/\\(.)/g, '$1')])
  );
}
