import { type DataFrame, DataFrameType, FieldType } from '@grafana/data';

/** One answer of Prometheus's `/api/v1/query_range`. */
export interface RangeResponse {
  status: string;
  error?: string;
  data?: { resultType: string; result: RangeSeries[] };
}

export interface RangeSeries {
  metric: Record<string, string>;
  values: Array<[number, string]>;
}

export interface FrameContext {
  refId: string;
  expr: string;
  stepSeconds: number;
  /** Template of the names, `{{label}}` standing for a label's value; Prometheus's own writing where it is left out. */
  legendFormat?: string;
}

/** Prometheus's own way to write a series; Grafana's data source uses it as the verbose legend. */
function seriesName({ __name__ = '', ...labels }: Record<string, string>): string {
  const matchers = Object.entries(labels).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return matchers.length > 0 ? `${__name__}{${matchers.join(', ')}}` : __name__;
}

function fillLegend(template: string, labels: Record<string, string>): string {
  return template.replace(/{{\s*(\w+)\s*}}/g, (_, label: string) => labels[label] ?? label);
}

function parseValue(text: string): number {
  switch (text) {
    case '+Inf':
      return Infinity;
    case '-Inf':
      return -Infinity;
    default:
      return Number(text);
  }
}

/** Duration as Go prints it, which is how the data source reports the step. */
function goDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${seconds % 60}s`;
  if (hours > 0) {
    return `${hours}h${minutes}m${rest}`;
  }
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

/** The frames that Grafana's Prometheus data source makes of a range query in its "time series" format. */
export function toFrames(series: RangeSeries[], { refId, expr, stepSeconds, legendFormat }: FrameContext): DataFrame[] {
  return series.map(({ metric, values }, index) => {
    const name = legendFormat ? fillLegend(legendFormat, metric) : seriesName(metric);
    return {
      refId,
      name,
      length: values.length,
      meta: {
        type: DataFrameType.TimeSeriesMulti,
        typeVersion: [0, 1],
        custom: { resultType: 'matrix' },
        // The data source puts it on the first frame of a query only.
        ...(index === 0 && { executedQueryString: `Expr: ${expr}\nStep: ${goDuration(stepSeconds)}` }),
      },
      fields: [
        {
          name: 'Time',
          type: FieldType.time,
          typeInfo: { frame: 'time.Time' },
          config: { interval: stepSeconds * 1000 },
          values: values.map(([seconds]) => Math.round(seconds * 1000)),
        },
        {
          name: 'Value',
          type: FieldType.number,
          typeInfo: { frame: 'float64' },
          labels: metric,
          config: { displayNameFromDS: name },
          values: values.map(([, text]) => parseValue(text)),
        },
      ],
    };
  });
}
