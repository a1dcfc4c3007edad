import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
  type DataSourceRef,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { byOwner, onOwner, ownerLabels } from '../rules/expression';
import { docsFolder } from '../src/panel/export/docs';
import pluginJson from '../src/plugin.json';
import { sourceVariable } from './onTheSpot';
import { adviceQuery, mostOnTheSpot, of, sourceQuery } from './source';

/** The data source that the reader chooses. */
export const prometheus: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

export const uids = { fleet: 'gomem-fleet', workload: 'gomem-workload', upgrade: 'gomem-upgrade' } as const;

const tag = 'go-memory';

/** How the rules are installed; where the docs are not published, the plugin's page in Grafana has them. */
const howToInstall = docsFolder ? `${docsFolder}/provisioning.md` : `plugins/${pluginJson.id}`;

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

/** Variables that a dashboard leaves at what a link says; all that are shown have to fit into one row. */
type Hidden = ReadonlyArray<Choice['name']>;

function variable(choice: Choice, hidden: Hidden): QueryVariableBuilder {
  const built = new QueryVariableBuilder(choice.name)
    .label(choice.label)
    .datasource(prometheus)
    .query({ query: variableQuery(choice), refId: choice.name })
    .definition(variableQuery(choice))
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .hide(hidden.includes(choice.name) ? VariableHide.HideVariable : VariableHide.DontHide)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
  return choice.regex === undefined ? built : built.regex(choice.regex);
}

/**
 * A variable that nobody sets, in no link either: what Prometheus says of the containers that the others choose. The
 * builder has no word for links.
 */
const told = (name: string, query: string, regex: string, description = ''): Builder<VariableModel> => ({
  build: () => ({
    ...new QueryVariableBuilder(name)
      .description(description)
      .datasource(prometheus)
      .query({ query: `query_result(${query})`, refId: name })
      .definition(`query_result(${query})`)
      .regex(regex)
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .hide(VariableHide.HideVariable)
      .build(),
    skipUrlSync: true,
  }),
});

const source = (): Builder<VariableModel> =>
  told(
    sourceVariable.name,
    sourceQuery(),
    `/${sourceVariable.name}="(?<value>[^"]+)".*text="(?<text>[^"]+)"/`,
    'Raw series (.*), or those of the recording rules (.+): where they are, and where containers are many.'
  );

/** What to do where the rules are missing, for the panel of this plugin, which shows links. */
export const advice = { name: 'advice', shown: '${advice}' } as const;

/** Grafana's pages have a base, so that a relative link holds wherever Grafana is served. */
export const adviceVariable = (): Builder<VariableModel> =>
  told(
    advice.name,
    adviceQuery(
      advice.name,
      `More than ${mostOnTheSpot} containers are chosen. <a href='${howToInstall}'>Install the recording rules</a>, or choose fewer.`
    ),
    `/${advice.name}="([^"]+)"/`
  );

/** A version that a service did not run two minutes before, beside one that it did. */
const versions = `by (${[...ownerLabels, 'version'].join(', ')})`;
const versionsNow = `count ${versions} (${of('go_info')})`;
const versionsBefore = `count ${versions} (${of('go_info')} offset 2m)`;

/** Restarts of a service in two minutes, by its processes or as the kubelet counts them. */
const restarts = (offset = ''): string =>
  `sum ${byOwner} (changes(${of('process_start_time_seconds')}[2m]${offset}) > 0 or increase(${of('kube_pod_container_status_restarts_total')}[2m]${offset}) > 0)`;

/** What happened, drawn on every panel: one mark a service, since what happens to many of its pods is one event. */
export const annotations = [
  {
    name: 'Go version changes',
    color: 'blue',
    expr: `(${versionsNow} unless ${versionsBefore}) and ${onOwner} ${versionsBefore}`,
    title: '{{namespace}}/{{container}}: {{version}}',
  },
  {
    name: 'Restarts',
    color: 'purple',
    // Where a rollout begins: regions of six services that roll out at once would hide the charts.
    expr: `${restarts()} unless ${onOwner} ${restarts(' offset 2m')}`,
    title: 'Restart of {{namespace}}/{{container}}',
  },
  {
    name: 'Alerts',
    color: 'red',
    expr: `count by (${['alertname', ...ownerLabels].join(', ')}) (ALERTS{alertstate="firing", alertname=~"Go.+|ContainerUsageNearLimit", namespace=~"$namespace", container=~"$container"})`,
    title: '{{alertname}}: {{namespace}}/{{container}}',
  },
] as const;

/** A dashboard with the variables, annotations and links that all of them share. */
export function dashboard(uid: string, title: string, description: string, hidden: Hidden): DashboardBuilder {
  const built = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([tag])
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-6h', to: 'now' })
    .refresh('1m')
    .withVariable(
      new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus').hide(VariableHide.HideLabel)
    )
    .link(
      new DashboardLinkBuilder('Go memory')
        .type(DashboardLinkType.Dashboards)
        .tags([tag])
        .asDropdown(true)
        .includeVars(true)
        .keepTime(true)
    )
    .link(
      new DashboardLinkBuilder(`\${${sourceVariable.name}:text}`)
        .type(DashboardLinkType.Link)
        .tooltip('How dashboards are fed, how to install the recording rules, and what the findings mean')
        .url(docsFolder ? howToInstall : `/${howToInstall}`)
        .targetBlank(true)
    );
  choices.forEach((choice) => built.withVariable(variable(choice, hidden)));
  built.withVariable(source());
  annotations.forEach(({ name, color, expr, title: titleFormat }) =>
    built.annotation(
      new AnnotationQueryBuilder()
        .name(name)
        .datasource(prometheus)
        .enable(true)
        .hide(true)
        .iconColor(color)
        .expr(expr)
        .titleFormat(titleFormat)
        .step('60s')
    )
  );
  return built;
}
