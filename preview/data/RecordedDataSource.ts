import { type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { RuntimeDataSource } from '@grafana/scenes';
import { type DataQuery } from '@grafana/schema';

import { type RangeSeries, toFrames } from './prometheusFrames';
import { type RecordingFile, fetchFile } from './recordings';

export interface RecordedQuery extends DataQuery {
  recording: string;
  files: RecordingFile[];
  /** The query that Prometheus would have been asked. */
  expr: string;
  stepSeconds: number;
  legendFormat?: string;
  /** Only series of these metrics, and of containers rather than whole pods; all series where it is left out. */
  metrics?: string[];
}

export const recordedDataSource = { uid: 'recorded', type: 'prometheus' };

/** Answers from the recordings as Prometheus would: the samples within the time range, nothing else. */
export class RecordedDataSource extends RuntimeDataSource {
  constructor() {
    super(recordedDataSource.type, recordedDataSource.uid);
  }

  async query(request: DataQueryRequest<RecordedQuery>): Promise<DataQueryResponse> {
    const from = request.range.from.valueOf() / 1000;
    const to = request.range.to.valueOf() / 1000;
    const answers = await Promise.all(
      request.targets
        .filter((target) => !target.hide)
        .map(async (target) => {
          const series = await readFiles(target);
          return toFrames(within(series, from, to), target);
        })
    );
    return { data: answers.flat(), state: LoadingState.Done };
  }
}

async function readFiles({ recording, files, metrics }: RecordedQuery): Promise<RangeSeries[]> {
  const all = (await Promise.all(files.map((file) => fetchFile(recording, file)))).flat();
  // Results of expressions have no name; a selector over names, as panels send, never returns them.
  const series = all.filter(({ metric }) => metric.__name__);
  return metrics ? series.filter(({ metric }) => metric.container && metrics.includes(metric.__name__ ?? '')) : series;
}

function within(series: RangeSeries[], from: number, to: number): RangeSeries[] {
  return series
    .map(({ metric, values }) => ({ metric, values: values.filter(([time]) => time >= from && time <= to) }))
    .filter(({ values }) => values.length > 0);
}
