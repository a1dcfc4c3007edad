import { locationUtil, urlUtil, type DataQueryRequest, type InterpolateFunction, type TimeRange } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';

/** Names of data sources that stand for others, so that Explore cannot open them. */
const notReal: ReadonlySet<string> = new Set(['-- Mixed --', '-- Dashboard --', '-- Grafana --', '__expr__']);

type Request = Pick<DataQueryRequest, 'targets'> | undefined;

const usable = (datasource: DataSourceRef | null | undefined): datasource is DataSourceRef & { uid: string } =>
  Boolean(datasource?.uid && !notReal.has(datasource.uid));

/** A data source as a query names it, which may be by a variable. */
export const withoutVariables = (
  datasource: DataSourceRef | null | undefined,
  replaceVariables: InterpolateFunction
): DataSourceRef | null | undefined =>
  datasource?.uid ? { ...datasource, uid: replaceVariables(datasource.uid) } : datasource;

/**
 * The data source that PromQL can be sent to: of the queries that supplied the workload (a mixed panel has several),
 * else of any. Queries of a mixed panel may name it by a variable. Null where the panel's data come from another panel
 * or from nothing that takes PromQL.
 */
export function dataSourceOf(
  request: Request,
  refIds: ReadonlyArray<string | undefined>,
  replaceVariables: InterpolateFunction = (text) => text
): DataSourceRef | null {
  const sources = (request?.targets ?? []).map(({ refId, datasource }) => ({
    refId,
    datasource: withoutVariables(datasource, replaceVariables),
  }));
  const targets = sources.filter(({ datasource }) => usable(datasource));
  const own = targets.find(({ refId }) => refIds.includes(refId)) ?? targets[0];
  return own?.datasource ?? null;
}

/** A link to Explore with this PromQL on this data source in this time range. */
export const exploreLink = (promql: string, datasource: DataSourceRef, { from, to }: TimeRange): string =>
  exploreHref(datasource, { expr: promql, range: true, instant: false }, { from: from.valueOf(), to: to.valueOf() });

/** A link to Explore with a query in the terms of its data source; the span is in ms. */
export function exploreHref(datasource: DataSourceRef, query: object, span: { from: number; to: number }): string {
  const panes = {
    gomem: {
      datasource: datasource.uid,
      queries: [{ refId: 'A', datasource, ...query }],
      range: { from: String(span.from), to: String(span.to) },
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
