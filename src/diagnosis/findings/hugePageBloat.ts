import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { limitFor } from '../options';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { medianIn, peakIn } from '../signals/spans';
import { bytes, message, text } from '../text';
import { deepestDrop } from '../signals/drop';
import type { Range } from '../signals/envelope';
import { compareGoVersions, parseGoVersion } from '../version';
import { lastingSlack } from '../signals/slack';

const layers = ['off-heap'] as const;

/** Go no longer keeps released memory out of huge pages since then. */
const since = { major: 1, minor: 21, patch: 1 };

/** Resident memory that falls by less than this share of Go's fall does not follow it. */
const follows = 0.5;
/** Go must have fallen by this share of its peak for that to show. */
const leastMove = 0.2;

const inFullUse = 0.7;

interface Bloat {
  span: { first: number; last: number };
  size: number;
  /** True where resident memory is seen not to follow Go; null where Go did not move enough to tell. */
  stays: boolean | null;
}

/**
 * Released memory that is resident again in huge pages: 0 < rss - retained <= heapReleased with E near 0, on Go 1.21.1
 * and later, and rss that does not fall when Go gives memory back (docs/domain.md §4 j).
 */
function bloatOf(context: Context, instance: CompositionInstance): Bloat | null {
  const { composition, series, settings } = context;
  const version = parseGoVersion(instance.goVersion);
  const released = series.heapReleased;
  if (!version || compareGoVersions(version, since) < 0 || !released) {
    return null;
  }
  const outside = composition.rss.map((rss, i) => rss - composition.retained[i]);
  const peak = peakIn(composition.retained, instance.start, instance.end - 1).value;
  const span = lastingSlack(context, instance, (i) => {
    const limit = limitFor(settings.thresholds.resident, composition.usage[i]);
    // While Go uses all of it again, there is nothing to see.
    return Number.isNaN(outside[i]) || composition.goMissing[i] || composition.retained[i] > inFullUse * peak
      ? null
      : outside[i] > limit && outside[i] <= released[i] + limit && !(composition.fileListExcess[i] > limit);
  });
  return span && { span, size: medianIn(outside, span.first, span.last), stays: staysResident(context, instance) };
}

/** Compares the deepest falls: off-heap memory leaves rss free to fall with Go, huge pages hold it up. */
function staysResident({ composition }: Context, range: Range): boolean | null {
  const go = deepestDrop(composition.retained, range);
  const rss = deepestDrop(composition.rss, range);
  return !go || !rss || !(go.bytes > leastMove * composition.retained[go.peak]) ? null : rss.bytes < follows * go.bytes;
}

/** True where memory outside of Go is released heap that came back, not off-heap memory. */
export const hugePagesExplain = (context: Context, instance: CompositionInstance): boolean =>
  bloatOf(context, instance)?.stays === true;

export const hugePageBloat: FindingRule = {
  id: 'huge-page-bloat',
  needs: ['usage', 'workingSet', 'rss', 'cache', 'sys', 'heapReleased', 'goVersion'],
  layers,
  detect(context) {
    const { composition } = context;
    return composition.instances.flatMap((instance) => {
      const bloat = bloatOf(context, instance);
      if (!bloat || bloat.stays === false) {
        return [];
      }
      const { span, size, stays } = bloat;
      const queries = context.queries(instance);
      return [
        {
          id: 'huge-page-bloat',
          confidence: stays ? 'likely' : 'possible',
          severity: stays ? 'warning' : 'info',
          from: composition.time[span.first],
          to: composition.time[span.last],
          upgrade: null,
          headline: message(stays ? 'huge-page-bloat.headline' : 'huge-page-bloat.headline-possible', {
            size: bytes(size),
          }),
          evidence: [
            {
              text: message('huge-page-bloat.outside', {
                size: bytes(size),
                released: bytes(medianIn(context.series.heapReleased ?? new Float64Array(), span.first, span.last)),
              }),
              promql: several({
                'outside of Go': queries.quantity('outsideGo'),
                'given back': queries.one('heapReleased'),
              }),
            },
            {
              text: message(stays ? 'huge-page-bloat.stays' : 'huge-page-bloat.unknown'),
              promql: several({ resident: queries.one('rss'), 'kept by Go': queries.quantity('retained') }),
            },
            {
              text: message('huge-page-bloat.version', { version: text(instance.goVersion ?? '') }),
              promql: queries.selector('goVersion'),
            },
          ],
          refutedBy: message('huge-page-bloat.refuted'),
          advice: message('huge-page-bloat.advice'),
          layers: [...layers],
          bytes: size,
        },
      ];
    });
  },
};
