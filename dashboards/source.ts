import { containerLabels } from '../rules/expression';
import { overSeries } from '../rules/formulas';
import { names } from '../rules/names';
import { productionPace } from '../rules/pace';
import { computed, type Expression } from '../rules/reading';
import { recordingRules } from '../rules/recording';
import { formulas, type Formula } from '../src/composition/formulas';
import { minus } from '../src/metrics/expression';
import { subjectOf, type Role } from '../src/metrics/roles';
import { namesOfRole } from '../src/metrics/table';

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
const raw = (metric: string, more = '') => `${metric}{${toggle}=~"$source", ${chosen}${more}}`;

/** The series of a role as exporters have it; the file lists are left out, since they make queries twice as long. */
function selectorOf(role: Role): string | null {
  return role === 'inactiveFile' || role === 'activeFile'
    ? null
    : raw(namesOfRole(role)[0], subjectOf(role) === 'container' ? `, ${real}` : '');
}

/** One value a container, of a formula whose parts are series of one exporter. */
const largest = (formula: Formula) => (): string => `max ${by} (${overSeries(formula, selectorOf)})`;

/**
 * What input rules record, in short: without the choice of the run that is alive, so that the numbers of an ended run
 * can
 * show for five minutes after a restart. The excess is taken of one run all the same.
 */
const plain: Partial<Record<string, Expression>> = {
  [names.usage]: largest('usage'),
  [names.workingSet]: largest('workingSet'),
  [names.rss]: largest('rss'),
  [names.cache]: largest('cache'),
  [names.excess]: largest(formulas.excess),
  [names.limit]: () =>
    `max ${by} (${selectorOf('limit')} > 0 or ${raw(namesOfRole('kubeLimit')[0], ', resource="memory"')})`,
  [names.goVersion]: () => `group by (${[...containerLabels, 'version'].join(', ')}) (${selectorOf('goVersion')})`,
  [names.liveHeap]: largest('heapAlloc'),
  [names.heapReleased]: largest('heapReleased'),
  [names.retained]: largest(minus('sys', 'heapReleased')),
};

const plainRules = recordingRules(productionPace)
  .filter(({ record, stage }) => stage === 'derived' || plain[record] !== undefined)
  .map(({ record, expr }) => ({ record, expr: plain[record] ?? expr }));

/** A ballast is told by a long look back, which is too dear without a recorded series. */
const onTheSpot = computed(plainRules, productionPace.resolution, false);

/** The series of a rule for the chosen containers, recorded or computed on the spot, as the toggle says. */
export function series(record: string): string {
  const lines = onTheSpot.read(record).split('\n');
  return `${record}{${toggle}!~"$source", ${chosen}}\nor\n${lines.map((line) => line.trim()).join(' ')}`;
}
