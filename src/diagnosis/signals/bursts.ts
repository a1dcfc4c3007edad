import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, riskShares } from '../options';
import type { Need } from './need';
import { median, spansWhere, type Span } from './spans';

/** Moments in which the need was near the limit. */
export interface Bursts {
  spans: readonly Span[];
  /** True where the next one is to be expected. */
  comeBack: boolean;
}

/** No burst for so many times as long as between two others: they have ended. */
const overdue = 2;

/**
 * Single samples near the limit, as often as a lasting risk takes samples: one alone may be a scrape that was late, the
 * same again and again is a program that needs so much for moments. Go and container are not scraped at one instant, so
 * that a sample counts only where it is near the limit with what was freed lazily, or waited for the collector, one
 * sample before or after. Null where there are fewer.
 */
export function burstsOf(context: Context, instance: CompositionInstance, need: Need): Bursts | null {
  const { composition, gap } = context;
  const { time, rss, limit } = composition;
  const notNeeded = (i: number) => rss[i] - need.certain[i] || 0;
  const spans = spansWhere(
    time,
    instance,
    (i) => {
      const least = rss[i] - Math.max(notNeeded(i - 1), notNeeded(i), notNeeded(i + 1));
      // A moment in which live memory fills GOMEMLIMIT is one of the collector, and near no kill.
      return Number.isNaN(least + need.certain[i] + limit[i]) ? null : least > riskShares.warning * limit[i];
    },
    { samples: 1, duration: 0, gap }
  );
  if (spans.length < leastSamples) {
    return null;
  }
  const between = spans.slice(1).map(({ first }, k) => time[first] - time[spans[k].last]);
  const since = instance.to - time[spans[spans.length - 1].last];
  return { spans, comeBack: !context.isOver(instance) && since <= overdue * median(between) };
}
