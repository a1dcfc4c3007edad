import type { DataSourceRef } from '@grafana/schema';

import { recommendedQueries, type QueryName } from '../../metrics/queries';
import pluginJson from '../../plugin.json';

/** A whole panel with both queries, to paste into a dashboard: a panel cannot change its own queries. */
export function panelJson(datasource: DataSourceRef, selectors: Record<QueryName, string>): string {
  const target = (refId: string, name: QueryName) => ({
    refId,
    datasource,
    expr: recommendedQueries(selectors[name])[name],
    range: true,
  });
  return JSON.stringify(
    {
      type: pluginJson.id,
      title: pluginJson.name,
      datasource,
      gridPos: { h: 12, w: 24, x: 0, y: 0 },
      targets: [target('A', 'container'), target('B', 'go')],
    },
    null,
    2
  );
}
