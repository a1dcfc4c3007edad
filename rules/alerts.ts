import { alarmTerms, needAtLimitTerms, type AlarmedId, type AlarmTerms } from '../src/diagnosis/alarms';
import { defaultThresholds, riskShares } from '../src/diagnosis/options';
import { goReleases } from '../src/diagnosis/releases';
import type { FindingId } from '../src/diagnosis/types';
import { namesOfRole } from '../src/metrics/table';
import { docsFolder } from '../src/panel/export/docs';
import { above, byContainer, byOwner, cadvisor, go, indent, onContainer, onOwner, ownerLabels } from './expression';
import type { Pace } from './pace';
import { names } from './names';
import { type Expression, type Reading, recorded, type Source } from './reading';

export interface AlertRule extends AlarmTerms {
  alert: string;
  /** The finding of the panel that says the same, with more proof. */
  finding: FindingId;
  expr: Expression;
  /** True where it looks back for hours, which costs: it is evaluated seldom. */
  seldom?: true;
  summary: string;
  description: string;
  /** The habit that it makes unnecessary. */
  replaces: string;
  /** What to do first. */
  steps: readonly string[];
  /** Where it differs from the panel's finding. */
  differs: string;
}

const where = '{{ $labels.namespace }}/{{ $labels.pod }}/{{ $labels.container }}';
const bytes = '{{ $value | humanize1024 }}B';
const share = '{{ $value | humanizePercentage }}';
/** Another series of the same container, in words of a description. */
const also = (name: string): string =>
  `{{ with printf "${name}{namespace='%s',pod='%s',container='%s'}" $labels.namespace $labels.pod $labels.container | query }}{{ . | first | value | humanize1024 }}B{{ else }}unknown{{ end }}`;

/** `go1.12` up to the release that is eager again, as a regular expression on the version label. */
function lazyVersions(): string {
  const minors = (advice: string) =>
    goReleases.filter((release) => release.advice === advice).map(({ version }) => Number(version.split('.')[1]));
  const first = Math.min(...minors('lazy'));
  const end = Math.min(...minors('eager').filter((minor) => minor > first));
  const all = Array.from({ length: end - first }, (_, i) => first + i);
  return `go1\\\\.(${all.join('|')})([^0-9].*)?`;
}

/** The releases from which on more of the same memory is resident, in words. */
const knownRegressions = goReleases
  .flatMap(({ version, fixedIn }) => (fixedIn ? [`${version} (fixed in ${fixedIn})`] : []))
  .join(' and ');

const { lazilyFreed, understated, resident } = defaultThresholds;
const { warning, critical, usageAlarm } = riskShares;
const isLazy = { operator: '=~', pattern: lazyVersions() } as const;
const isEager = { ...isLazy, operator: '!~' } as const;
const percent = (value: number): string => `${Math.round(value * 100)} %`;

type At = Pick<Reading, 'window' | 'offset'>;

const over = ({ read }: Source, series: string, at: At): string => `avg_over_time(${read(series, at)})`;
/** What Go had not given back; of exporters' series, since none is recorded of it. */
const retainedOver = (at: At): string =>
  `${over(recorded, go('go_memstats_sys_bytes'), at)} - ${over(recorded, go('go_memstats_heap_released_bytes'), at)}`;
const residentOver = (at: At): string => over(recorded, cadvisor('rss'), at);
const workingSetOver = (at: At): string => over(recorded, cadvisor('workingSet'), at);

/** The mean over the pods of a service, now and when the version before was still running. */
const rise = (expr: (at: At) => string, { settled, upgrade }: Pace): string =>
  `avg ${byOwner} (${expr({ window: settled })}) - avg ${byOwner} (${expr({ window: settled, offset: upgrade })})`;

/** The level that live heap does not go below for a garbage collection cycle. */
const envelope = ({ cycle }: Pace): string =>
  `max ${byContainer} (min_over_time(${go('go_memstats_heap_alloc_bytes')}[${cycle}]))`;

