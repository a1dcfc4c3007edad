import { containerLabels } from '../rules/expression';
import { inline } from '../rules/inline';
import { productionPace } from '../rules/pace';
import { names, recordingRules, type RecordingRule } from '../rules/recording';

/**
 * The toggle between recorded series and exporters' own, as a matcher on a label that no series has: `.+` matches
 * nothing there, `.*` everything. What is switched off costs an index lookup.
 */
export const sourceVariable = { name: 'source', recorded: '.+', raw: '.*' } as const;
const toggle = 'gomem_source';

/** Which containers a dashboard shows; all of them where a variable says `.*`. */
export const chosen =
  'cluster=~"$cluster", namespace=~"$namespace", pod=~"($workload).*", pod=~"$pod", container=~"$container"';

/** A selector of the chosen containers, for what no rule records. */
export const of = (metric: string, more = ''): string => `${metric}{${chosen}${more}}`;

const by = `by (${containerLabels.join(', ')})`;
const real = 'container!="", container!="POD", image!=""';
const cadvisor = (metric: string) => `container_memory_${metric}{${toggle}=~"$source", ${chosen}, ${real}}`;
const go = (metric: string) => `${metric}{${toggle}=~"$source", ${chosen}}`;

/**
 * What input rules record, in short: without the choice of the run that is alive, so that the numbers of an ended run
 * can
 * show for five minutes after a restart. The excess is taken of one run all the same.
 */
const plain: Partial<Record<string, string>> = {
  [names.usage]: `max ${by} (${cadvisor('usage_bytes')})`,
  [names.workingSet]: `max ${by} (${cadvisor('working_set_bytes')})`,
  [names.rss]: `max ${by} (${cadvisor('rss')})`,
  [names.cache]: `max ${by} (${cadvisor('cache')})`,
  [names.excess]: `max ${by} (clamp_min(${cadvisor('usage_bytes')} - ${cadvisor('working_set_bytes')} - ${cadvisor('cache')}, 0))`,
  [names.limit]: `max ${by} (container_spec_memory_limit_bytes{${toggle}=~"$source", ${chosen}, ${real}} > 0 or ${go('kube_pod_container_resource_limits').replace('}', ', resource="memory"}')})`,
  [names.goVersion]: `group by (${[...containerLabels, 'version'].join(', ')}) (${go('go_info')})`,
  [names.liveHeap]: `max ${by} (${go('go_memstats_heap_alloc_bytes')})`,
  [names.heapReleased]: `max ${by} (${go('go_memstats_heap_released_bytes')})`,
  [names.retained]: `max ${by} (${go('go_memstats_sys_bytes')} - ${go('go_memstats_heap_released_bytes')})`,
};

const plainRules: RecordingRule[] = recordingRules(productionPace)
  .filter(({ record, stage }) => stage === 'derived' || plain[record] !== undefined)
  .map((rule) => ({ ...rule, expr: plain[rule.record] ?? rule.expr }))
  // A ballast is told by a long look back, which is too dear without a recorded series.
  .map((rule) => ({ ...rule, expr: rule.expr.replace(/ unless avg_over_time\([^)]*\) > [\d.]+/, '') }));

/** The series of a rule for the chosen containers, recorded or computed on the spot, as the toggle says. */
export function series(record: string): string {
  const raw = inline(record, plainRules, productionPace.resolution).replace(/\s*\n\s*/g, ' ');
  return `${record}{${toggle}!~"$source", ${chosen}}\nor\n${raw}`;
}
