import type { InputFrame, Problem } from '../src/metrics/types';

/** A query and what Prometheus answered. */
export interface Answer {
  query: string;
  response: unknown;
  /** Where the answer is Grafana's. */
  frames?: InputFrame[];
}

interface Sampled {
  metric: Record<string, string>;
  values: unknown[];
}

export type Json = Record<string, unknown>;

export const isObject = (x: unknown): x is Json => typeof x === 'object' && x !== null && !Array.isArray(x);

/** True for the body of an answer of Prometheus's HTTP API. */
export const isResponse = (x: unknown): boolean =>
  isObject(x) && typeof x.status === 'string' && ('data' in x || x.status === 'error');

/**
 * Frames as Grafana's Prometheus data source makes them, one per series. Accepts matrix and vector results; throws an
 * Error with a one-line message for anything else.
 */
export function framesOf({ query, response, frames }: Answer): InputFrame[] {
  if (frames) {
    return frames;
  }
  if (isObject(response) && isResponse(response) && response.status !== 'success') {
    const reason = typeof response.error === 'string' ? response.error : response.status;
    throw new Error(`Prometheus answered with an error: ${oneLine(String(reason))}`);
  }
  if (!isObject(response) || !isObject(response.data) || !Array.isArray(response.data.result)) {
    throw new Error(`not an answer of the Prometheus API: ${oneLine(query)}`);
  }
  return response.data.result.flatMap(sampled).map((series) => frameOf(series, query));
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Why an answer that is no error has no series; null where it has some. */
export function lackOf({ query, response, frames }: Answer): Problem | null {
  if (frames) {
    return null;
  }
  const data = isObject(response) && isObject(response.data) ? response.data : {};
  const asked = query ? ` (${oneLine(query).slice(0, 80)})` : '';
  if (data.resultType === 'scalar' || data.resultType === 'string') {
    return {
      code: 'no-series',
      message: `Prometheus answered with a ${data.resultType}, which is no series${asked}. Query series with their labels.`,
    };
  }
  const results: unknown[] = Array.isArray(data.result) ? data.result : [];
  if (results.length === 0) {
    return { code: 'no-series', message: `Prometheus answered with no series${asked}.` };
  }
  return results.some((one) => sampled(one).length > 0)
    ? null
    : { code: 'no-series', message: `Prometheus answered with series that have no samples of numbers${asked}.` };
}

/** A series of a matrix, or of a vector, which has one sample; none where it is neither. */
function sampled(x: unknown): Sampled[] {
  if (!isObject(x) || !isObject(x.metric)) {
    return [];
  }
  const values = Array.isArray(x.value) ? [x.value] : x.values;
  return Array.isArray(values) ? [{ metric: labelsOf(x.metric), values }] : [];
}

/** Labels are text; a file may hold anything, even what cannot be turned into text. */
export const labelsOf = (labels: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
  );

/** Prometheus writes values as text and times as numbers; anything else is no number. */
const toNumber = (x: unknown): number => (typeof x === 'string' || typeof x === 'number' ? Number(x) : NaN);

function frameOf({ metric, values }: Sampled, query: string): InputFrame {
  const samples = values.filter((pair): pair is [unknown, unknown] => Array.isArray(pair) && pair.length === 2);
  return {
    meta: { executedQueryString: `Expr: ${query}` },
    fields: [
      { name: 'Time', type: 'time', values: samples.map(([t]) => Math.round(toNumber(t) * 1000)), config: {} },
      { name: 'Value', type: 'number', values: samples.map(([, v]) => toNumber(v)), labels: metric, config: {} },
    ],
  };
}
