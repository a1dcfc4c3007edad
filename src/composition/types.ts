import type { Base } from './bases';
import type { Instance, Workload } from '../workloads/types';
import type { layers } from './layers.gen';

export type LayerId = (typeof layers)[number]['id'];

/**
 * Whether the process can give a layer back: `needed` it cannot, `reclaimable` the kernel may take it at any moment.
 */
export type LayerClass = 'needed' | 'undecided' | 'reclaimable';

/** How much of the composition the series allow: see the mode table in the README. */
export type Mode = 'full' | 'no-go' | 'minimal' | 'process' | 'otel';

export interface Layer {
  id: LayerId;
  /** Bytes on the grid; NaN where nothing is drawn. */
  values: Float64Array;
}

/** A gathered run with what was composed of it. */
export interface CompositionInstance extends Instance {
  /** First and last drawn timestamp, ms. */
  from: number;
  to: number;
  /** When this run began, ms: container start, else process start, else its first drawn sample. */
  startedAt: number;
  mode: Mode;
  /** True where Go counts much more memory than is resident throughout: an untouched ballast. */
  untouchedBallast: boolean;
}

/** Layers of one workload that add up to usage at every drawn timestamp. All arrays share the grid of `time`. */
export interface Composition {
  workload: Workload;
  /** What `usage` below is made of. */
  base: Base;
  /** ms, ascending. */
  time: Float64Array;
  /**
   * Bottom to top; only layers that have bytes somewhere. NaN where nothing is drawn. Made when they are first asked
   * for: of a thousand workloads few are opened.
   */
  readonly layers: Layer[];
  /** No sample has more of the layer "other", or of what is needed outside of Go: known without making the layers. */
  most: { other: number; outside: number };
  /** 1 where drawn, else 0. */
  drawn: Uint8Array;
  /** 1 where drawn without Go although the instance has Go series at other times. */
  goMissing: Uint8Array;
  /** What the layers sum to. */
  usage: Float64Array;
  workingSet: Float64Array;
  correctedWorkingSet: Float64Array;
  need: { low: Float64Array; high: Float64Array };
  lazilyFreed: { estimate: Float64Array; floor: Float64Array; ceiling: Float64Array };
  /** File-list excess E, bytes; NaN where refused or not computable. */
  fileListExcess: Float64Array;
  /** Memory Go has not given back (sys - heapReleased), bytes. */
  retained: Float64Array;
  /** Go memory that is mapped, not resident (or swapped out), bytes. */
  notResident: Float64Array;
  rss: Float64Array;
  /** Overlays; NaN where there is none. Limits of 0 or >= 2^62 are NaN. */
  limit: Float64Array;
  /** True where the limit that series tell cannot be its own: `limit` is unknown then. */
  isLimitRefused?: boolean;
  /** Memory request, as Kubernetes knows it. */
  request: Float64Array;
  goMemLimit: Float64Array;
  processRss: Float64Array;
  nextGc: Float64Array;
  instances: CompositionInstance[];
  /** Number of timestamps of live instances with usage > 0. */
  samples: number;
}
