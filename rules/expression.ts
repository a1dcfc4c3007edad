import type { Threshold } from '../src/diagnosis/options';
import type { Role } from '../src/metrics/roles';
import { namesOfRole } from '../src/metrics/table';

/** What tells one container from another in every rule; `cluster` may be absent. */
export const containerLabels = ['cluster', 'namespace', 'pod', 'container'] as const;

/** All pods of one service, as far as labels tell. */
export const ownerLabels = ['cluster', 'namespace', 'container'] as const;

export const byContainer = `by (${containerLabels.join(', ')})`;
export const onContainer = `on (${containerLabels.join(', ')})`;
export const byOwner = `by (${ownerLabels.join(', ')})`;
export const onOwner = `on (${ownerLabels.join(', ')})`;

/** A cgroup within that of a container. */
const nested = '.*(/[0-9a-f]{64}|[.]scope)/.+';

const real = 'container!="", container!="POD", image!=""';

/**
 * Series of containers and of nothing that would be counted twice (docs/domain.md §1.2): no pod cgroup and no
 * hierarchy (no container), no pause container, no cgroup nested in a container (no image, or by its path), and not the
 * kubelet's /metrics/resource (no id).
 */
export const container = (metric: string): string => `${metric}{${real}, id!="", id!~"${nested}"}`;

/** The series of a role that cAdvisor reports. */
export const cadvisor = (role: Role): string => container(namesOfRole(role)[0]);

/**
 * The same, and those of nested cgroups, for expressions that keep the live run or the largest only, which none of them
 * is: Prometheus tries the pattern on the id of every cgroup there is, which costs as much as reading the series.
 */
export const cadvisorOfAny = (role: Role): string => `${namesOfRole(role)[0]}{${real}}`;

/** Series of Go processes in pods. */
export const go = (metric: string): string => `${metric}{pod!="", container!=""}`;

/** Sets a part of an expression in from the margin. */
export const indent = (expr: string): string => expr.replace(/\n/g, '\n  ');

/** `expr` where it is above a threshold that grows with usage (src/diagnosis/options.ts). */
export const above = (expr: string, { bytes, share }: Threshold, usage: string): string =>
  `${expr} > clamp_min(${share} * ${usage}, ${bytes})`;
