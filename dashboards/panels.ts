import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TableSortByFieldStateBuilder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkBuilder,
  MappingType,
  PanelBuilder,
  type GridPos,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMap,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as SeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { recommendedQueries } from '../src/metrics/queries';
import type { PanelOptions } from '../src/panel/panelOptions';
import pluginJson from '../src/plugin.json';
import { chosen } from './onTheSpot';
import { prometheus } from './parts';
import { mostOnTheSpot, unknown } from './source';

/** One query of a panel. */
export interface Query {
  expr: string;
  legend?: string;
}

/** A panel as the tests and the builders read it. */
export interface PanelSpec {
  kind: 'composition' | 'series' | 'stack' | 'stat' | 'table';
  title: string;
  description: string;
  unit: string;
  at: GridPos;
  queries: readonly Query[];
  /** Values from which it is coloured: warning, then critical. */
  thresholds?: readonly [number, number];
  /** Names of the columns of a table, in the order of its queries. */
  columns?: readonly string[];
  links?: ReadonlyArray<{ title: string; url: string }>;
  /** Labels that links need and that are no column. */
  hidden?: readonly string[];
  /** Options of the panel of this plugin. */
  options?: Partial<PanelOptions>;
  /** Names of the lines: below where there are few, a table beside the chart where there can be many. */
  legend?: 'below' | 'beside';
  /** What is said where nothing is found; `nothing` where it is left out. */
  noValue?: string;
}

/** Points of a chart: more would cost a raw series' formula more time than they show. */
export const points = 120;

/** Steps over which a table looks back. */
const steps = 60;

const nothing = `No data in this range. More than ${mostOnTheSpot} containers need the recording rules of this project: see above.`;

export const grid = (x: number, y: number, w: number, h: number): GridPos => ({ x, y, w, h });

const letter = (i: number): string => String.fromCharCode(65 + i);

const target = ({ expr, legend }: Query, i: number) =>
  new DataqueryBuilder()
    .refId(letter(i))
    .datasource(prometheus)
    .expr(expr)
    .legendFormat(legend ?? '__auto');

const thresholds = ([warning, critical]: readonly [number, number]) =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { color: 'green', value: null },
    { color: 'orange', value: warning },
    { color: 'red', value: critical },
  ]);

/** The panel of this plugin on its two recommended queries. */
export const compositionQueries = (): Query[] => {
  const { container, go } = recommendedQueries(chosen);
  return [{ expr: container }, { expr: go }];
};

/** The same for the containers that stand out; not every exporter of Go series tells the container. */
export const fleetQueries = (top: string): Query[] => {
  const { container, go } = recommendedQueries(chosen);
  return [
    { expr: `${container} and on (cluster, namespace, pod, container) (${top})` },
    { expr: `${go} and on (cluster, namespace, pod) (${top})` },
  ];
};

/** Builds a panel of a dashboard. */
export function panel(spec: PanelSpec): Builder<Panel> {
  switch (spec.kind) {
    case 'composition':
      return spec.options
        ? common(new PanelBuilder().type(pluginJson.id), spec).targets(ranges(spec)).options(spec.options)
        : common(new PanelBuilder().type(pluginJson.id), spec).targets(ranges(spec));
    case 'series':
    case 'stack':
      return whole(common(new SeriesBuilder(), spec), spec)
        .targets(ranges(spec))
        .maxDataPoints(points)
        .fillOpacity(spec.kind === 'stack' ? 40 : 0)
        .stacking(new StackingConfigBuilder().mode(spec.kind === 'stack' ? StackingMode.Normal : StackingMode.None))
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
        .legend(legend(spec));
    case 'stat':
      return common(new StatBuilder(), spec)
        .targets(instants(spec, PromQueryFormat.TimeSeries))
        .graphMode(BigValueGraphMode.None)
        .colorMode(spec.thresholds ? BigValueColorMode.Background : BigValueColorMode.None)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
        .mappings([needsRules]);
    case 'table':
      return table(spec);
  }
}

/** What is counted has no halves, on the axis neither. */
const whole = (built: SeriesBuilder, { unit }: PanelSpec): SeriesBuilder =>
  unit === 'none' ? built.decimals(0) : built;

