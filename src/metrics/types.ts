import type { Aggregation } from './aggregation';
import type { Role } from './roles';

export type { Role };

/**
 * The parts of a Grafana `DataFrame` that recognition reads. Grafana's own frames satisfy it as they are; the command
 * line builds it from Prometheus responses, so the core depends on no Grafana package.
 */
export interface InputField {
  name: string;
  /** `time`, `number`, `string`, ... as in Grafana's `FieldType`. */
  type: string;
  values: ArrayLike<unknown>;
  labels?: Record<string, string>;
  config: {
    displayName?: string;
    displayNameFromDS?: string;
    /** Query step in ms, set by the Prometheus data source on time fields. */
    interval?: number | null;
    custom?: { memoryRole?: string };
  };
}

export interface InputFrame {
  refId?: string;
  name?: string;
  fields: InputField[];
  meta?: {
    executedQueryString?: string;
    /** Set by Grafana's time comparison: `diffMs` says how far back the answer is from, ms below zero. */
    timeCompare?: { diffMs: number; isTimeShiftQuery: boolean };
  };
}

/** True for a frame of Grafana's time comparison: it holds what was, moved to the times of the present. */
export const isOfThePast = ({ meta }: InputFrame): boolean => meta?.timeCompare?.isTimeShiftQuery === true;

/**
 * One recognised time series. `times` in ms ascending without duplicates, `values` finite and of the same length; equal
 * times of several series are one array.
 */
export interface Series {
  role: Role;
  /** Metric name it was recognised by, or `memoryRole` for a role set by hand. */
  metric: string;
  /** As they came, `__name__` included. */
  labels: Record<string, string>;
  times: Float64Array;
  values: Float64Array;
  refId?: string;
  /** Query step in ms, where the data source says it. */
  interval?: number;
  /** True where the query adds the cgroup of a pod to those of its containers, as far as there are both. */
  mayCountTwice?: boolean;
  /** What the query did with the samples; missing where they are as they were scraped. */
  aggregation?: Aggregation;
}

/** Something that could not be used, in words for the user. `code` is stable. */
export interface Problem {
  code: string;
  message: string;
}
