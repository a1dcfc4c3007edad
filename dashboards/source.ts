import { containerLabels, onContainer } from '../rules/expression';
import { names } from '../rules/names';
import { productionPace } from '../rules/pace';
import { computed, type Expression } from '../rules/reading';
import { recordingRules } from '../rules/recording';
import { formulas, type Quantity } from '../src/composition/formulas';
import { tight, toPromql, type Dialect } from '../src/metrics/promql';
import { subjectOf, type Role } from '../src/metrics/roles';
import { namesOfRole } from '../src/metrics/table';

/**
 * The toggle between recorded series and exporters' own, as a matcher on a label that no series has: `.+` matches
 * nothing there, `.*` everything. What is switched off costs an index lookup.
 */
export const sourceVariable = { name: 'source', recorded: '.+', raw: '.*' } as const;
/** Containers whose raw series can be computed with while a reader waits. */
export const mostOnTheSpot = 150;
const toggle = 'gomem_source';

/** Which containers a dashboard shows; all of them where a variable says `.*`. */
export const chosen =
  'cluster=~"$cluster", namespace=~"$namespace", pod=~"($workload).*", pod=~"$pod", container=~"$container"';

/** A selector of the chosen containers, for what no rule records. */
export const of = (metric: string, more = ''): string => `${metric}{${chosen}${more}}`;

const by = `by (${containerLabels.join(', ')})`;
/** Kubernetes and the kernel write "no limit" as 0 or as a number near 2^63. */
const noLimit = '4.611686018427388e18';
const real = 'container!="", container!="POD", image!=""';
const raw = (metric: string, more = '') => `${metric}{${toggle}=~"$source", ${chosen}${more}}`;

/** The series of a role as exporters have it; the file lists are left out, since they make queries twice as long. */
function selectorOf(role: Role): string | null {
  return role === 'inactiveFile' || role === 'activeFile'
    ? null
    : raw(namesOfRole(role)[0], subjectOf(role) === 'container' ? `, ${real}` : '');
}

const only = (role: Role): string => selectorOf(role) ?? '';

/** One value a container; of several runs at a time the largest. */
const largest = (expr: string): string => `max ${by} (${expr})`;

/** Roles that containers of Kubernetes have; of other exporters' names the rules make the same. */
const roles: readonly Role[] = ['usage', 'workingSet', 'rss', 'cache', 'heapReleased'];

/** What a formula is made of on the spot. The excess is taken of one run, since its parts must be of one instant. */
const excess = largest(`clamp_min(${only('usage')} - ${only('workingSet')} - ${only('cache')}, 0)`);
const retained = largest(`${only('sys')} - ${only('heapReleased')}`);
const plainQuantities: Partial<Record<Quantity, string>> = {
  base: largest(only('usage')),
  retained,
  excess,
  // 0 without Go series; the formula says so of lazily freed memory, which is dearer and known wherever the excess is.
  freedFloor: `(clamp_min(${excess} - ${retained}, 0) or 0 * ${excess})`,
};

/**
 * Prometheus computes a part again wherever it is named, so each is named once: whether the first operand is there is
 * asked of the one series of it that some exporters lack.
 */
const onSpot: Dialect<Quantity> = {
  role: (role) => (roles.includes(role) ? tight(largest(only(role))) : null),
  quantity: (quantity) => {
    const text = plainQuantities[quantity];
    return text === undefined ? undefined : tight(text);
  },
  formulas,
  among: (operator, candidates) => {
    const marked = candidates.map((expr, i) => `label_replace(${expr}, "bound", "${i}", "", "")`).join(' or ');
    const needed = candidates[0]?.includes(only('cache')) ? 'cache' : 'workingSet';
    return `(${operator} ${by} (${marked}) and ${onContainer} ${only(needed)})`;
  },
};

const spot = (quantity: Quantity) => (): string => toPromql<Quantity>({ quantity }, onSpot) ?? '';

/**
 * What rules record, in short: without the choice of the run that is alive, so that the numbers of an ended run can
 * show for five minutes after a restart.
 */
const plain: Partial<Record<string, Expression>> = {
  [names.usage]: () => largest(only('usage')),
  [names.workingSet]: () => largest(only('workingSet')),
  [names.rss]: () => largest(only('rss')),
  [names.cache]: () => largest(only('cache')),
  [names.limit]: () =>
    largest(`${only('limit')} > 0 < ${noLimit} or ${raw(namesOfRole('kubeLimit')[0], ', resource="memory"')}`),
  /** The version that appeared last: another may linger for as long as Prometheus looks back. */
  [names.goVersion]: () =>
    `group by (${[...containerLabels, 'version'].join(', ')}) (topk ${by} (1, timestamp(${only('goVersion')}) - count_over_time(${only('goVersion')}[${productionPace.lingering}]) / 1000))`,
  [names.liveHeap]: () => largest(only('heapAlloc')),
  [names.heapReleased]: () => largest(only('heapReleased')),
  [names.retained]: spot('retained'),
  [names.excess]: spot('excess'),
  [names.lazilyFreed]: spot('lazilyFreed'),
  [names.lazilyFreedFloor]: spot('freedFloor'),
  [names.lazilyFreedCeiling]: spot('lazilyFreedCeiling'),
  [names.corrected]: spot('correctedWorkingSet'),
  [names.needFloor]: spot('needLow'),
  [names.offHeap]: spot('offHeap'),
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

/**
 * The containers that stand out by one of the records at the end of the range, so many of each, where the rules record
 * them; else all that are chosen. For `and on`: of ten thousand containers only these are read in full.
 */
export function standingOut(records: readonly string[], most: number): string {
  const ranked = records.map((record) => `topk(${most}, ${record}{${toggle}!~"$source", ${chosen}} @ end())`);
  return [...ranked, largest(only('usage'))].join(' or ');
}

/**
 * What the toggle says by itself: recorded, where the rules were installed before the range began or there is nothing
 * else, and where there are too many containers for raw series; a panel that is empty then says so.
 */
export function sourceQuery(): string {
  const own = `${names.usage}{${chosen}}`;
  const others = `container_memory_usage_bytes{${chosen}, ${real}}`;
  const begun = (selector: string) => `group(${selector} offset $__range)`;
  const recorded = `group(${own}) unless on () (${begun(others)} unless on () ${begun(own)})`;
  const choose = (expr: string, value: string) => `label_replace(${expr}, "source", "${value}", "", "")`;
  return `${choose(`(${recorded}) or on () (count(${others}) > ${mostOnTheSpot})`, sourceVariable.recorded)} or on () ${choose('vector(1)', sourceVariable.raw)}`;
}
