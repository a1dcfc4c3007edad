import type { InterpolateFunction, PanelData } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useMemo } from 'react';

import { isPrometheus } from '../alerts/alertLink';
import { withoutVariables } from '../findings/explore';
import type { Source } from './DiscoverySection';

/**
 * The data source of a panel's queries, else the default one, where it is asked as Prometheus is; null for others, and
 * where the host has no data sources.
 */
export function useSource(request: PanelData['request'], replaceVariables: InterpolateFunction): Source | null {
  const named = request?.targets.find(({ datasource }) => datasource)?.datasource ?? null;
  const ref = withoutVariables(named, replaceVariables);
  return useMemo(() => {
    const sources = getDataSourceSrv();
    const settings = sources?.getInstanceSettings(ref);
    if (!settings || !isPrometheus(settings.type)) {
      return null;
    }
    return {
      name: settings.name,
      ref: { type: settings.type, uid: settings.uid },
      ask: async (query) => {
        const source = await sources.get(settings.uid);
        const values = (await source.metricFindQuery?.(query, { range: request?.range })) ?? [];
        return values.map(({ text }) => text);
      },
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the range is read when somebody asks
  }, [ref?.uid, ref?.type]);
}
