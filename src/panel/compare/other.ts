import type { Composition } from '../../composition/types';
import type { Span } from '../chart/drawing';
import type { Ghost } from '../chart/ghost';

/** One side of a comparison, and what of the shown workload it is held against. */
export interface Other {
  key: string;
  name: string;
  other: Composition;
  own: Composition;
  /** Its usage, drawn over the stack; null where it is of the same workload and time, and in the chart already. */
  outline: Ghost | null;
  /** Parts of the chart's time that are compared, in order of time; empty where all of it is. */
  spans: readonly Span[];
}

/** Key of the same workload before; no key of a workload begins with a colon. */
export const pastKey = ':past';
/** All of the chart's time. */
export const noSpans: readonly Span[] = [];

/** Key of spans that somebody dragged over the chart. */
export const brushedKey = ':brushed';
