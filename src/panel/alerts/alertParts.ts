import type { Alarm } from '../../diagnosis/alarmOf';
import { growthWindows } from '../../diagnosis/alarms';
import type { Finding } from '../../diagnosis/types';
import type { Workload } from '../../workloads/types';
import { describeFinding } from '../findings/describeFinding';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { literal, ruleYaml } from './ruleYaml';

/** What an alert made of a finding is called and says, wherever it is evaluated. */
export interface AlertParts {
  /** For people: the finding and the workload. */
  title: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** What Prometheus takes as the name of a label, without those that it keeps for itself. */
const labelName = /^(?!__|alertname$)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** How each unit is written by the functions that templates of Prometheus and Grafana share. */
const humanized: Readonly<Record<Alarm['unit'], (value: string) => string>> = {
  bytes: (value) => `{{ ${value} | humanize1024 }}B`,
  growth: (value) => `{{ ${value} | humanize1024 }}B`,
  ratio: (value) => `{{ ${value} | humanizePercentage }}`,
  count: (value) => `{{ ${value} | humanize }}`,
};

/** What an alert is made of. */
export interface AlertSubject {
  finding: Finding;
  alarm: Alarm;
  workload: Pick<Workload, 'name' | 'labels'>;
  /** Address of what is written about the finding. */
  runbook: string;
}

/**
 * Names, labels and annotations of an alert; `value` is how a template of its system reads the measured number. The
 * identity of the workload becomes labels, because the query aggregates it away.
 */
export function alertParts(
  { finding, alarm, workload, runbook }: AlertSubject,
  formatters: Formatters,
  value: string
): AlertParts {
  const { title, meaning } = describeFinding(finding);
  const identity = Object.entries(workload.labels).filter(([name, text]) => labelName.test(name) && text !== '');
  const name = literal(workload.name);
  const numbers = { value: humanized[alarm.unit](value), above: thresholdText(alarm, formatters) };
  const measured =
    alarm.unit === 'growth'
      ? tr(
          'alert.growth',
          'It grows by {{value}} within {{horizon}} at this pace; the alert is for more than {{above}}.',
          {
            ...numbers,
            horizon: formatters.duration(growthWindows.horizon * 1000),
          }
        )
      : tr('alert.level', 'Now {{value}}; the alert is for more than {{above}}.', numbers);
  return {
    title: tr('summary.title', '{{title}}: {{workload}}', { title, workload: workload.name }),
    labels: {
      ...Object.fromEntries(identity.map(([label, text]) => [label, literal(text)])),
      severity: alarm.severity,
      finding: finding.id,
    },
    annotations: {
      summary: tr('summary.title', '{{title}}: {{workload}}', { title, workload: name }),
      description: `${measured} ${literal(meaning)}`,
      runbook_url: runbook,
    },
  };
}

function thresholdText({ above, unit }: Alarm, { bytes, ratio, count }: Formatters): string {
  switch (unit) {
    case 'ratio':
      return ratio(above);
    case 'count':
      return count(above);
    default:
      return bytes(above);
  }
}

/** A name as alerts have it by custom: `heap-growth` is `GoMemoryHeapGrowth`. */
const ruleName = ({ id }: Pick<Finding, 'id'>): string =>
  `GoMemory${id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;

/** The alert as a rule file for Prometheus, Thanos or Mimir. */
export const prometheusRule = (subject: AlertSubject, formatters: Formatters): string =>
  ruleYaml({
    ...alertParts(subject, formatters, '$value'),
    alert: ruleName(subject.finding),
    expr: `(${subject.alarm.expr}) > ${subject.alarm.above}`,
    for: subject.alarm.for,
  });
