import { config } from '@grafana/runtime';
import { usePanelContext } from '@grafana/ui';
import React, { useMemo, type ComponentProps } from 'react';

import { settingsOf } from '../../diagnosis/options';
import type { Compare } from '../compare/useCompare';
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
  compare: Compare;
}

/** The findings of the workload that is shown, with what can be done about them: compare, explore, annotate. */
export function WorkloadFindings({ panel, shown, compare, ...view }: Props) {
  const { model, timeRange, timeZone, data, options } = panel;
  const { workload, composition, formatters, findings, views } = shown;
  const context = usePanelContext();
  const peers = useMemo(() => peersOf(model.workloads, workload), [model, workload]);
  const tools = useMemo<FindingTools>(() => {
    const datasource = mayExplore(config) ? dataSourceOf(data.request, Object.values(workload.refIds)) : null;
    return {
      composition,
      peers,
      formatters,
      timeZone,
      explore: datasource && ((promql) => exploreLink(promql, datasource, timeRange)),
      annotate: (context.canAddAnnotations?.() && context.onAnnotationCreate) || null,
    };
  }, [composition, peers, formatters, timeZone, timeRange, data.request, workload, context]);
  const settings = useMemo(() => settingsOf(prepareOptions(options)), [options]);
  return (
    <FindingsView
      {...view}
      findings={findings}
      settings={settings}
      problems={model.problems}
      compare={compare}
      views={views}
      tools={tools}
    />
  );
}
