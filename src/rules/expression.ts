import type { Threshold } from '../diagnosis/options';

/** What tells one container from another in every rule; `cluster` may be absent. */
export const containerLabels = ['cluster', 'namespace', 'pod', 'container'] as const;

/** All pods of one service, as far as labels tell. */
export const ownerLabels = ['cluster', 'namespace', 'container'] as const;

export const byContainer = `by (${containerLabels.join(', ')})`;
export const onContainer = `on (${containerLabels.join(', ')})`;
export const byOwner = `by (${ownerLabels.join(', ')})`;
export const onOwner = `on (${ownerLabels.join(', ')})`;

/**
 * Series of containers and of nothing that would be counted twice (docs/domain.md §1.2): no pod cgroup and no
 * hierarchy (no container), no pause container, no cgroup nested in a container (no image), and not the kubelet's
 * /metrics/resource (no id).
 */
export const container = (metric: string, more = ''): string =>
  `${metric}{container!="", container!="POD", image!="", id!=""${more}}`;

/** Series of Go processes in pods. */
export const go = (metric: string, more = ''): string => `${metric}{pod!="", container!=""${more}}`;

/** The least of those that exist. PromQL has no function for it; a label keeps them apart until then. */
export function least(candidates: Readonly<Record<string, string>>): string {
  const labelled = Object.entries(candidates).map(
    ([name, expr]) => `label_replace(${expr}, "bound", "${name}", "", "")`
  );
  return `min ${byContainer} (\n  ${labelled.join('\n  or ')}\n)`;
}

/** `expr` where it is above a threshold that grows with usage (src/diagnosis/options.ts). */
export const above = (expr: string, { bytes, share }: Threshold, usage: string): string =>
  `${expr} > ${bytes}\nand\n${expr} > ${share} * ${usage}`;
