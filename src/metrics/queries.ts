import { metricTable } from './table';

export type QueryName = 'container' | 'go';

/**
 * Label matchers that the recommended queries start with: dashboard variables, as kubernetes-mixin dashboards name
 * them.
 */
const defaultSelector = 'namespace="$namespace", pod=~"$pod"';

/** Names of the series that a recommended query asks for. */
export const namesOfQuery = (query: QueryName): string[] =>
  metricTable.filter((row) => row.query === query).map((row) => row.name);

/** Alternation of metric names with their longest common prefixes left as they are: readable beats short. */
const namePattern = (query: QueryName): string => namesOfQuery(query).join('|');

/**
 * The two queries that supply everything the panel can use: one selector over `__name__` for the container series, one
 * for the Go series. `selector` is PromQL label matchers without braces.
 */
export function recommendedQueries(selector: string = defaultSelector): Record<QueryName, string> {
  const build = (query: QueryName) => `{__name__=~"${namePattern(query)}"${selector ? `, ${selector}` : ''}}`;
  return { container: build('container'), go: build('go') };
}
