import { namesOfQuery } from '../src/metrics/queries';
import { isIgnoredMetric, isKnownMetric, namesOfRole, roleOfMetric } from '../src/metrics/table';
import type { Role } from '../src/metrics/types';

/** Clients before client_golang 1.20 have no series of the first; the CPU classes are exported on demand. */
const optional: readonly Role[] = ['goMemLimit', 'gcCpu', 'goCpu'];

/** What speaks of Go or of memory; a client has other series of the process too. */
const concerns = (name: string): boolean => /^go_|^process_(.*memory.*|start_time_seconds)$/.test(name);

/**
 * What the metric names of a Go program and the metric table have not in common: names that the table neither gives a
 * role nor ignores, and roles of the recommended Go query that no name supplies. Empty where they agree.
 */
export function disagreements(names: readonly string[]): string[] {
  const unknown = names.filter((name) => concerns(name) && !isKnownMetric(name) && !isIgnoredMetric(name));
  const roles = new Set(namesOfQuery('go').map((name) => roleOfMetric(name, {})));
  const missing = [...roles].filter(
    (role) => role !== null && !optional.includes(role) && !namesOfRole(role).some((name) => names.includes(name))
  );
  return [
    ...unknown.map((name) => `${name} is not in the metric table`),
    ...missing.map((role) => `nothing supplies ${role}`),
  ];
}

/** Names of the series in Prometheus's text format, once each. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/^([a-zA-Z_:][\w:]*)/gm)].map(([, name = '']) => name)),
];
