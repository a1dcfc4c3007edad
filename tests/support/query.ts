import type { RangeResponse, RangeSeries } from '../../preview/data/prometheusFrames';

export interface Range {
  /** Unix seconds. */
  start: number;
  end: number;
  stepSeconds: number;
}

/** Asks a Prometheus for a range; throws what it complains about. */
export async function queryRange(
  url: string,
  query: string,
  { start, end, stepSeconds }: Range
): Promise<RangeSeries[]> {
  const body = new URLSearchParams({ query, start: String(start), end: String(end), step: String(stepSeconds) });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  const answer: RangeResponse = await response.json();
  if (answer.status !== 'success') {
    throw new Error(`${answer.error}: ${query.slice(0, 500)}`);
  }
  return answer.data?.result ?? [];
}

/** The span of series and the distance of their samples. */
export function rangeOf(series: readonly RangeSeries[]): Range {
  const times = [...new Set(series.flatMap(({ values }) => values.map(([time]) => time)))].sort((a, b) => a - b);
  const steps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  return {
    start: times[0] ?? NaN,
    end: times.at(-1) ?? NaN,
    stepSeconds: steps.reduce((least, step) => Math.min(least, step), Infinity),
  };
}

/** One series for each set of labels: of `A or B`, a range query returns A's and B's samples apart. */
export function merged(series: readonly RangeSeries[]): RangeSeries[] {
  const all = new Map<string, RangeSeries>();
  for (const { metric, values } of series) {
    const key = JSON.stringify(Object.entries(metric).sort());
    all.set(key, { metric, values: [...(all.get(key)?.values ?? []), ...values] });
  }
  return [...all.values()].map(({ metric, values }) => ({ metric, values: values.sort(([a], [b]) => a - b) }));
}