const legend = ({ legend: place = 'below' }: PanelSpec): VizLegendOptionsBuilder => {
  const built = new VizLegendOptionsBuilder().showLegend(true);
  return place === 'beside'
    ? built
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Right)
        .calcs(['lastNotNull'])
        .sortBy('Last *')
        .sortDesc(true)
    : built.displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom).calcs([]);
};

/** In place of a number that only the rules could tell. */
const needsRules: ValueMap = {
  type: MappingType.ValueToText,
  options: { [unknown]: { text: 'Needs rules', color: '#5a6069' } },
};

interface Common<T> {
  title(title: string): T;
  description(description: string): T;
  datasource(ref: typeof prometheus): T;
  gridPos(at: GridPos): T;
  unit(unit: string): T;
  noValue(text: string): T;
  thresholds(thresholds: ThresholdsConfigBuilder): T;
}

function common<T extends Common<T>>(builder: T, spec: PanelSpec): T {
  const { title, description, at, unit, thresholds: values, noValue, kind } = spec;
  const built = builder.title(title).description(description).datasource(prometheus).gridPos(at).unit(unit);
  // A number without a value has room for little, and the panel of this plugin says more by itself.
  const said = noValue ?? (kind === 'stat' || kind === 'composition' ? undefined : nothing);
  const explained = said === undefined ? built : built.noValue(said);
  return values ? explained.thresholds(thresholds(values)) : explained;
}

const ranges = ({ queries }: PanelSpec) => queries.map((query, i) => target(query, i).range());

const instants = ({ queries }: PanelSpec, format: PromQueryFormat) =>
  queries.map((query, i) => target(query, i).instant().format(format));

/** px; what labels need, and what numbers need under their headings. */
const least = { label: 90, number: 72, ranked: 84 };
/** px; their own, since Grafana takes what a column has above its share from no other, and cuts the last one. */
const widths: Record<string, number> = { pod: 200, namespace: 120 };

/** One row a container, one column a query. */
function table(spec: PanelSpec): TableBuilder {
  const columns = spec.columns ?? [];
  const valueOf = (i: number) => (spec.queries.length === 1 ? 'Value' : `Value #${letter(i)}`);
  const built = common(new TableBuilder(), spec)
    .targets(instants(spec, PromQueryFormat.Table))
    .maxDataPoints(steps)
    .minWidth(least.label)
    .sortBy([new TableSortByFieldStateBuilder().displayName(columns[0] ?? '').desc(true)])
    .withTransformation({ id: 'merge', options: {} })
    // A frame without rows would be headings and no word; split by rows there is no frame, and the table says why.
    .withTransformation({
      id: 'partitionByValues',
      options: { fields: [valueOf(0)], keepFields: true, naming: { asLabels: false } },
    })
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true, __name__: true },
        // On a phone a table shows three columns: who it is, and the number that it is ranked by.
        indexByName: Object.fromEntries(
          ['version', 'pod', ...columns.map((_, i) => valueOf(i)), 'namespace', 'cluster'].map((name, i) => [name, i])
        ),
        renameByName: Object.fromEntries(columns.map((column, i) => [valueOf(i), column])),
      },
    });
  columns.forEach((column, i) =>
    built.overrideByName(column, [
      // The first has the arrow of its order beside its heading.
      { id: 'custom.minWidth', value: i === 0 ? least.ranked : least.number },
      // What the whole table says without rows is too long for a cell.
      { id: 'noValue', value: '–' },
      // Grafana 12 and later.
      { id: 'custom.wrapHeaderText', value: true },
      ...(column.endsWith('limit') ? [{ id: 'unit', value: 'percentunit' }] : []),
    ])
  );
  // Deployments and ReplicaSets make long names, and the end tells pods apart; on a phone the table scrolls.
  Object.entries(widths).forEach(([label, value]) => built.overrideByName(label, [{ id: 'custom.width', value }]));
  (spec.hidden ?? []).forEach((label) => built.overrideByName(label, [{ id: 'custom.hidden', value: true }]));
  return spec.links
    ? built.dataLinks(spec.links.map(({ title, url }) => new DashboardLinkBuilder(title).url(url)))
    : built;
}
