import type { report } from '../../../cli/report';

type Workload = ReturnType<typeof report>['workloads'][number];
type Finding = Workload['findings'][number];

const isAlarm = ({ severity }: Finding) => severity !== 'info';
const says = (pattern: RegExp) => (finding: Finding) =>
  pattern.test([finding.headline, finding.advice, ...finding.evidence.map(({ text }) => text)].join(' '));
const is =
  (...ids: string[]) =>
  ({ id }: Finding) =>
    ids.includes(id);

/** Shares more than a tenth of the shorter span. */
const overlap = (a: Finding, b: Finding) =>
  Math.min(a.to, b.to) - Math.max(a.from, b.from) > 0.1 * Math.min(a.to - a.from, b.to - b.from);

interface Pair {
  what: string;
  one(finding: Finding): boolean;
  other(finding: Finding): boolean;
}

/** Findings that can't both be true of the same bytes at the same time. */
const pairs: readonly Pair[] = [
  {
    what: 'nothing to do, and a kill is near',
    one: (finding) => !isAlarm(finding) && says(/no action (is )?needed|nothing to do/i)(finding),
    other: (finding) => isAlarm(finding) && is('oom-risk', 'working-set-understated')(finding),
  },
  {
    what: 'page cache and shared memory',
    one: is('page-cache-growth'),
    other: is('shared-memory-growth'),
  },
  {
    what: 'cache of unknown and of known kind',
    one: is('cache-growth'),
    other: is('page-cache-growth', 'shared-memory-growth'),
  },
  {
    what: 'anonymous memory without Go series, and memory that Go series tell',
    one: is('anonymous-growth'),
    other: is('heap-growth', 'off-heap-growth', 'stack-growth'),
  },
  {
    what: 'huge pages and off-heap memory',
    one: (finding) => isAlarm(finding) && is('huge-page-bloat')(finding),
    other: (finding) => isAlarm(finding) && is('off-heap-growth')(finding),
  },
  {
    what: 'a lower and a higher GOGC',
    one: says(/\b(lower|reduce|decrease) GOGC/i),
    other: says(/\b(raise|increase) GOGC/i),
  },
];

const sameBytes = (what: string) => /^(page cache|cache|anonymous|huge)/.test(what);

/** Pairs of findings of one workload that contradict each other, in words. */
export const contradictions = (answer: { workloads: Workload[] }): string[] =>
  answer.workloads.flatMap(({ findings }) =>
    pairs.flatMap(({ what, one, other }) => {
      const clash = findings.some((a) =>
        findings.some((b) => a !== b && one(a) && other(b) && overlap(a, b) && (!sameBytes(what) || alike(a, b)))
      );
      return clash ? [`contradicts itself: ${what}`] : [];
    })
  );

const units: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** The largest size that a headline names. */
const sizeOf = ({ headline }: Finding): number =>
  Math.max(
    0,
    ...Array.from(headline.matchAll(/([\d.]+) ([KMGT]?i?B)\b/g), ([, n, unit]) => Number(n) * (units[unit] ?? 0))
  );

/** Growths of different layers may be true together; of the same bytes they are of one size. */
const alike = (a: Finding, b: Finding) => Math.abs(sizeOf(a) - sizeOf(b)) < 0.15 * Math.max(sizeOf(a), sizeOf(b));
