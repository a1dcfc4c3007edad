import { isKnownMetric } from './table';

const token = /[a-zA-Z_][a-zA-Z0-9_.]*/g;
const labelPair = /([a-zA-Z_][a-zA-Z0-9_.]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;
/** Functions whose result is no longer the quantity that the metric name promises. */
const changesMeaning =
  /\b(rate|irate|increase|deriv|delta|idelta|changes|resets|count|count_values|absent|stddev|stdvar|group)\s*(by|without)?\s*\(/;
/** Beyond this a text is no metric name or expression that a person wrote. */
const longestText = 4000;

/**
 * Known metric names in a text, in order, once each. Segments of recording rule names (`level:metric:operation`) count:
 * kubernetes-mixin's `node_namespace_pod_container:container_memory_rss` is container_memory_rss.
 */
export function knownNames(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.slice(0, longestText).replace(labelPair, ' ').match(token) ?? []) {
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
  return names.length === 1 && !changesMeaning.test(text) ? names[0] : null;
}

/** Labels written in a legend or field name, as in `container_memory_rss{pod="a"}`. */
export function labelsInText(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [, key, value] of text.slice(0, longestText).matchAll(labelPair)) {
    labels[key] = value.replace(/\\(.)/g, '$1');
  }
  return labels;
}
