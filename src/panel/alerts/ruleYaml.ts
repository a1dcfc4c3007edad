/** A rule as Prometheus reads it, texts ready to be shown. */
export interface PrometheusRule {
  alert: string;
  expr: string;
  /** PromQL duration. */
  for: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

/** What YAML 1.1, as Prometheus reads it, takes for the end of a line, or refuses to read as it is. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A scalar in double quotes: JSON, which is YAML where nothing in it would end a line. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(unprintable, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Lines stay lines where nothing in them needs an escape. */
function block(text: string, indent: string): string {
  return /^[!-~][ -~\n]*$/.test(text) ? `|-\n${text.replace(/^(?=.)/gm, indent)}` : quoted(text);
}

const entries = (values: Readonly<Record<string, string>>, indent: string): string[] =>
  Object.entries(values).map(([name, value]) => `${indent}${name}: ${quoted(value)}`);

/** A rule file with one rule, to be read by Prometheus, Thanos or Mimir. */
export const ruleYaml = ({ alert, expr, for: delay, labels, annotations }: PrometheusRule): string =>
  `${[
    'groups:',
    '  - name: go-memory',
    '    rules:',
    `      - alert: ${quoted(alert)}`,
    `        expr: ${block(expr, ' '.repeat(10))}`,
    `        for: ${delay}`,
    '        labels:',
    ...entries(labels, ' '.repeat(10)),
    '        annotations:',
    ...entries(annotations, ' '.repeat(10)),
  ].join('\n')}\n`;

/** In a label or an annotation, both Prometheus and Grafana run what stands in double braces. */
export const literal = (text: string): string => text.replaceAll('{{', '{{"{{"}}');
