import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { bloatOf, isShown, unsplitHugePagesOf, type Bloat, type UnsplitHugePages } from '../signals/hugePages';
import { medianIn } from '../signals/spans';
import { bytes, message, shows, text } from '../text';
import type { Finding } from '../types';

/**
 * Huge pages of the kernel hold memory that Go gave back: filled again and resident, or not split yet and only charged
 * (docs/domain.md §4 j).
 */
export const hugePageBloat: FindingRule = {
  id: 'huge-page-bloat',
  detect(context) {
    return context.composition.instances.flatMap((instance) => {
      const bloat = bloatOf(context, instance);
      const unsplit = isShown(bloat) ? null : unsplitHugePagesOf(context, instance);
      return [
        ...(bloat && !unsplit ? [refilled(context, instance, bloat)] : []),
        ...(unsplit ? [notSplit(context, instance, unsplit)] : []),
      ];
    });
  },
};

function refilled(context: Context, instance: CompositionInstance, bloat: Bloat): Finding {
  const { span, size, by } = bloat;
  const { composition, series } = context;
  const queries = context.queries(instance);
  return {
    id: 'huge-page-bloat',
    confidence: isShown(bloat) ? 'likely' : 'possible',
    severity: isShown(bloat) ? 'warning' : 'info',
    from: composition.time[span.first],
    to: composition.time[span.last],
    upgrade: null,
    headline: message(`huge-page-bloat.headline${isShown(bloat) ? '' : '-possible'}`, { size: bytes(size) }),
    evidence: [
      shows(
        message('huge-page-bloat.outside', {
          size: bytes(size),
          released: bytes(medianIn(series.heapReleased ?? new Float64Array(), span.first, span.last)),
        }),
        () => several({ 'outside of Go': queries.quantity('outsideGo'), 'given back': queries.one('heapReleased') })
      ),
      shows(message(`huge-page-bloat.${by ?? 'unknown'}`), () =>
        several({ resident: queries.one('rss'), 'kept by Go': queries.quantity('retained') })
      ),
      shows(message('huge-page-bloat.version', { version: text(instance.goVersion ?? '') }), () =>
        queries.selector('goVersion')
      ),
    ],
    refutedBy: message('huge-page-bloat.refuted'),
    advice: message('huge-page-bloat.advice'),
    layers: ['off-heap'],
    bytes: size,
  };
}

function notSplit(context: Context, instance: CompositionInstance, { size, from, to }: UnsplitHugePages): Finding {
  const queries = context.queries(instance);
  return {
    id: 'huge-page-bloat',
    confidence: 'likely',
    severity: 'info',
    from,
    to,
    upgrade: null,
    headline: message('huge-page-bloat.headline-unsplit', { size: bytes(size) }),
    evidence: [
      shows(message('huge-page-bloat.unsplit', { size: bytes(size) }), () =>
        several({ unsplit: queries.quantity('kernel'), resident: queries.one('rss') })
      ),
    ],
    refutedBy: message('huge-page-bloat.refuted-unsplit'),
    advice: message('huge-page-bloat.advice-unsplit'),
    layers: ['kernel'],
    bytes: size,
  };
}
