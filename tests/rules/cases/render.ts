import { Document } from 'yaml';

import { alertRules, runbookOf } from '../../../rules/alerts';
import { productionPace } from '../../../rules/pace';
import { names } from '../../../rules/names';
import { recordingRules } from '../../../rules/recording';
import { alertCases, slow, type AlertCase } from './alerts';
import { recordingCases, type Expected, type RecordingCase } from './recording';
import { idOf, shop } from './series';
import { alertTexts } from './texts';
import { MiB } from '../../../src/metrics/units';

const labelsOf = (labels: Readonly<Record<string, string>>): string =>
  `{${Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(', ')}}`;

interface Sample {
  labels: string;
  value: number;
}

const pathOf = (run: number | string): string => (typeof run === 'string' ? run : idOf(run));

/** What promtool shall find under every recorded name. */
function samplesOf(expected: Expected): Array<[string, Sample[]]> {
  const { version, run, ...values } = expected;
  const units = new Map(recordingRules(productionPace).map(({ record, unit }) => [record, unit]));
  const owner = { namespace: shop.namespace, container: shop.container };
  const all: Array<[string, Sample[]]> = Object.entries(values).map(([key, value]) => {
    const record = names[key as keyof typeof values];
    const scale = units.get(record) === 'bytes' ? MiB : 1;
    return [record, value === null ? [] : [{ labels: record + labelsOf(shop), value: value * scale }]];
  });
  return [
    ...all,
    [`count by (id) (${names.selected})`, run === null ? [] : [{ labels: labelsOf({ id: pathOf(run) }), value: 1 }]],
    [names.goVersion, version === null ? [] : [{ labels: names.goVersion + labelsOf({ ...shop, version }), value: 1 }]],
    [
      names.ownerVersions,
      version === null ? [] : [{ labels: names.ownerVersions + labelsOf({ ...owner, version }), value: 1 }],
    ],
  ];
}

const recordingTest = ({ name, kind, series, at, expect }: RecordingCase) => ({
  name: `${kind}: ${name}`,
  interval: '1m',
  input_series: series,
  promql_expr_test: samplesOf(expect).map(([expr, exp_samples]) => ({ expr, eval_time: `${at}m`, exp_samples })),
});

/** Whether the alert fires, and where it does, what it says. */
function alertTest({ name, alert, series, at, fires, interval = 1 }: AlertCase) {
  const rule = alertRules(productionPace).find((one) => one.alert === alert);
  const text = alertTexts[alert];
  if (!rule || !text) {
    throw new Error(`No alert or no text: ${alert}`);
  }
  const { namespace, container } = shop;
  return {
    name,
    interval: `${interval}m`,
    input_series: series,
    alert_rule_test: [
      {
        eval_time: `${at}m`,
        alertname: alert,
        exp_alerts: fires
          ? [
              {
                exp_labels: { severity: rule.severity, finding: rule.finding, namespace, container, ...text.labels },
                exp_annotations: {
                  summary: text.summary,
                  description: text.description,
                  ...runbookOf(rule),
                  replaces: rule.replaces,
                },
              },
            ]
          : [],
      },
    ],
  };
}

/** The files of rules/tests, for `promtool test rules`; those that last days are evaluated less often. */
export function testFiles(): Record<string, string> {
  const file = (second: string, interval: number, tests: unknown[]) => {
    const document = new Document({
      rule_files: ['../recording.yml', `../${second}.yml`],
      evaluation_interval: `${interval}m`,
      tests,
    });
    document.commentBefore = ' Made by `npm run generate` from tests/rules/cases; run with `promtool test rules`.';
    return document.toString({ lineWidth: 0 });
  };
  const alerts = (wanted: number) => alertCases.filter(({ interval = 1 }) => interval === wanted).map(alertTest);
  return {
    'recording.test.yml': file('recording-layers', 1, recordingCases.map(recordingTest)),
    'alerts.test.yml': file('alerts', 1, alerts(1)),
    'alerts-over-days.test.yml': file('alerts', slow, alerts(slow)),
  };
}
