import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type {
  FieldConfig as SeriesCustom,
  Options as SeriesOptions,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { Dashboard } from '@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen';

// Grafana's own types of what the dashboards are made of. Each has a name of its own here, which a JSON schema needs;
// the dashboard's own type leaves open what options a panel has.

export interface GrafanaDashboard extends Dashboard {}
export interface TimeseriesOptions extends SeriesOptions {}
export interface TimeseriesCustom extends SeriesCustom {}
export interface StatPanelOptions extends StatOptions {}
export interface TablePanelOptions extends TableOptions {}
