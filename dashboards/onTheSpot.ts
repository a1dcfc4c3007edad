import { containerLabels, onContainer } from '../rules/expression';
import { recordOfQuantity, recordOfRole } from '../rules/formulas';
import { names } from '../rules/names';
import { productionPace } from '../rules/pace';
import { computed, type Expression, type Source } from '../rules/reading';
import { recordingRules } from '../rules/recording';
import { formulas, type Quantity } from '../src/composition/formulas';
import { tight, toPromql, type Dialect } from '../src/metrics/promql';
import { subjectOf, type Role } from '../src/metrics/roles';
import { namesOfRole } from '../src/metrics/table';

/**
 * The toggle between recorded series and exporters' own, as a matcher on a label that no series has: `.+` matches
 * nothing there, `.*` everything. What is switched off costs an index lookup. `.` stands for recorded series that are
 * needed and missing: it matches nothing either.
 */
export const sourceVariable = { name: 'source', recorded: '.+', raw: '.*', missing: '.' } as const;
const toggle = 'gomem_source';
const matchers = { recorded: '!~', raw: '=~' } as const;

/** Which containers a dashboard shows; all of them where a variable says `.*`. */
export const chosen =
  'cluster=~"$cluster", namespace=~"$namespace", pod=~"($workload).*", pod=~"$pod", container=~"$container"';

/** How the quantities of containers are asked for. */
export interface Side {
  /** Whether what recording.yml records is read; else all is computed of exporters' series. */
  recorded: boolean;
  /** The position of the toggle at which series are found; any where it is left out. */
  when?: keyof typeof matchers;
  /** A modifier on recorded series, such as ` @ end()`. */
  at?: string;
}

/** A selector of the chosen containers that finds series on its side of the toggle only. */
export const toggled = (metric: string, { when }: Side, more = ''): string =>
  `${metric}{${when ? `${toggle}${matchers[when]}"$source", ` : ''}${chosen}${more}}`;

const by = `by (${containerLabels.join(', ')})`;
/** Kubernetes and the kernel write "no limit" as 0 or as a number near 2^63. */
const noLimit = '4.611686018427388e18';
export const real = 'container!="", container!="POD", image!=""';

const rules = recordingRules(productionPace);
const affordable = new Set(rules.filter(({ file }) => file === 'recording').map(({ record }) => record));

/** True for what recording.yml records, which a dashboard may count on. */
export const isRecorded = (record: string | undefined): record is string =>
  record !== undefined && affordable.has(record);

/** One value a container; of several runs at a time the largest. */
export const largest = (expr: string): string => `max ${by} (${expr})`;

/** Roles that containers of Kubernetes have; of other exporters' names the rules make the same. */
const roles: readonly Role[] = ['usage', 'workingSet', 'rss', 'cache', 'heapReleased'];

/** The series of a role as exporters have it; the file lists are left out, since they make queries twice as long. */
const selectorOn =
  (side: Side) =>
  (role: Role): string =>
    toggled(namesOfRole(role)[0], side, subjectOf(role) === 'container' ? `, ${real}` : '');

/** What a formula is made of. The excess is taken of one run, since its parts must be of one instant. */
function partsOn(side: Side): Partial<Record<Quantity, string>> {
  const only = selectorOn(side);
  const excess = largest(`clamp_min(${only('usage')} - ${only('workingSet')} - ${only('cache')}, 0)`);
  const retained = largest(`${only('sys')} - ${only('heapReleased')}`);
  // 0 without Go series; the formula says so of lazily freed memory, which is dearer and known wherever the excess is.
  const freedFloor = `(clamp_min(${excess} - ${retained}, 0) or 0 * ${excess})`;
  return side.recorded ? { retained, excess } : { base: largest(only('usage')), retained, excess, freedFloor };
}

/**
 * Prometheus computes a part again wherever it is named, so each is named once: whether the first operand is there is
 * asked of the one series of it that some exporters lack. What is recorded may be named again.
 */
function dialectOn(side: Side): Dialect<Quantity> {
  const only = selectorOn(side);
  const parts = partsOn(side);
  return {
    role: (role) => {
      const record = recordOfRole[role];
      if (!roles.includes(role)) {
        return null;
      }
      return tight(side.recorded && isRecorded(record) ? toggled(record, side) : largest(only(role)));
    },
    quantity: (quantity) => {
      const record = recordOfQuantity[quantity];
      const text = side.recorded && isRecorded(record) ? toggled(record, side) : parts[quantity];
      return text === undefined ? undefined : tight(text);
    },
    formulas,
    among: (operator, candidates) => {
      const marked = candidates.map((expr, i) => `label_replace(${expr}, "bound", "${i}", "", "")`).join(' or ');
      const needed = only(candidates[0]?.includes(only('cache')) ? 'cache' : 'workingSet');
      return `(${operator} ${by} (${marked}) and ${side.recorded ? candidates[0] : `${onContainer} ${needed}`})`;
    },
  };
}

/**
 * What rules record, in short: without the choice of the run that is alive, so that the numbers of an ended run can
 * show for five minutes after a restart.
 */
function plainOn(side: Side): Partial<Record<string, Expression>> {
  const only = selectorOn(side);
  const spot = (quantity: Quantity) => () => toPromql<Quantity>(formulas[quantity], dialectOn(side)) ?? '';
  const part = (quantity: Quantity) => () => partsOn(side)[quantity] ?? '';
  return {
    [names.usage]: () => largest(only('usage')),
    [names.workingSet]: () => largest(only('workingSet')),
    [names.rss]: () => largest(only('rss')),
    [names.cache]: () => largest(only('cache')),
    [names.limit]: () =>
      largest(
        `${only('limit')} > 0 < ${noLimit} or ${toggled(namesOfRole('kubeLimit')[0], side, ', resource="memory"')}`
      ),
    /** The version that appeared last: another may linger for as long as Prometheus looks back. */
    [names.goVersion]: () =>
      `group by (${[...containerLabels, 'version'].join(', ')}) (topk ${by} (1, timestamp(${only('goVersion')}) - count_over_time(${only('goVersion')}[${productionPace.lingering}]) / 1000))`,
    [names.liveHeap]: () => largest(only('heapAlloc')),
    [names.heapReleased]: () => largest(only('heapReleased')),
    [names.retained]: part('retained'),
    [names.excess]: part('excess'),
    [names.lazilyFreed]: spot('lazilyFreed'),
    [names.lazilyFreedFloor]: side.recorded ? spot('freedFloor') : part('freedFloor'),
    [names.lazilyFreedCeiling]: spot('lazilyFreedCeiling'),
    [names.corrected]: spot('correctedWorkingSet'),
    [names.needFloor]: spot('needLow'),
    [names.offHeap]: spot('offHeap'),
  };
}

/** Where queries of one side take their quantities from. A ballast is told by a long look back, which is too dear. */
export function sourceOn(side: Side): Source {
  const plain = plainOn(side);
  const own = rules
    .filter(({ record, stage }) => stage === 'derived' || plain[record] !== undefined)
    .map(({ record, expr }) => ({
      record,
      expr:
        side.recorded && isRecorded(record)
          ? () => `${toggled(record, side)}${side.at ?? ''}`
          : (plain[record] ?? expr),
    }));
  return computed(own, productionPace.resolution, false);
}
