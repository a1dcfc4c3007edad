import { type DataSourceRef } from '@grafana/schema';

import { recommendedQueries } from '../../src/metrics/queries';
import { type LiveQuery, liveDataSource } from '../data/LiveDataSource';
import { type RecordedQuery, recordedDataSource } from '../data/RecordedDataSource';
import { type Recording } from '../data/recordings';
import { type SceneParams } from './urlState';

export interface PageQueries {
  datasource: DataSourceRef;
  panel: Array<RecordedQuery | LiveQuery>;
  neighbour: Array<RecordedQuery | LiveQuery>;
}

const plainLegend = '{{__name__}} {{pod}}';

/** What people look at today when they ask about the memory of a container. */
const plainMetrics = ['container_memory_usage_bytes', 'container_memory_working_set_bytes'];

export function recordedQueries(recording: Recording, { queries, classes }: SceneParams): PageQueries {
  const expr = recommendedQueries(`namespace="${recording.namespace}"`);
  const { stepSeconds, name } = recording;
  const common = { recording: name, stepSeconds, datasource: recordedDataSource };
  const has = (file: (typeof recording.files)[number]) => (recording.files.includes(file) ? [file] : []);
  const all: RecordedQuery[] = [
    { ...common, refId: 'A', expr: expr.container, files: has('container') },
    { ...common, refId: 'B', expr: expr.go, files: [...has('go'), ...(classes ? has('go_memory_classes') : [])] },
  ];
  return {
    datasource: recordedDataSource,
    panel: all.filter(({ refId }) => queries.includes(refId)),
    neighbour: [
      {
        ...common,
        refId: 'A',
        expr: plainMetrics.join(' or '),
        files: has('container'),
        metrics: plainMetrics,
        legendFormat: plainLegend,
      },
    ],
  };
}

export function liveQueries({ queries, minStep }: SceneParams): PageQueries {
  const selector = 'namespace=~"$namespace", pod=~"$pod"';
  const expr = recommendedQueries(selector);
  const common = { datasource: liveDataSource, minStep };
  const all: LiveQuery[] = [
    { ...common, refId: 'A', expr: expr.container },
    { ...common, refId: 'B', expr: expr.go },
  ];
  const plain = `{__name__=~"${plainMetrics.join('|')}", ${selector}, container!="", container!="POD"}`;
  return {
    datasource: liveDataSource,
    panel: all.filter(({ refId }) => queries.includes(refId)),
    neighbour: [{ ...common, refId: 'A', expr: plain, legendFormat: plainLegend }],
  };
}
