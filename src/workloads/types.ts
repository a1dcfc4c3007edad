import type { Role } from '../metrics/types';

/** Half-open range of indices into a time grid. */
export interface IndexRange {
  start: number;
  /** One past the last index. */
  end: number;
}

/** One run of a workload between restarts, as a range of the workload's time grid. */
export interface Instance extends IndexRange {
  /** Container start, ms; NaN where no series tells. */
  containerStart: number;
  /** Go process start, ms; NaN where no series tells. */
  processStart: number;
  /** PromQL matcher on the label that tells this run of the container from others; null where no label does. */
  runMatcher: string | null;
  image: string | null;
  /** As `runtime.Version()` reports it, for example `go1.15.15`; null where no `go_info` belongs to this run. */
  goVersion: string | null;
  /** True where rss (and cache, if that is 0 throughout, too) is left out, since it is no measurement (unread.ts). */
  isUnread: boolean;
}

/** One container of one pod (or one process) with all series that describe it, on one time grid. */
export interface Workload {
  /** Stable identity: the values of the identity labels. */
  key: string;
  /** What a person calls it, for example `obs-eu/thanos-store-0/store`. */
  name: string;
  /** The identity labels with their values. */
  labels: Record<string, string>;
  /** Deployment, StatefulSet or DaemonSet the pod belongs to, guessed from its name or read from a label. */
  owner: string | null;
  /** Key under which workloads of one owner (same namespace and container) find each other. */
  ownerKey: string | null;
  /** The grid: timestamps of usage of the live instance, ms, ascending. */
  time: Float64Array;
  /** Typical distance between grid points, ms. */
  step: number;
  /** Values on the grid, those computed from others included; NaN where unknown. Never two runs mixed at one index. */
  series: Partial<Record<Role, Float64Array>>;
  /** Runs in time order; indices outside every run belong to no live container and are not drawn. */
  instances: Instance[];
  /** Label matchers that reproduce the container and the Go series of this workload in PromQL. */
  selectors: { container: string; go: string };
  /** Name under which each role was found, for PromQL. */
  metrics: Partial<Record<Role, string>>;
  /**
   * Reasons of the last termination that kube-state-metrics reports, each with the timestamps (ms) at which it does.
   */
  terminations: ReadonlyArray<{ reason: string; times: Float64Array }>;
  /** Resident memory of a process that its labels place here and that is too large for it, bytes; NaN without one. */
  tooLargeFor: number;
  /** True where sizes may be twice what there is: the query adds a pod's own cgroup to those of its containers. */
  mayCountTwice: boolean;
  /** True where the query adds up sizes without a label that tells one pod or process: of how many nobody knows. */
  isSum: boolean;
  /** The mean over time that sizes are told as, ms; 0 where they are as they were scraped. */
  meanOver: number;
  /** Query letters that supplied the container and the Go series. */
  refIds: { container?: string; go?: string };
}
