import type { Composition } from '../composition/types';
import type { Finding, Message } from '../diagnosis/types';

/** A workload to be sized, or one that has the same pod template. */
export interface Replica {
  composition: Composition;
  findings: readonly Finding[];
}

/** One recommended number, or why there is none. */
export interface Figure {
  /** Bytes, rounded; null where nothing is recommended. */
  bytes: number | null;
  /** Formula with its numbers, then what the method cannot know; or why there is no number. */
  why: Message[];
}

/** Sizes that the need had over the window, bytes. */
export interface NeedSizes {
  p50: number;
  p95: number;
  p99: number;
  peak: number;
}

/** What the recommendation rests on, in bytes; null where no series tells. */
export interface SizingNumbers {
  /** First and last sample, ms, and how many there are between. */
  window: { from: number; to: number; samples: number };
  /** Upper end of the need (corrected working set), without file cache that is known to be reclaimable. */
  need: NeedSizes;
  /** Part of the need at its peak that is cache or kernel memory and may be reclaimable. */
  undecided: number;
  /** Part of the need at its peak that is in swap. */
  swapped: number;
  /** Active pages of files that the need leaves out (median). */
  activeCache: number;
  /** Heap that survives collections (95th percentile). */
  liveHeap: number | null;
  /** The most that collections left, bytes; as `liveHeap` where no series counts them or tells the live heap. */
  liveHeapPeak: number | null;
  /** Memory that the collector lets the typical live heap grow to, without what Go counts and never touched. */
  heapGoal: number | null;
  /** What Go counts and never touched, such as a ballast. */
  untouched: number;
  /** What GOMEMLIMIT does not count: off-heap and kernel memory, cache that is needed (99th percentile). */
  outside: number | null;
  /** GOMEMLIMIT where the heap fills up to it, whatever is live; null where the live heap decides. */
  heldAt: number | null;
  /** Rise of the need that goes on at the end of the window, a day, and for how long, ms; 0 where it does not rise. */
  growthPerDay: number;
  risingFor: number;
  /** Present memory limit, and the time until the need reaches it at the present growth, ms. */
  presentLimit: number | null;
  untilLimit: number | null;
}

/** Recommended memory request, limit and GOMEMLIMIT of one container. */
export interface Sizing {
  request: Figure;
  limit: Figure;
  goMemLimit: Figure;
  /** Null where the need is not known. */
  numbers: SizingNumbers | null;
}
