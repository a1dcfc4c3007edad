import { MiB } from '../src/metrics/units';
import { loose, tight } from '../src/metrics/promql';
import { byContainer, cadvisor, cadvisorOfAny, container, containerLabels, go, onContainer } from './expression';
import { containerBase, inRules, overRecorded, overSeries } from './formulas';
import { names } from './names';
import type { Pace } from './pace';
import type { Expression, Source } from './reading';

export type Unit = 'bytes' | 'ratio' | 'count' | 'info';

/** Whether a rule reads what exporters supply, or other rules, or others over so long that it must be read seldom. */
export type Stage = 'input' | 'derived' | 'seldom';

/**
 * The file in which a rule stands: what fleet, dashboards and alerts read, or what else can be told of a container.
 * Each series costs money, so the first is short, and computes what it needs of the second on the spot.
 */
export type RuleFile = 'recording' | 'recording-layers';

export interface RecordingRule {
  record: string;
  file: RuleFile;
  stage: Stage;
  unit: Unit;
  /** Labels beside those of a container. */
  labels?: readonly string[];
  /** What the series says. */
  help: string;
  expr: Expression;
  /**
   * The same for expressions over several of them, which check once themselves that no two Go processes are rivals
   * (else it is of the larger), and which need it only where there is an excess: cAdvisor reports memory by kind there.
   */
  unchecked?: Expression;
}

/** One run of a container as one target reports it: its series come from one collection of cAdvisor. */
const runLabels = ['id', 'job', 'instance'] as const;
const byRun = `by (${[...containerLabels, ...runLabels].join(', ')})`;
const onRun = `on (${[...containerLabels, ...runLabels].join(', ')})`;
/** Kubernetes and the kernel write "no limit" as 0 or as a number near 2^63. */
const noLimit = '4.611686018427388e18';

/** Of the run that is alive, and of no other. */
const live = (expr: string, { read }: Source): string =>
  `max ${byContainer} (\n  ${expr}\n  and ${onRun} ${read(names.selected)}\n)`;

/** What two counters of the kernel, read one after the other, say of a part and of the whole may differ. */
const atMostUsage = (part: string, { read }: Source): string =>
  `${read(names.usage)} - clamp_min(${read(names.usage)} - ${part}, 0)`;

const onProcess = `on (${[...containerLabels, 'job', 'instance'].join(', ')})`;

/** How far the series of one container are apart. */
const apart = (expr: string): string => `(max ${byContainer} (${expr}) - min ${byContainer} (${expr}))`;

const startsApart = (): string =>
  `${apart(`${go('process_start_time_seconds')} and ${onProcess} ${go('go_info')}`)} > 2`;

/** Of the one Go process of a container; nothing where two report, since neither is the container's. */
const single = (expr: string): Required<Pick<RecordingRule, 'expr' | 'unchecked'>> => ({
  expr: ({ read }) => `max ${byContainer} (${expr})\nunless ${onContainer} ${read(names.goRivals)}`,
  unchecked: () => `max ${byContainer} (${expr})`,
});

/** Of these, `live` keeps the run that is alive, which is no nested cgroup. */
const [usage, workingSet, rss, cache] = (['usage', 'workingSet', 'rss', 'cache'] as const).map(cadvisorOfAny);

/** Where cAdvisor reports memory by kind: an old one on cgroup v2 says 0 of all. */
const isReported = (window: string): string =>
  `max_over_time(${cache}[${window}]) + max_over_time(${rss}[${window}]) > 0`;

/** 1 where Go counts plainly more than is resident, else 0; of the largest run, since every look costs. */
function countsUntouched(sys: string, resident: string): string {
  const retained = `max ${byContainer} (${sys} - ${go('go_memstats_heap_released_bytes')})`;
  return `${retained} - max ${byContainer} (${resident} > 0) > bool clamp_min(0.1 * ${retained}, ${64 * MiB})`;
}

/**
 * THE recording rules, in the order in which Prometheus must evaluate them. Formulas are those of the panel
 * (docs/design.md §6, src/composition/bounds.ts); "input" rules are the only ones that read exporters' series.
 */
