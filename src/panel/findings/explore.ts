import { locationUtil, urlUtil, type DataQueryRequest, type TimeRange } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';

/** Names of data sources that stand for others, so that Explore cannot open them. */
const notReal: ReadonlySet<string> = new Set(['-- Mixed --', '-- Dashboard --', '-- Grafana --', '__expr__']);

type Request = Pick<DataQueryRequest, 'targets'> | undefined;

const usable = (datasource: DataSourceRef | null | undefined): datasource is DataSourceRef & { uid: string } =>
  Boolean(datasource?.uid && !notReal.has(datasource.uid));

/**
 * The data source that PromQL can be sent to: of the queries that supplied the workload (a mixed panel has several),
 * else of any. Null where the panel's data come from another panel or from nothing that takes PromQL.
 */
export function dataSourceOf(request: Request, refIds: ReadonlyArray<string | undefined>): DataSourceRef | null {
  const targets = (request?.targets ?? []).filter(({ datasource }) => usable(datasource));
  const own = targets.find(({ refId }) => refIds.includes(refId)) ?? targets[0];
  return own?.datasource ?? null;
}

/** A link to Explore with this query on this data source in this time range. */
export function exploreLink(promql: string, datasource: DataSourceRef, range: TimeRange): string {
  const panes = {
    gomem: {
      datasource: datasource.uid,
      queries: [{ refId: 'A', datasource, expr: promql, range: true, instant: false }],
      range: { from: String(range.from.valueOf()), to: String(range.to.valueOf()) },
    },
  };
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/explore', { schemaVersion: 1, panes: JSON.stringify(panes) }));
}

interface Access {
  exploreEnabled?: boolean;
  bootData?: { user?: { permissions?: Record<string, boolean> } };
}

/** Whether this user may open Explore; permissions count where the host knows them. */
export function mayExplore({ exploreEnabled, bootData }: Access): boolean {
  const permissions = bootData?.user?.permissions;
  return exploreEnabled === true && (permissions === undefined || permissions['datasources:explore'] === true);
}
