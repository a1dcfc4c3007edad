import {
  type DataQueryRequest,
  type DataQueryResponse,
  LoadingState,
  type MetricFindValue,
  type ScopedVars,
  rangeUtil,
} from '@grafana/data';
import { RuntimeDataSource, type SceneObject, sceneGraph } from '@grafana/scenes';
import { type DataQuery } from '@grafana/schema';

import { type RangeResponse, toFrames } from './prometheusFrames';

export interface LiveQuery extends DataQuery {
  expr: string;
  /** As the data source setting "Scrape interval". */
  minStep: string;
  legendFormat?: string;
}

export const liveDataSource = { uid: 'live', type: 'prometheus' };

/** Prometheus refuses ranges with more points per series. */
const maxPoints = 11000;

/** Asks a Prometheus behind the server's proxy, with the steps Grafana would choose. */
export class LiveDataSource extends RuntimeDataSource {
  constructor() {
    super(liveDataSource.type, liveDataSource.uid);
  }

  async query(request: DataQueryRequest<LiveQuery>): Promise<DataQueryResponse> {
    const answers = await Promise.all(
      request.targets
        .filter((target) => !target.hide && target.expr.trim() !== '')
        .map(async (target) => {
          const expr = interpolate(target.expr, request.scopedVars);
          const stepSeconds = chooseStep(request, target.minStep);
          return toFrames(await queryRange(request, expr, stepSeconds), { ...target, expr, stepSeconds });
        })
    );
    return { data: answers.flat(), state: LoadingState.Done };
  }

  /** Understands what the variables of this page ask: `label_values(selector, label)`. */
  async metricFindQuery(query: string, options?: { scopedVars?: ScopedVars }): Promise<MetricFindValue[]> {
    const parts = /^label_values\((.+),\s*(\w+)\)$/.exec(interpolate(query, options?.scopedVars ?? {}));
    if (!parts) {
      throw new Error(`Not a label_values query: ${query}`);
    }
    const [, selector = '', label = ''] = parts;
    const answer = await ask<{ data?: string[] }>(
      `label/${label}/values?${new URLSearchParams({ 'match[]': selector })}`
    );
    return (answer.data ?? []).map((text) => ({ text }));
  }
}

function interpolate(text: string, scopedVars: ScopedVars): string {
  const holder: unknown = scopedVars.__sceneObject?.value;
  const scene = isHolder(holder) ? holder.valueOf() : undefined;
  return scene ? sceneGraph.interpolate(scene, text, scopedVars, 'regex') : text;
}

function isHolder(value: unknown): value is { valueOf(): SceneObject } {
  return typeof value === 'object' && value !== null;
}

function chooseStep(request: DataQueryRequest, minStep: string): number {
  const span = (request.range.to.valueOf() - request.range.from.valueOf()) / 1000;
  const least = rangeUtil.intervalToSeconds(minStep);
  return Math.max(least, Math.ceil(request.intervalMs / 1000), Math.ceil(span / maxPoints));
}

async function queryRange(request: DataQueryRequest, expr: string, step: number) {
  // Aligned to the step, so that a refresh asks for the same timestamps again.
  const align = (ms: number) => Math.floor(ms / 1000 / step) * step;
  const body = new URLSearchParams({
    query: expr,
    start: String(align(request.range.from.valueOf())),
    end: String(align(request.range.to.valueOf())),
    step: String(step),
  });
  const answer = await ask<RangeResponse>('query_range', { method: 'POST', body });
  return answer.data?.result ?? [];
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/prometheus/api/v1/${path}`, init);
  const text = await response.text();
  let answer: T & { error?: string };
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(`Prometheus answered ${response.status}: ${text.slice(0, 200)}`);
  }
  if (!response.ok) {
    throw new Error(answer.error ?? `Prometheus answered ${response.status}`);
  }
  return answer;
}
