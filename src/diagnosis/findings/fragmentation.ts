import type { CompositionInstance } from '../../composition/types';
import { minus } from '../../metrics/expression';
import { thresholdFor } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { isApart } from '../signals/glance';
import { medianIn } from '../signals/spans';
import { bytes, duration, message, ratio, shows } from '../text';
import { difference } from '../signals/growth';
import { hasEnded, lastingSlack } from '../signals/slack';

const layers = ['heap-fragmented'] as const;

/** Below this share of heap in use, free slots are what any mix of sizes leaves. */
const leastShare = 0.4;

/** Free slots inside heap pages that still hold objects: large and persistent (docs/domain.md §4 d). */
export const fragmentation: FindingRule = {
  id: 'fragmentation',
  detect(context) {
    const { composition, series, settings } = context;
    const { heapInuse, heapAlloc } = series;
    if (!heapInuse || !heapAlloc) {
      return [];
    }
    const isAnywhere = (instance: CompositionInstance) =>
      isApart(heapInuse, heapAlloc, settings.thresholds.slack.bytes, instance);
    const instances = composition.instances.filter(isAnywhere);
    if (instances.length === 0) {
      return [];
    }
    const free = difference(heapInuse, heapAlloc);
    return instances.flatMap((instance) => {
      const span = lastingSlack(context, instance, (i) =>
        !Number.isFinite(free[i]) || composition.goMissing[i]
          ? null
          : free[i] > leastShare * heapInuse[i] &&
            free[i] > thresholdFor(settings.thresholds.slack, composition.usage[i])
      );
      if (!span) {
        return [];
      }
      const isEnded = hasEnded(context, instance, span);
      const queries = context.queries(instance);
      const size = medianIn(free, span.first, span.last);
      const inuse = medianIn(heapInuse, span.first, span.last);
      return [
        {
          id: 'fragmentation',
          confidence: 'likely',
          severity: isEnded ? 'info' : 'warning',
          from: composition.time[span.first],
          to: composition.time[span.last],
          upgrade: null,
          headline: message(isEnded ? 'fragmentation.headline-ended' : 'fragmentation.headline', {
            size: bytes(size),
            share: ratio(size / inuse),
          }),
          evidence: [
            shows(
              message('fragmentation.lasted', {
                size: bytes(size),
                inuse: bytes(inuse),
                duration: duration(composition.time[span.last] - composition.time[span.first]),
              }),
              () =>
                several({
                  'without objects': queries.formula(minus('heapInuse', 'heapAlloc')),
                  'in use': queries.one('heapInuse'),
                })
            ),
          ],
          refutedBy: message('fragmentation.refuted'),
          advice: message('fragmentation.advice'),
          layers,
          bytes: size,
        },
      ];
    });
  },
};