export const recordingRules = ({ lingering, ballast, glance, upgrade }: Pace): RecordingRule[] => [
  {
    record: names.selected,
    file: 'recording',
    stage: 'input',
    unit: 'info',
    labels: runLabels,
    help: 'The run of a container that is alive: the newest by start time, else the one whose last sample is newest, else the one that was seen least. An ended run lingers for minutes, and two runs must never be mixed.',
    expr: () => `topk ${byContainer} (1,
  max ${byRun} (
    ${container('container_start_time_seconds')}
    or ${onContainer}
    timestamp(${cadvisor('usage')}) - count_over_time(${usage}[${lingering}]) / 1000
    or ${onContainer}
    timestamp(${cadvisor('workingSet')}) - count_over_time(${workingSet}[${lingering}]) / 1000
  )
)`,
  },
  {
    record: names.usage,
    file: 'recording',
    stage: 'input',
    unit: 'bytes',
    help: 'Usage, which Kubernetes charges; where it is not scraped, a lower bound: rss + cache, or working set where that is more.',
    expr: (source) =>
      live(
        `(${usage} > 0 or (${overSeries(containerBase, (role) => (role === 'usage' ? null : tight(cadvisorOfAny(role))))}) > 0)`,
        source
      ),
  },
  {
    record: names.workingSet,
    file: 'recording-layers',
    stage: 'input',
    unit: 'bytes',
    help: 'Working set: usage without inactive file memory.',
    expr: (source) => live(`${workingSet} > 0`, source),
  },
  {
    record: names.rss,
    file: 'recording-layers',
    stage: 'input',
    unit: 'bytes',
    help: 'Anonymous memory, at most usage. Missing where an old cAdvisor reports neither rss nor cache.',
    expr: (source) => atMostUsage(live(`${rss}\n  and ${isReported(lingering)}`, source), source),
    unchecked: (source) => atMostUsage(live(rss, source), source),
  },
  {
    record: names.cache,
    file: 'recording-layers',
    stage: 'input',
    unit: 'bytes',
    help: 'Page cache and tmpfs.',
    expr: (source) => live(cache, source),
  },
  {
    record: names.excess,
    file: 'recording',
    stage: 'input',
    unit: 'bytes',
    help: 'File-list excess: usage - working set - cache, or the tighter inactive file + active file - cache where both lists are exported (cAdvisor 0.50 and later), at least 0. Only MADV_FREE makes it positive. In one rule, since its parts must be of one instant.',
    expr: (source) =>
      live(
        `${overSeries(inRules.excess, (role) => (role === 'workingSet' ? loose(`${workingSet} > 0`) : tight(cadvisorOfAny(role))))}
  and ${rss}
  and ${isReported(lingering)}`,
        source
      ),
  },
  {
    record: names.limit,
    file: 'recording',
    stage: 'input',
    unit: 'bytes',
    help: 'Memory limit, of cAdvisor, else of kube-state-metrics. Missing where there is none.',
    expr: (source) => `${live(`${cadvisorOfAny('limit')} > 0 < ${noLimit}`, source)}
or
max ${byContainer} (
  kube_pod_container_resource_limits{resource="memory", container!=""} > 0 < ${noLimit}
  or kube_pod_container_resource_limits_memory_bytes{container!=""} > 0 < ${noLimit}
)`,
  },
  {
    record: names.goRivals,
    file: 'recording-layers',
    stage: 'input',
    unit: 'count',
    help: 'Only where two Go processes report for one container: seconds between their starts, or bytes between their sizes. Rules take neither.',
    expr: () => `${startsApart()}
or
${apart(go('go_memstats_sys_bytes'))} > 0.05 * max ${byContainer} (${go('go_memstats_sys_bytes')})`,
    unchecked: () => `${startsApart()}
or
min ${byContainer} (${go('go_memstats_sys_bytes')}) < 0.95 * max ${byContainer} (${go('go_memstats_sys_bytes')})`,
  },
  {
    record: names.goVersion,
    file: 'recording',
    stage: 'input',
    unit: 'info',
    labels: ['version'],
    help: 'The Go version of a container; of two, the one that appeared last.',
    expr: () => `group by (${[...containerLabels, 'version'].join(', ')}) (
  topk ${byContainer} (1, timestamp(${go('go_info')}) - count_over_time(${go('go_info')}[${lingering}]) / 1000)
)`,
  },
  {
    record: names.liveHeap,
    file: 'recording-layers',
    stage: 'input',
    unit: 'bytes',
    help: 'Heap objects: live ones, and dead ones that are not swept yet.',
    ...single(go('go_memstats_heap_alloc_bytes')),
  },
  {
    record: names.heapReleased,
    file: 'recording-layers',
    stage: 'input',
    unit: 'bytes',
    help: 'What Go has given back to the kernel.',
    ...single(go('go_memstats_heap_released_bytes')),
  },
  {
    record: names.retained,
    file: 'recording-layers',
    stage: 'input',
    unit: 'bytes',
    help: 'What Go has not given back: sys - heap released. GOMEMLIMIT limits it.',
    ...single(`${go('go_memstats_sys_bytes')} - ${go('go_memstats_heap_released_bytes')}`),
  },
  {
    record: names.untouched,
    file: 'recording-layers',
    stage: 'input',
    unit: 'ratio',
    help: `How much of the last ${ballast} Go counted plainly more than is resident, as with a ballast that it never touched: 0 to 1.`,
    expr: () =>
      `avg_over_time((${countsUntouched(go('go_memstats_sys_bytes'), cadvisor('rss'))})[${ballast}:${glance}])`,
    unchecked: ({ read }) => {
      const kept = (expr: string) => `(${expr} and ${onContainer} ${read(names.excess)} @ end() > 0)`;
      return `avg_over_time((${countsUntouched(kept(go('go_memstats_sys_bytes')), kept(rss))})[${ballast}:${glance}])`;
    },
  },
  {
    record: names.lazilyFreed,
    file: 'recording',
    stage: 'derived',
    unit: 'bytes',
    help: 'Lazily freed memory: the least of file-list excess, rss - retained and heap released; without rss - retained where Go never touched part of what it counts; the excess alone without Go series.',
    expr: overRecorded('lazilyFreed'),
  },
  {
    record: names.lazilyFreedFloor,
    file: 'recording-layers',
    stage: 'derived',
    unit: 'bytes',
    help: 'At least so much was freed lazily: the excess that Go does not retain; more than the estimate where another allocator than Go did it. 0 without Go series.',
    expr: overRecorded('freedFloor'),
  },
  {
    record: names.lazilyFreedCeiling,
    file: 'recording-layers',
    stage: 'derived',
    unit: 'bytes',
    help: 'At most so much is lazily freed: the least of usage - working set, rss and heap released, never below the estimate.',
    expr: overRecorded('lazilyFreedCeiling'),
  },
  {
    record: names.needFloor,
    file: 'recording',
    stage: 'derived',
    unit: 'bytes',
    help: 'The lower end of the need: usage without cache and without what was freed lazily, by Go or by another allocator; without rss and cache, what Go retains. The corrected working set is the upper end.',
    expr: overRecorded('needLow'),
  },
  {
    record: names.corrected,
    file: 'recording',
    stage: 'derived',
    unit: 'bytes',
    help: 'Corrected working set: usage - cache - lazily freed where that is more than working set says. At least so much is needed, or undecided. Without rss and cache: what Go retains where that is more than working set, at most usage.',
    expr: overRecorded('correctedWorkingSet'),
  },
  {
    record: names.offHeap,
    file: 'recording-layers',
    stage: 'derived',
    unit: 'bytes',
    help: 'Anonymous memory that is neither lazily freed nor known to Go.',
    expr: overRecorded('offHeap'),
  },
  {
    record: names.needLimitFloor,
    file: 'recording-layers',
    stage: 'derived',
    unit: 'ratio',
    help: 'The lower end of the need, as a share of the limit.',
    expr: ({ read }) => `${read(names.needFloor)} / ${read(names.limit)}`,
  },
  {
    record: names.needLimit,
    file: 'recording-layers',
    stage: 'derived',
    unit: 'ratio',
    help: 'The corrected working set as a share of the limit.',
    expr: ({ read }) => `${read(names.corrected)} / ${read(names.limit)}`,
  },
  {
    record: names.ownerVersions,
    file: 'recording-layers',
    stage: 'derived',
    unit: 'count',
    labels: ['version'],
    help: 'Containers of a service by Go version.',
    expr: ({ read }) => `count by (cluster, namespace, container, version) (${read(names.goVersion)})`,
  },
  {
    record: names.versionChanges,
    file: 'recording-layers',
    stage: 'seldom',
    unit: 'count',
    help: `Changes of the Go version within a container in ${upgrade}. Missing where there was none.`,
    expr: ({ read }) => `count ${byContainer} (count_over_time(${read(names.goVersion, { window: upgrade })})) - 1 > 0`,
  },
];
