import type { TimeRange } from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';
import type { DataSourceRef } from '@grafana/schema';
import { usePanelContext } from '@grafana/ui';
import { useMemo } from 'react';

import type { Composition } from '../../composition/types';
import { settingsOf } from '../../diagnosis/options';
import { isPrometheus, mayCreateAlert, type AlertPlace } from '../alerts/alertLink';
import { linksOfFinding } from '../derive/views';
import { linkTo } from '../export/link';
import type { PictureTexts } from '../export/PictureButton';
import { makeFormatters, zoneAt } from '../formatting';
import type { PanelOptions } from '../panelOptions';
import { prepareOptions } from '../prepareOptions';
import { profileLink, pyroscopeType } from '../profiles/profiles';
import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { peersOf } from '../verdict';
import { dataSourceOf, exploreLink, mayExplore } from './explore';
import type { FindingTools } from './tools';

/** What can be done with the findings of a workload here, by this user. */
export function useTools(panel: WorkloadProps, shown: ShownWorkload, hasChart: boolean): FindingTools {
  const { id: panelId, title, model, timeRange, timeZone, data, options, replaceVariables } = panel;
  const { workload, composition, formatters, views } = shown;
  const { request } = data;
  const context = usePanelContext();
  const peers = useMemo(() => peersOf(model.workloads, workload), [model, workload]);
  const settings = useMemo(() => settingsOf(prepareOptions(options)), [options]);
  const told = useMemo(
    () => ({ composition, peers, formatters, timeZone, settings, views }),
    [composition, peers, formatters, timeZone, settings, views]
  );
  const picture = useMemo(
    () => (hasChart ? pictureTexts({ title, name: workload.name, timeRange, timeZone }) : null),
    [hasChart, title, workload, timeRange, timeZone]
  );
  return useMemo(() => {
    const datasource = dataSourceOf(request, Object.values(workload.refIds), replaceVariables);
    return {
      ...told,
      picture,
      link: () => linkTo(panelId, workload.key, spanOf(timeRange)),
      explore: datasource && mayExplore(config) ? (promql) => exploreLink(promql, datasource, timeRange) : null,
      profile: profilesOf(options.profiles, composition),
      links: (finding) => linksOfFinding(views, finding),
      alerting: alertingOf(datasource, { dashboardUid: request?.dashboardUID, panelId }),
      annotate: (context.canAddAnnotations?.() && context.onAnnotationCreate) || null,
    };
  }, [
    told,
    picture,
    workload,
    composition,
    views,
    options.profiles,
    timeRange,
    request,
    context,
    panelId,
    replaceVariables,
  ]);
}

const spanOf = ({ from, to }: TimeRange) => ({ from: from.valueOf(), to: to.valueOf() });

interface Shot {
  title: string;
  name: string;
  timeRange: TimeRange;
  timeZone: string;
}

/** A picture is looked at on another day. */
function pictureTexts({ title, name, timeRange, timeZone }: Shot): PictureTexts {
  const { time } = makeFormatters(timeZone, Infinity);
  const { from, to } = spanOf(timeRange);
  const range = `${time(from)} – ${time(to)} ${zoneAt(from, timeZone)}`;
  return title === '' ? { title: name, lines: [range] } : { title, lines: [name, range] };
}

/** Alerts of Grafana need a data source that is asked as Prometheus is. */
function alertingOf(datasource: DataSourceRef | null, place: Omit<AlertPlace, 'datasource'>): AlertPlace | null {
  return datasource && mayCreateAlert(config) && isPrometheus(typeOf(datasource)) ? { datasource, ...place } : null;
}

/** References made by hand may lack the type. */
const typeOf = (datasource: DataSourceRef): string | undefined =>
  datasource.type ?? getDataSourceSrv()?.getInstanceSettings(datasource)?.type;

/** Links to profiles, where the user chose a data source that is still there. */
function profilesOf(options: PanelOptions['profiles'], composition: Composition): FindingTools['profile'] {
  const { datasource: uid } = options;
  const isThere = uid !== '' && getDataSourceSrv()?.getInstanceSettings(uid)?.type === pyroscopeType;
  return isThere && mayExplore(config)
    ? (finding, kind) => profileLink({ finding, kind, composition }, { type: pyroscopeType, uid }, options)
    : null;
}
