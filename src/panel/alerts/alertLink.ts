import { locationUtil, urlUtil } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';

import type { Alarm } from '../../diagnosis/alarmOf';
import type { AlertParts } from './alertParts';

/**
 * Data sources that take PromQL, and the queries of alerts and of dashboard variables in the form that Prometheus takes
 * them.
 */
const prometheusTypes: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
  'victoriametrics-metrics-datasource',
]);

export const isPrometheus = (type: string | undefined): boolean => type !== undefined && prometheusTypes.has(type);

interface Access {
  unifiedAlertingEnabled?: boolean;
  bootData?: { user?: { permissions?: Record<string, boolean> } };
}

/**
 * Whether this user may create rules that Grafana evaluates. `alert.rules.external:write` opens the same page, but is
 * for rules that the data source evaluates: the editor could not save what is filled in here. Hosts without permissions
 * have no editor either.
 */
export const mayCreateAlert = ({ unifiedAlertingEnabled, bootData }: Access): boolean =>
  unifiedAlertingEnabled !== false && bootData?.user?.permissions?.['alert.rules:create'] === true;

/** How a template of Grafana's alerting reads the number of query A. */
export const grafanaValue = '$values.A.Value';

/** Seconds that the editor's graph of an instant query looks back. */
const lookBack = 600;

/** What a rule asks, and the panel that its state shows on; a dashboard that was never saved has no UID. */
export interface AlertPlace {
  datasource: DataSourceRef;
  dashboardUid?: string;
  panelId: number;
}

interface Link {
  alarm: Alarm;
  parts: AlertParts;
  place: AlertPlace;
}

const keyed = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

/**
 * A link to Grafana's alert editor with everything but folder and group filled in: `defaults` are its RuleFormValues
 * (grafana/grafana, public/app/features/alerting/unified/rule-editor/formDefaults.ts).
 */
export function alertLink({ alarm, parts, place: { datasource, dashboardUid, panelId } }: Link): string {
  const ownPanel: Record<string, string> = dashboardUid
    ? { __dashboardUid__: dashboardUid, __panelId__: String(panelId) }
    : {};
  const defaults = {
    type: 'grafana',
    name: parts.title,
    queries: [measured(alarm, datasource), threshold(alarm)],
    condition: 'C',
    evaluateFor: alarm.for,
    labels: keyed(parts.labels),
    annotations: keyed({ ...parts.annotations, ...ownPanel }),
  };
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/alerting/new', { defaults: JSON.stringify(defaults) }));
}

const measured = ({ expr }: Alarm, datasource: DataSourceRef) => ({
  refId: 'A',
  datasourceUid: datasource.uid,
  queryType: '',
  relativeTimeRange: { from: lookBack, to: 0 },
  model: { refId: 'A', datasource, expr, instant: true, range: false, editorMode: 'code' },
});

const expressions = { type: '__expr__', uid: '__expr__' };

const threshold = ({ above }: Alarm) => ({
  refId: 'C',
  datasourceUid: expressions.uid,
  queryType: '',
  model: {
    refId: 'C',
    datasource: expressions,
    type: 'threshold',
    expression: 'A',
    conditions: [
      {
        type: 'query',
        evaluator: { type: 'gt', params: [above] },
        operator: { type: 'and' },
        query: { params: ['C'] },
        reducer: { type: 'last', params: [] },
      },
    ],
  },
});
