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
  meta?: { executedQueryString?: string };
}

/** What a series means. One role per quantity; several metric names may carry the same role. */
export type Role =
  // container accounting
  | 'usage'
  | 'workingSet'
  | 'rss'
  | 'cache'
  | 'inactiveFile'
  | 'activeFile'
  | 'mappedFile'
  | 'swap'
  | 'kernelUsage'
  | 'maxUsage'
  | 'failcnt'
  | 'oomEvents'
  | 'containerStart'
  | 'limit'
  | 'kubeLimit'
  | 'request'
  | 'restarts'
  | 'terminatedReason'
  | 'containerInfo'
  | 'containerAvailable'
  // Go runtime
  | 'heapAlloc'
  | 'heapUnused'
  | 'heapFree'
  | 'heapInuse'
  | 'heapIdle'
  | 'heapReleased'
  | 'heapSys'
  | 'stackInuse'
  | 'osStacks'
  | 'stackSys'
  | 'mspanInuse'
  | 'mspanFree'
  | 'mspanSys'
  | 'mcacheInuse'
  | 'mcacheFree'
  | 'mcacheSys'
  | 'buckHashSys'
  | 'gcSys'
  | 'otherSys'
  | 'sys'
  | 'nextGc'
  | 'heapLive'
  | 'heapObjects'
  | 'lastGc'
  | 'allocTotal'
  | 'goroutines'
  | 'goVersion'
  | 'goMemLimit'
  | 'gogc'
  // OpenTelemetry: retained memory split in two
  | 'otelStack'
  | 'otelOther'
  // sys - heapReleased, where an exporter gives only the difference
  | 'retained'
  // process
  | 'processRss'
  | 'processVirtual'
  | 'processStart';

/**
 * One recognised time series. `times` in ms ascending without duplicates, `values` of the same length, NaN where
 * unknown.
 */
export interface Series {
  role: Role;
  /** Metric name it was recognised by, or `memoryRole` for a role set by hand. */
  metric: string;
  labels: Record<string, string>;
  times: Float64Array;
  values: Float64Array;
  refId?: string;
  /** Query step in ms, where the data source says it. */
  interval?: number;
}

/** Something that could not be used, in words for the user. `code` is stable. */
export interface Problem {
  code: string;
  message: string;
}
