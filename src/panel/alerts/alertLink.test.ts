import type { Alarm } from '../../diagnosis/alarmOf';
import { MiB } from '../../metrics/units';
import { finding } from '../../../tests/fixtures/panel/fixture';
import { makeFormatters } from '../formatting';
import { alertLink, isPrometheus, mayCreateAlert, type AlertPlace } from './alertLink';
import { alertParts } from './alertParts';

const alarm: Alarm = {
  expr: 'max(container_memory_rss{pod="web-0", note="a & b"})',
  above: 32 * MiB,
  unit: 'bytes',
  severity: 'warning',
  for: '15m',
};
const workload = { name: 'shop/web-0/web', labels: { namespace: 'shop', pod: 'web-0', container: 'web' } };
const runbook = 'https://grafana.example/plugins/gomem-composition-panel';
const parts = alertParts({ finding: finding(), alarm, workload, runbook }, makeFormatters('utc', 1), '$values.A.Value');
const place: AlertPlace = { datasource: { type: 'prometheus', uid: 'prom-1' }, dashboardUid: 'dash', panelId: 7 };

function defaultsOf(overrides: Partial<AlertPlace> = {}) {
  const url = new URL(alertLink({ alarm, parts, place: { ...place, ...overrides } }), 'http://localhost');
  expect(url.pathname).toBe('/alerting/new');
  return JSON.parse(url.searchParams.get('defaults') ?? '');
}

describe('alertLink', () => {
  it('fills in the query, the threshold, how long it lasts, labels and the runbook', () => {
    const { queries, condition, evaluateFor, labels, annotations, name, type } = defaultsOf();
    expect({ condition, evaluateFor, name, type }).toEqual({
      condition: 'C',
      evaluateFor: '15m',
      name: 'Lazily freed memory: shop/web-0/web',
      type: 'grafana',
    });
    expect(queries[0]).toMatchObject({
      refId: 'A',
      datasourceUid: 'prom-1',
      relativeTimeRange: { from: 600, to: 0 },
      model: { refId: 'A', expr: alarm.expr, instant: true, range: false },
    });
    expect(queries[1]).toMatchObject({ refId: 'C', datasourceUid: '__expr__', model: { expression: 'A' } });
    expect(queries[1].model.conditions[0].evaluator).toEqual({ type: 'gt', params: [32 * MiB] });
    expect(labels).toContainEqual({ key: 'severity', value: 'warning' });
    expect(labels).toContainEqual({ key: 'pod', value: 'web-0' });
    expect(annotations).toContainEqual({
      key: 'runbook_url',
      value: expect.stringMatching(/\/plugins\/gomem-composition-panel$/),
    });
    expect(annotations).toContainEqual({
      key: 'description',
      value: expect.stringContaining('Now {{ $values.A.Value | humanize1024 }}B; the alert is for more than 32 MiB.'),
    });
  });

  it('belongs to the panel of a saved dashboard', () => {
    expect(defaultsOf().annotations).toContainEqual({ key: '__panelId__', value: '7' });
    expect(defaultsOf().annotations).toContainEqual({ key: '__dashboardUid__', value: 'dash' });
    expect(JSON.stringify(defaultsOf({ dashboardUid: undefined }))).not.toContain('__panelId__');
  });
});

describe('alertParts', () => {
  it('takes names as text, not as templates', () => {
    const named = {
      ...workload,
      name: '{{ .Labels }}',
      labels: { pod: '{{ x }}', 'k8s.pod.name': 'y', __name__: 'z' },
    };
    const { labels, annotations } = alertParts(
      { finding: finding(), alarm, workload: named, runbook },
      makeFormatters('utc', 1),
      '$value'
    );
    expect(labels).toEqual({ pod: '{{"{{"}} x }}', severity: 'warning', finding: 'lazily-freed' });
    expect(annotations.summary).toContain('{{"{{"}} .Labels }}');
  });

  it.each([
    ['ratio', 0.85, '{{ $value | humanizePercentage }}', '85%'],
    ['count', 12, '{{ $value | humanize }}', '12'],
    ['growth', 32 * MiB, 'grows by {{ $value | humanize1024 }}B within 4 hr', '32 MiB'],
  ] as const)('writes a %s', (unit, above, value, limit) => {
    const subject = { finding: finding(), alarm: { ...alarm, unit, above }, workload, runbook };
    const { description } = alertParts(subject, makeFormatters('utc', 1), '$value').annotations;
    expect(description).toContain(value);
    expect(description).toContain(`more than ${limit}.`);
  });
});

describe('mayCreateAlert', () => {
  const may = { 'alert.rules:create': true };
  it.each([
    [{ bootData: { user: { permissions: may } } }, true],
    [{ bootData: { user: { permissions: may } }, unifiedAlertingEnabled: false }, false],
    [{ bootData: { user: { permissions: { 'alert.rules.external:write': true } } } }, false],
    [{ bootData: { user: {} } }, false],
    [{}, false],
  ])('%j: %s', (config, expected) => expect(mayCreateAlert(config)).toBe(expected));
});

it.each([
  ['prometheus', true],
  ['grafana-amazonprometheus-datasource', true],
  ['victoriametrics-metrics-datasource', true],
  ['loki', false],
  [undefined, false],
])('isPrometheus(%s) is %s', (type, expected) => expect(isPrometheus(type)).toBe(expected));
