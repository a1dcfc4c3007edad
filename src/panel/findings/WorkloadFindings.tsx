import type { DataSourceRef } from '@grafana/schema';
import { config, getDataSourceSrv } from '@grafana/runtime';
import { usePanelContext } from '@grafana/ui';
import React, { useMemo, type ComponentProps } from 'react';

import { isPrometheus, mayCreateAlert } from '../alerts/alertLink';
import { settingsOf } from '../../diagnosis/options';
import { prepareOptions } from '../prepareOptions';
import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { peersOf } from '../verdict';
import { dataSourceOf, exploreLink, mayExplore } from './explore';
import { FindingsView } from './FindingsView';
import type { FindingTools } from './tools';

type OfView = 'id' | 'height' | 'selected' | 'onSelect' | 'onClose';

interface Props extends Pick<ComponentProps<typeof FindingsView>, OfView> {
  panel: WorkloadProps;
  shown: ShownWorkload;
}

/** The findings of the workload that is shown, with what can be done about them: compare, explore, annotate. */
export function WorkloadFindings({ panel, shown, ...view }: Props) {
  const { id: panelId, model, timeRange, timeZone, data, options } = panel;
  const { workload, composition, formatters, findings, views } = shown;
  const context = usePanelContext();
  const peers = useMemo(() => peersOf(model.workloads, workload), [model, workload]);
  const settings = useMemo(() => settingsOf(prepareOptions(options)), [options]);
  const tools = useMemo<FindingTools>(() => {
    const datasource = dataSourceOf(data.request, Object.values(workload.refIds));
    return {
      composition,
      peers,
      formatters,
      timeZone,
      settings,
      explore: datasource && mayExplore(config) ? (promql) => exploreLink(promql, datasource, timeRange) : null,
      alerting:
        datasource && mayCreateAlert(config) && isPrometheus(typeOf(datasource))
          ? { datasource, dashboardUid: data.request?.dashboardUID, panelId }
          : null,
      annotate: (context.canAddAnnotations?.() && context.onAnnotationCreate) || null,
    };
  }, [composition, peers, formatters, timeZone, settings, timeRange, data.request, workload, context, panelId]);
  return (
    <FindingsView
      {...view}
      findings={findings}
      problems={model.problems}
      views={views}
      tools={tools}
    />
  );
}

/** References made by hand may lack the type. */
const typeOf = (datasource: DataSourceRef): string | undefined =>
  datasource.type ?? getDataSourceSrv()?.getInstanceSettings(datasource)?.type;
