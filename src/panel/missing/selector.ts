import type { InterpolateFunction } from '@grafana/data';

/** Labels by which dashboards choose containers, as kubernetes-mixin names their variables. */
const labels = ['cluster', 'namespace', 'pod', 'container'] as const;
const needed = ['namespace', 'pod'] as const;

/**
 * Matchers of the recommended queries for this dashboard: by the variables that it has. Without any, by what
 * every scraped series has, so that the query finds something wherever it is pasted.
 */
export function selectorFor(replaceVariables: InterpolateFunction): string {
  // Grafana leaves alone what is no variable.
  const has = (name: string) => replaceVariables(`\${${name}:raw}`) !== `\${${name}:raw}`;
  return needed.some(has)
    ? labels
        .filter(has)
        .map((name) => `${name}=~"$${name}"`)
        .join(', ')
    : 'job!=""';
}
