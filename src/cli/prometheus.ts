import type { InputFrame } from '../metrics/types';

/** A query and what Prometheus answered. */
export interface Answer {
  query: string;
  response: unknown;
}

interface Sampled {
  metric: Record<string, string>;
  values: unknown[];
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);

/** True for the body of an answer of Prometheus's HTTP API. */
export const isResponse = (x: unknown): boolean => isObject(x) && 'status' in x && 'data' in x;

/**
 * Frames as Grafana's Prometheus data source makes them, one per series. Accepts matrix and vector results; throws an
 * Error with a one-line message for anything else.
 */
export function framesOf({ query, response }: Answer): InputFrame[] {
  if (!isObject(response) || !isObject(response.data) || !Array.isArray(response.data.result)) {
    throw new Error(`not an answer of the Prometheus API: ${query}`);
  }
  if (response.status !== 'success') {
    throw new Error(`Prometheus answered with an error: ${String(response.error ?? response.status)}`);
  }
  return response.data.result.filter(isSampled).map((series) => frameOf(series, query));
}

function isSampled(x: unknown): x is Sampled {
  if (!isObject(x)) {
    return false;
  }
  if (Array.isArray(x.value)) {
    x.values = [x.value];
  }
  return isObject(x.metric) && Array.isArray(x.values);
}

function frameOf({ metric, values }: Sampled, query: string): InputFrame {
  const samples = values.filter((pair): pair is [number, string] => Array.isArray(pair) && pair.length === 2);
  return {
    meta: { executedQueryString: `Expr: ${query}` },
    fields: [
      { name: 'Time', type: 'time', values: samples.map(([t]) => Math.round(t * 1000)), config: {} },
      { name: 'Value', type: 'number', values: samples.map(([, v]) => Number(v)), labels: metric, config: {} },
    ],
  };
}
