import { aggregationIn } from './aggregation';
import { oncePerText } from './oncePer';
import { scrapeLabels } from './scrapeLabels';
import { isKnownMetric } from './table';

const token = /[a-zA-Z_][a-zA-Z0-9_.]*/g;
/** Begins only where an identifier does: from every letter of a long one it would be tried in vain. */
const labelPair = /(?<![a-zA-Z0-9_.])([a-zA-Z_][a-zA-Z0-9_.]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;
/** Functions whose result is no longer the quantity that the metric name promises. */
const changesMeaning = new RegExp(
  `\\b(${[
    ...['rate', 'irate', 'increase', 'deriv', 'delta', 'idelta', 'changes', 'resets', 'predict_linear', 'timestamp'],
    ...['count', 'count_values', 'absent', 'stddev', 'stdvar', 'group', 'ln', 'log2', 'log10', 'exp', 'sqrt', 'sgn'],
    ...['count', 'present', 'absent', 'sum', 'stddev', 'stdvar'].map((name) => `${name}_over_time`),
  ].join('|')})\\s*(?:(?:by|without)\\s*(?:\\([^)]*\\)\\s*)?)?\\(`,
  'i'
);
/**
 * Scaled, or a share of something else: no longer bytes. A factor that joins labels, as in
 * `* on (pod) group_left kube_pod_info`,
 * changes no value.
 */
const isScaled = /\/\s*(?:[\d.(]|[a-z_]\w*\s*\(|\w+_bytes\b)|\*\s*[\d.]|\d\s*\*/;
/** What selects or groups series: no arithmetic of values stands there. */
const selection = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\{[^{}]*\}|\[[^[\]]*\]/g;
/** What was hours or days ago stands beside what is, under the same labels. */
const isOfAnotherTime = /\boffset\s+-?\d+[hdwy]/i;
/** True or false as 1 or 0. */
const isTruth = /[<>=]\s*bool\b/i;
/** Operators whose right side chooses series, and what ends such a side. */
const filtering = /[()]|\b(?:and|unless|or)\b|[<>]=?|[=!]=/gi;
/** Beyond this a text is no metric name or expression that a person wrote. */
const longestText = 4000;

const cut = (text: string): string => text.slice(0, longestText);

/**
 * A prefix that an agent or a relabelling puts before names, such as `prod_`; what follows can mean nothing else.
 * Exporters put the name of another program before `process_`, which stays theirs.
 */
const prefixed =
  /^[a-zA-Z0-9_]+?_((?:container_(?:memory|spec_memory|start_time)|go_memstats|kube_pod_container)_\w+|go_info|go_goroutines)$/;

/**
 * Known metric names in a text, in order, once each. Segments of recording rule names (`level:metric:operation`) count:
 * kubernetes-mixin's `node_namespace_pod_container:container_memory_rss` is container_memory_rss.
 */
function knownNames(text: string): string[] {
  const found = new Set<string>();
  for (const match of cut(text).replace(labelPair, ' ').match(token) ?? []) {
    const name = isKnownMetric(match) ? match : (prefixed.exec(match)?.[1] ?? '');
    if (isKnownMetric(name)) {
      found.add(name);
    }
  }
  return [...found];
}

/** What stands before a name of the table; empty where nothing does, and for recorded names. */
export const prefixOf = (metric: string): string => {
  const name = isKnownMetric(metric) ? undefined : prefixed.exec(metric)?.[1];
  return name === undefined ? '' : metric.slice(0, -name.length);
};

/** True for an expression that names a metric of the table. */
export const namesMemory = (text: string): boolean => knownNames(text).length > 0;

/**
 * An expression without the right sides of `and`, `unless` and comparisons, which say what series are left, and change
 * no value. They reach to the next `or`, or to the end of the parentheses that they stand in.
 */
function withoutConditions(text: string): string {
  let kept = '';
  let last = 0;
  // For each open parenthesis, and for the whole, whether a condition is being read.
  const inCondition = [false];
  const take = (end: number) => {
    kept += inCondition.includes(true) ? ' ' : text.slice(last, end);
    last = end;
  };
  for (const { 0: found, index } of text.matchAll(filtering)) {
    take(index);
    if (found === '(') {
      inCondition.push(false);
    } else if (found === ')') {
      take(index + 1);
      inCondition.pop();
      // A text may close more than it opens.
      inCondition[0] ??= false;
    } else {
      inCondition[inCondition.length - 1] = found.toLowerCase() !== 'or';
    }
  }
  take(text.length);
  return kept;
}

/** True for an expression whose value is not that of the series it names, such as `rate`, `/ 1024` or `offset 1w`. */
function isOtherQuantity(text: string): boolean {
  const bare = cut(text).replace(selection, ' ');
  const valued = withoutConditions(bare);
  return isTruth.test(bare) || [changesMeaning, isScaled, isOfAnotherTime].some((pattern) => pattern.test(valued));
}

/**
 * The one metric name that a legend, field name or PromQL expression speaks of; null when there is none, more than one
 * (arithmetic between metrics is neither of them), or another quantity.
 */
export function nameInText(text: string): string | null {
  const names = knownNames(text);
  return names.length === 1 && !isOtherQuantity(text) ? names[0] : null;
}

/** Labels written in a legend or field name, as in `container_memory_rss{pod="a"}`. */
export function labelsInText(text: string): Record<string, string> {
  // Entries, not assignments: a label may be called `__proto__`.
  return Object.fromEntries(
    Array.from(cut(text).matchAll(labelPair), ([, key, value]) => [key, value.replace(/\\(.)/g, '$1')])
  );
}

/** A selector: the metric's name and what it selects by, or the end of the name. */
const selector = /([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{([^{}]*)\})?/g;

/** What keeps the cgroup of a pod apart from those of its containers, in a selector or a grouping. */
const tellsContainers = /\b(?:container|container_name|image|name|id)\b/;

/** Labels that name a pod or a container; what selects by others only may add up anything. */
const named = /(?:^|[._])(?:pod|container)(?:_?name)?$|^(?:id|name|container_id)$/;

/**
 * Labels that all series of a metric in an expression carry, since its selectors name their value (`=`): aggregation
 * drops a label, and leaves what it is true of. Where something was scraped from does not outlive an aggregation.
 * Empty unless a pod or container is selected, and where a sum of cgroups would count those of the pod beside them.
 */
export function labelsSelected(expression: string, metric: string): Record<string, string> {
  const selected = Array.from(cut(expression).matchAll(selector))
    .filter(([, name]) => nameInText(name) === metric)
    .map(([, , matchers]) => labelsInText(matchers ?? ''));
  const [first, ...others] = selected;
  const agreed = Object.entries(first ?? {}).filter(
    ([label, value]) =>
      value !== '' && !scrapeLabels.includes(label) && others.every((labels) => labels[label] === value)
  );
  const isKeptApart = !metric.startsWith('container_') || tellsContainersOf(expression, metric);
  return agreed.some(([label]) => named.test(label)) && isKeptApart ? Object.fromEntries(agreed) : {};
}

const tellsContainersOf = (expression: string, metric: string): boolean =>
  tellsContainers.test(expression.replaceAll(metric, ''));

/** A sum, and no part of a longer name. */
const adds = /(?<![\w:])sum(?![\w:])/i;

/**
 * True for a sum of cAdvisor's series that keeps those of a pod's own cgroup beside those of its containers: most
 * clusters have both, and then it is twice what there is.
 */
export const mayCountTwice = (expression: string, metric: string): boolean =>
  metric.startsWith('container_') && adds.test(expression) && !tellsContainersOf(expression, metric);

/** The expression in a query that was executed: the Prometheus data source writes `Expr: ...\nStep: ...`. */
export const expressionOf = (executed: string): string => executed.replace(/^Expr:\s*/, '').replace(/\nStep:[^]*$/, '');

/** What an expression says of every series in its answer. */
interface Selected {
  labels: Readonly<Record<string, string>>;
  mayCountTwice: boolean;
}

/** What was read of texts that thousands of series share: their metric's name, and the query that they come from. */
export class KnownTexts {
  /** `executed`, here and below, is the query as the data source says it. */
  readonly aggregationIn = oncePerText((executed) => aggregationIn(cut(expressionOf(executed))));

  readonly isOtherQuantity = oncePerText((executed) => isOtherQuantity(expressionOf(executed)));

  readonly nameIn = oncePerText(nameInText);

  /** Of an expression that names a metric. */
  readonly selectedBy = oncePerText((expression): Selected => {
    const metric = this.nameIn(expression) ?? '';
    return { labels: labelsSelected(expression, metric), mayCountTwice: mayCountTwice(expression, metric) };
  });
}
