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
  PanelBuilder,
  type GridPos,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as SeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { recommendedQueries } from '../src/metrics/queries';
import pluginJson from '../src/plugin.json';
import { prometheus } from './parts';
import { chosen } from './source';

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
}

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

/** Builds a panel of a dashboard. */
export function panel(spec: PanelSpec): Builder<Panel> {
  switch (spec.kind) {
    case 'composition':
      return common(new PanelBuilder().type(pluginJson.id), spec).targets(ranges(spec));
    case 'series':
    case 'stack':
      return common(new SeriesBuilder(), spec)
        .targets(ranges(spec))
        .fillOpacity(spec.kind === 'stack' ? 40 : 0)
        .stacking(new StackingConfigBuilder().mode(spec.kind === 'stack' ? StackingMode.Normal : StackingMode.None))
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
        .legend(
          new VizLegendOptionsBuilder()
            .showLegend(true)
            .displayMode(LegendDisplayMode.List)
            .placement(LegendPlacement.Bottom)
            .calcs([])
        );
    case 'stat':
      return common(new StatBuilder(), spec)
        .targets(instants(spec, PromQueryFormat.TimeSeries))
        .graphMode(BigValueGraphMode.None)
        .colorMode(spec.thresholds ? BigValueColorMode.Background : BigValueColorMode.None)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
    case 'table':
      return table(spec);
  }
}

interface Common<T> {
  title(title: string): T;
  description(description: string): T;
  datasource(ref: typeof prometheus): T;
  gridPos(at: GridPos): T;
  unit(unit: string): T;
  thresholds(thresholds: ThresholdsConfigBuilder): T;
}

function common<T extends Common<T>>(builder: T, { title, description, at, unit, thresholds: steps }: PanelSpec): T {
  const built = builder.title(title).description(description).datasource(prometheus).gridPos(at).unit(unit);
  return steps ? built.thresholds(thresholds(steps)) : built;
}

const ranges = ({ queries }: PanelSpec) => queries.map((query, i) => target(query, i).range());

const instants = ({ queries }: PanelSpec, format: PromQueryFormat) =>
  queries.map((query, i) => target(query, i).instant().format(format));

/** One row a container, one column a query; what the labels say comes first. */
function table(spec: PanelSpec): TableBuilder {
  const columns = spec.columns ?? [];
  const built = common(new TableBuilder(), spec)
    .targets(instants(spec, PromQueryFormat.Table))
    .filterable(true)
    .sortBy([new TableSortByFieldStateBuilder().displayName(columns[0] ?? '').desc(true)])
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true, cluster: false },
        renameByName: Object.fromEntries(
          columns.map((column, i) => [spec.queries.length === 1 ? 'Value' : `Value #${letter(i)}`, column])
        ),
      },
    });
  columns
    .filter((column) => column.endsWith('limit'))
    .forEach((column) => built.overrideByName(column, [{ id: 'unit', value: 'percentunit' }]));
  return spec.links
    ? built.dataLinks(spec.links.map(({ title, url }) => new DashboardLinkBuilder(title).url(url)))
    : built;
}
