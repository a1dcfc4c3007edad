import {
  AnnotationQueryBuilder,
  CustomVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
  type DataSourceRef,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { of, sourceVariable } from './source';

/** The data source that the reader chooses. */
export const prometheus: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

export const uids = { fleet: 'gomem-fleet', workload: 'gomem-workload', upgrade: 'gomem-upgrade' } as const;

const tag = 'go-memory';

/** Pods of one Deployment, StatefulSet or DaemonSet: their names without what is generated. */
const ownerOfPod = '/^(.+?)(?:-[a-f0-9]{6,10}-[a-z0-9]{5}|-[bcdf-hj-np-tv-z2-9]{5}|-\\d+)?$/';

interface Choice {
  name: string;
  label: string;
  /** The label whose values are offered. */
  of: string;
  /** Of the containers that the variables before it leave. */
  within: string;
  regex?: string;
}

/** Each variable offers what those before it leave. */
export const choices: readonly Choice[] = [
  { name: 'cluster', label: 'Cluster', of: 'cluster', within: 'container!=""' },
  { name: 'namespace', label: 'Namespace', of: 'namespace', within: 'container!="", cluster=~"$cluster"' },
  {
    name: 'workload',
    label: 'Workload',
    of: 'pod',
    within: 'container!="", cluster=~"$cluster", namespace=~"$namespace"',
    regex: ownerOfPod,
  },
  {
    name: 'pod',
    label: 'Pod',
    of: 'pod',
    within: 'container!="", cluster=~"$cluster", namespace=~"$namespace", pod=~"($workload).*"',
  },
  {
    name: 'container',
    label: 'Container',
    of: 'container',
    within:
      'container!="", container!="POD", cluster=~"$cluster", namespace=~"$namespace", pod=~"($workload).*", pod=~"$pod"',
  },
];

export const variableQuery = ({ of: label, within }: Choice): string =>
  `label_values(container_memory_usage_bytes{${within}}, ${label})`;

function variable(choice: Choice): QueryVariableBuilder {
  const built = new QueryVariableBuilder(choice.name)
    .label(choice.label)
    .datasource(prometheus)
    .query({ query: variableQuery(choice), refId: choice.name })
    .definition(variableQuery(choice))
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
  return choice.regex === undefined ? built : built.regex(choice.regex);
}

/** A version that a service did not run two minutes before, beside one that it did. */
const versionsNow = `count by (namespace, container, version) (${of('go_info')})`;
const versionsBefore = `count by (namespace, container, version) (${of('go_info')} offset 2m)`;

/** What happened, drawn on every panel. */
export const annotations = [
  {
    name: 'Go version changes',
    color: 'blue',
    expr: `(${versionsNow} unless ${versionsBefore}) and on (namespace, container) ${versionsBefore}`,
    title: '{{namespace}}/{{container}}: {{version}}',
  },
  {
    name: 'Restarts',
    color: 'purple',
    expr: `changes(${of('process_start_time_seconds')}[2m]) > 0 or increase(${of('kube_pod_container_status_restarts_total')}[2m]) > 0`,
    title: 'Restart of {{namespace}}/{{pod}}/{{container}}',
  },
  {
    name: 'Alerts',
    color: 'red',
    expr: 'ALERTS{alertstate="firing", alertname=~"Go.+|ContainerUsageNearLimit", namespace=~"$namespace", container=~"$container"}',
    title: '{{alertname}}: {{namespace}}/{{pod}}/{{container}}',
  },
] as const;

/** A dashboard with the variables, annotations and links that all of them share. */
export function dashboard(uid: string, title: string, description: string): DashboardBuilder {
  const built = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([tag])
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-6h', to: 'now' })
    .refresh('1m')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
    .withVariable(
      new CustomVariableBuilder(sourceVariable.name)
        .label('Source')
        .description('Recorded series need the rules of this project; raw series need nothing, and more time.')
        .values(`Raw series : ${sourceVariable.raw}, Recording rules : ${sourceVariable.recorded}`)
        .current({ text: 'Raw series', value: sourceVariable.raw })
    )
    .link(
      new DashboardLinkBuilder('Go memory')
        .type(DashboardLinkType.Dashboards)
        .tags([tag])
        .asDropdown(true)
        .includeVars(true)
        .keepTime(true)
    );
  choices.forEach((choice) => built.withVariable(variable(choice)));
  annotations.forEach(({ name, color, expr, title: titleFormat }) =>
    built.annotation(
      new AnnotationQueryBuilder()
        .name(name)
        .datasource(prometheus)
        .enable(true)
        .iconColor(color)
        .expr(expr)
        .titleFormat(titleFormat)
        .step('60s')
    )
  );
  return built;
}
