import type { InterpolateFunction } from '@grafana/data';

import { identityParts } from '../../workloads/labels';

/** Of the variables by which dashboards choose containers, called like the parts of an identity by kubernetes-mixin. */
const needed = ['namespace', 'pod'] as const;

/** Chooses all: every scraped series has a job. */
export const anySeries = 'job!=""';

/** Tells whether a dashboard has a variable: Grafana leaves alone what is none. */
export const variablesOf =
  (replaceVariables: InterpolateFunction) =>
  (name: string): boolean =>
    replaceVariables(`\${${name}:raw}`) !== `\${${name}:raw}`;

/**
 * Matchers of the recommended queries for this dashboard: by the variables that it has. Without any, by what
 * every scraped series has, so that the query finds something wherever it is pasted.
 */
export function selectorFor(replaceVariables: InterpolateFunction): string {
  const has = variablesOf(replaceVariables);
  return needed.some(has)
    ? identityParts
        .filter(has)
        .map((name) => `${name}=~"$${name}"`)
        .join(', ')
    : anySeries;
}
