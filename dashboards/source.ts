import { names } from '../rules/names';
import { chosen, isRecorded, largest, real, type Side, sourceOn, sourceVariable, toggled } from './onTheSpot';

/** Containers whose raw series can be computed with while a reader waits. */
export const mostOnTheSpot = 150;

/** A selector of the chosen containers, for what no rule records. */
export const of = (metric: string, more = ''): string => `${metric}{${chosen}${more}}`;

/** The text of a query on one line, as it stands in a dashboard. */
const oneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');

const read = (record: string, side: Side): string => oneLine(sourceOn(side).read(record));

/**
 * The series of a rule for the chosen containers, recorded or computed on the spot, as the toggle says. What the rules
 * of recording-layers.yml record is computed of what the default rules record and of exporters' series, since few
 * install them.
 */
export function series(record: string): string {
  const whichever = read(record, { recorded: false });
  if (whichever === read(record, { recorded: true })) {
    return whichever;
  }
  const recorded = { recorded: true, when: 'recorded' } as const;
  const own = isRecorded(record) ? toggled(record, recorded) : read(record, recorded);
  return `${own}\nor\n${read(record, { recorded: false, when: 'raw' })}`;
}

/**
 * The containers that stand out by one of the records at the end of the range, so many of each, where the rules record
 * them; else all that are chosen. For `and on`: of ten thousand containers only these are read in full.
 */
export function standingOut(records: readonly string[], most: number): string {
  const atEnd = { recorded: true, when: 'recorded', at: ' @ end()' } as const;
  const ranked = records.map((record) => `topk(${most}, ${read(record, atEnd)})`);
  const all = largest(toggled('container_memory_usage_bytes', { recorded: false, when: 'raw' }, `, ${real}`));
  return [...ranked, all].join(' or ');
}

/** What the link to the docs is called: short where there is nothing to do, since controls have two rows. */
const sourceTexts = {
  recorded: '?',
  raw: '?',
  missing: `More than ${mostOnTheSpot} containers: install the recording rules`,
} as const;

const labelled = (value: string, labels: Record<string, string>): string =>
  Object.entries(labels).reduce((expr, [name, text]) => `label_replace(${expr}, "${name}", "${text}", "", "")`, value);

/**
 * What the toggle says by itself: recorded, where the rules were installed before the range began or there is nothing
 * else, and where there are too many containers for raw series. Where these have no rules, it says that rules are
 * missing.
 */
export function sourceQuery(): string {
  const own = `${names.usage}{${chosen}}`;
  const others = `container_memory_usage_bytes{${chosen}, ${real}}`;
  const begun = (selector: string) => `group(${selector} offset $__range)`;
  const recorded = `group(${own}) unless on () (${begun(others)} unless on () ${begun(own)})`;
  const tooMany = `count(${others}) > ${mostOnTheSpot}`;
  const choose = (expr: string, kind: keyof typeof sourceTexts) =>
    labelled(expr, { [sourceVariable.name]: sourceVariable[kind], text: sourceTexts[kind] });
  return [
    choose(`(${recorded}) or on () (${tooMany} and on () ${own})`, 'recorded'),
    choose(`(${tooMany})`, 'missing'),
    choose('vector(1)', 'raw'),
  ].join(' or on () ');
}

/** A series with that value where rules are needed and missing; nothing elsewhere. */
const whereMissing = (value: string): string => {
  const { name, missing } = sourceVariable;
  return `(${labelled(value, { [name]: `$${name}` })} and on (${name}) ${labelled('vector(1)', { [name]: missing })})`;
};

/** What a number says where it cannot be known without rules; no quantity is negative. */
export const unknown = -1;

export const orUnknown = (expr: string): string => `${expr} or on () ${whereMissing(`vector(${unknown})`)}`;

/** For series that are there without rules, and beside which those of rules would be missed. */
export const unlessMissing = (expr: string): string => `(${expr}) unless on () ${whereMissing('vector(1)')}`;

/** A text where rules are needed and missing; nothing elsewhere. */
export const adviceQuery = (name: string, text: string): string =>
  labelled(whereMissing('vector(1)'), { [name]: text });