/** Everything that a container needs but live heap, plus live heap as its rise goes on. */
const heapAhead = (pace: Pace, { read }: Source): string =>
  `predict_linear(${envelope(pace)}[${pace.trend}:${pace.resolution}], ${pace.horizon}) - ${envelope(pace)} + ${read(names.needFloor)}`;

/** An alert on a finding, on the terms that it shares with alerts made in the panel. */
const of = (
  finding: AlarmedId,
  terms: AlarmTerms = alarmTerms[finding]
): Pick<AlertRule, 'finding' | keyof AlarmTerms> => ({ finding, ...terms });

/** The classic alert's expression, with reclaimable memory left out. */
const usageAlarmExpression: Expression = ({ read }) => `(
  ${read(names.usage)} / ${read(names.limit)} > ${usageAlarm}
)
and ${onContainer} (
  ${read(names.needLimit)} > ${warning}
  or ${read(names.usage)} unless ${onContainer} ${read(names.needLimit)}
)`;

/** The annotation with the section of the documentation about an alert, where that is published. */
export const runbookOf = ({ alert }: Pick<AlertRule, 'alert'>): { runbook_url?: string } =>
  docsFolder ? { runbook_url: `${docsFolder}/alerts.md#${alert.toLowerCase()}` } : {};

/** THE alerts. */
export const alertRules = (pace: Pace): AlertRule[] => [
  {
    alert: 'GoMemoryLazilyFreedAfterUpgrade',
    ...of('lazily-freed'),
    seldom: true,
    expr: ({ read }) => `(
  ${indent(above(read(names.lazilyFreed), lazilyFreed, read(names.usage)))}
)
* ${onContainer} group_left (version) ${read(names.goVersion, { version: isLazy })}
and ${onOwner} (
  count ${byOwner} (count_over_time(${read(names.goVersion, { version: isEager, window: pace.upgrade })}))
)
unless ${onOwner} ${read(names.goVersion, { version: isLazy, offset: pace.upgrade })}`,
    summary: `${where}: not a leak, ${bytes} are lazily freed`,
    description: `Since the upgrade to {{ $labels.version }}, memory that Go gave back stays in usage and rss until the kernel needs it: ${bytes} of ${also(names.usage)}. It goes without I/O when memory gets tight.`,
    replaces: 'Alerts on the growth of container_memory_usage_bytes or container_memory_rss after a deployment.',
    steps: [
      'Do not restart, do not raise the limit: nothing leaks.',
      'Judge headroom by the corrected working set; GODEBUG=madvdontneed=1 or Go 1.16 and later end it.',
    ],
    differs: 'The panel asks three of five estimates in a row; the alert asks all of them for 5 minutes.',
  },
  {
    alert: 'GoWorkingSetUnderstatesNeed',
    ...of('working-set-understated'),
    expr: ({ read }) =>
      above(`(${read(names.corrected)} - ${read(names.workingSet)})`, understated, read(names.usage)),
    summary: `${where}: working set hides ${bytes} of live memory`,
    description: `Working set says ${also(namesOfRole('workingSet')[0])}, the process needs up to ${also(names.corrected)}. kubectl top, the HorizontalPodAutoscaler, node eviction and alerts on working set see too little.`,
    replaces: 'Trust in container_memory_working_set_bytes as what the OOM killer watches.',
    steps: [
      'Do not lower requests or limits by working set.',
      'Scale and alert by the corrected working set; end lazy release with GODEBUG=madvdontneed=1 or Go 1.16 and later.',
    ],
    differs: 'The panel also reports shorter re-use where incidents are compressed.',
  },
  ...(
    [
      ['GoMemoryNeedNearLimit', warning, alarmTerms['oom-risk']],
      ['GoMemoryNeedAtLimit', critical, needAtLimitTerms],
    ] as const
  ).map(([alert, least, terms]): AlertRule => ({
    alert,
    ...of('oom-risk', terms),
    expr: ({ read }) => `${read(names.needLimitFloor)} > ${least}`,
    summary: `${where}: the need is ${share} of the memory limit`,
    description: `Reclaimable memory left out, ${also(names.needFloor)} of ${also(names.limit)} are needed. What is needed cannot be given back: the container is killed when it reaches the limit.`,
    replaces: `container_memory_usage_bytes or container_memory_working_set_bytes / limit > ${percent(usageAlarm)}.`,
    steps: [
      'Raise the limit or shed load now, look for the cause then: the composition shows which layer grew.',
      'Set GOMEMLIMIT to the limit less what is not Go, so that the garbage collector works before the kernel kills.',
    ],
    differs:
      'The panel also says "possible" where only the corrected working set is near the limit, and looks back after a kill.',
  })),
  {
    alert: 'GoResidentRegressionAfterUpgrade',
    ...of('resident-regression'),
    seldom: true,
    expr: (source) => `(
  ${indent(above(`(${rise(residentOver, pace)})`, resident, `avg ${byOwner} (${source.read(names.usage)})`))}
)
and ${rise(workingSetOver, pace)} > ${resident.bytes}
and abs(${rise(retainedOver, pace)}) < 0.3 * (${rise(residentOver, pace)})
and avg ${byOwner} (${over(source, names.excess, { window: pace.settled })}) < ${resident.bytes}
and avg ${byOwner} (${source.read(names.rss)} - ${source.read(names.retained)}) < ${resident.bytes}
and ${onOwner} (
  count ${byOwner} (count by (${[...ownerLabels, 'version'].join(', ')}) (count_over_time(${source.read(names.goVersion, { window: pace.upgrade })}))) > 1
)`,
    summary:
      '{{ $labels.namespace }}/{{ $labels.container }}: resident memory rose with a Go upgrade, Go counts no more',
    description: `A pod holds ${bytes} more on average than ${pace.upgrade} ago, at an unchanged size of the heap: more of what Go keeps became resident, as in ${knownRegressions}.`,
    replaces: 'Comparing dashboards before and after a rollout by eye.',
    steps: [
      'Upgrade to the release that fixes it.',
      'Look at the Upgrade review dashboard, one version beside the other.',
    ],
    differs: `The panel compares medians of runs after their warm-up; the alert compares means over ${pace.settled} with those ${pace.upgrade} before.`,
  },
  {
    alert: 'GoLiveHeapGrowsToLimit',
    ...of('heap-growth'),
    seldom: true,
    expr: (source) => `(
  ${heapAhead(pace, source)}
) / ${source.read(names.limit)} > 1
and ${onContainer} (
  deriv(${envelope(pace)}[${pace.trend}:${pace.resolution}]) * ${pace.horizon} > ${defaultThresholds.growth.bytes}
)
unless ${onContainer} ${source.read(names.goRivals)}`,
    summary: `${where}: live heap reaches the memory limit within ${pace.horizon / 3600} h`,
    description: `At the present pace the container needs ${share} of its limit in ${pace.horizon / 3600} h: the least live heap between garbage collections rises.`,
    replaces: 'predict_linear(container_memory_usage_bytes[..]), which page cache and lazily freed memory set off.',
    steps: [
      'Take a heap profile now and one later, and compare: go tool pprof -base.',
      'Look whether traffic rose as much; if not, it is a leak.',
    ],
    differs: 'The panel measures the level that live heap never goes below again; the alert prolongs a straight line.',
  },
  {
    alert: 'ContainerUsageNearLimit',
    severity: 'warning',
    finding: 'oom-risk',
    for: '10m',
    expr: usageAlarmExpression,
    summary: `${where}: usage is ${share} of the memory limit, and it cannot be given back`,
    description: `Usage is ${share} of the limit. The alert is silent where the kernel can take enough of it back: the corrected working set is ${also(names.corrected)} of ${also(names.limit)}.`,
    replaces: `The classic alert usage / limit > ${percent(usageAlarm)}, which page cache and lazily freed memory set off.`,
    steps: ['As GoMemoryNeedNearLimit.'],
    differs: 'The panel says "usage is near the limit but the need is not" where this alert is silent.',
  },
];
