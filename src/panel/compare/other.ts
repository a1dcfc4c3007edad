import type { Composition } from '../../composition/types';
import type { Span } from '../chart/drawing';
import type { Ghost } from '../chart/ghost';
import { tr } from '../translate';

/** One side of a comparison, and what of the shown workload it is held against. */
export interface Other {
  key: string;
  name: string;
  other: Composition;
  own: Composition;
  /** Whether its usage is drawn as an outline: what is of the same workload and time is in the chart already. */
  isOutlined: boolean;
  /** Parts of the chart's time that are compared, in order of time; empty where all of it is. */
  spans: readonly Span[];
}

/** Key of the same workload before; no key of a workload begins with a colon. */
export const pastKey = ':past';
/** All of the chart's time. */
export const noSpans: readonly Span[] = [];

/** Key of spans that somebody dragged over the chart. */
export const brushedKey = ':brushed';

/** The usage of what is compared, to be drawn over the stack; null where the chart shows it already. */
export const ghostOf = (chosen: Other | null): Ghost | null =>
  chosen?.isOutlined
    ? {
        name: tr('compare.outline', 'Usage: {{name}}', { name: chosen.name }),
        time: chosen.other.time,
        values: chosen.other.usage,
      }
    : null;
