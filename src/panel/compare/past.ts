import type { DataFrame } from '@grafana/data';

import { isOfThePast } from '../../metrics/types';

/** What Grafana's time comparison adds to a panel's frames. */
export interface Past {
  /** As if they were of the present, whose times they have. */
  frames: DataFrame[];
  /** How far back they are from, ms. */
  ago: number;
}

/** The frames of a time comparison; null where there is none. */
export function pastOf(series: readonly DataFrame[]): Past | null {
  const past = series.filter(isOfThePast);
  return past.length === 0
    ? null
    : {
        frames: past.map(({ meta, ...frame }) => ({ ...frame, meta: { ...meta, timeCompare: undefined } })),
        ago: Math.abs(past[0].meta?.timeCompare?.diffMs ?? 0),
      };
}
