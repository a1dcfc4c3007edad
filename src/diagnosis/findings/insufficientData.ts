import { isOfContainer } from '../../composition/bases';
import { bytesOfLayer } from '../../composition/layers';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { heldCacheAt } from '../signals/accounts';
import { leastSamples, thresholdFor, mostlyOutside } from '../options';
import { adviceOf } from '../releases';
import { riseBetweenQuarters } from '../signals/growth';
import { isKnown } from '../signals/glance';
import { bloatOf } from '../signals/hugePages';
import { medianIn, medianOf, peakIn } from '../signals/spans';
import type { MessageId } from '../../texts/ids';
import type { FindingRule } from '../rule';
import { bytes, count, duration, list, message, ratio, shows } from '../text';
import type { Evidence, MessageValue } from '../types';
import type { Role } from '../../metrics/types';

/** A gap in Go series shorter than this share of the samples decides nothing. */
const tolerableGap = 0.2;

type Part =
  | 'no-go'
  | 'go-gap'
  | 'no-container'
  | 'no-usage'
  | 'no-rss-cache'
  | 'no-rss'
  | 'no-cache'
  | 'no-working-set'
  | 'unread'
  | 'unread-rss'
  | 'no-released'
  | 'no-version'
  | 'coarse'
  | 'few-samples'
  | 'other-allocator'
  | 'hidden-by-cache'
  | 'outside'
  | 'outside-process';

interface Gap {
  part: Part;
  values?: Record<string, MessageValue>;
  /** A series that would close the gap. */
  role: Role;
}

/** What cannot be decided, and which series would decide it. Says nothing about memory itself; always info. */
export const insufficientData: FindingRule = {
  id: 'insufficient-data',
  isOfEvents: true,
  detect(context) {
    const { composition } = context;
    const gaps = gapsOf(context);
    const [first, last] = [composition.instances[0], composition.instances[composition.instances.length - 1]];
    if (gaps.length === 0 || !first) {
      return [];
    }
    return [
      {
        id: 'insufficient-data',
        confidence: 'proven',
        severity: 'info',
        from: first.from,
        to: last.to,
        upgrade: null,
        headline: message('insufficient-data.headline', {
          missing: list(gaps.map(({ part }) => message(`insufficient-data.part-${part}` satisfies MessageId))),
        }),
        evidence: gaps.map(({ part, values, role }): Evidence =>
          shows(message(`insufficient-data.${part}` satisfies MessageId, values), () =>
            context.queries().selector(role)
          )
        ),
        refutedBy: message('insufficient-data.refuted'),
        advice: message('insufficient-data.advice'),
        layers: [],
        bytes: 0,
      },
    ];
  },
};

function gapsOf(context: Context): Gap[] {
  const { composition, series, step, coarse } = context;
  const { instances, samples } = composition;
  const gaps: Gap[] = [];
  const hasContainer = isOfContainer(composition.base);
  const whole = { start: 0, end: composition.time.length };
  const hasGo = series.heapAlloc !== undefined || isKnown(composition.retained, whole);
  const missing = flagged(composition.goMissing);
  if (!hasContainer) {
    gaps.push({ part: 'no-container', role: 'usage' });
  } else {
    if (!series.usage) {
      gaps.push({
        part: 'no-usage',
        role: 'usage',
        values: { base: list([message(`insufficient-data.base-${composition.base}` satisfies MessageId)]) },
      });
    }
    if (!series.workingSet) {
      gaps.push({ part: 'no-working-set', role: 'workingSet' });
    }
    if (instances.some(({ isUnread }) => isUnread)) {
      gaps.push({ part: series.cache ? 'unread-rss' : 'unread', role: 'rss' });
    } else if (!series.rss) {
      gaps.push({ part: series.cache ? 'no-rss' : 'no-rss-cache', role: 'rss' });
    } else if (!series.cache) {
      gaps.push({ part: 'no-cache', role: 'cache' });
    }
  }
  if (!hasGo) {
    gaps.push({ part: 'no-go', role: 'sys' });
  } else {
    if (missing > tolerableGap * samples) {
      gaps.push({ part: 'go-gap', role: 'sys', values: { share: ratio(missing / samples) } });
    }
    if (!series.heapReleased && !series.otelOther) {
      gaps.push({ part: 'no-released', role: 'heapReleased' });
    }
    if (!instances.some(({ goVersion }) => goVersion !== null)) {
      gaps.push({ part: 'no-version', role: 'goVersion' });
    }
  }
  gaps.push(...lazyGaps(context), ...outsideGaps(context));
  if (coarse) {
    gaps.push({ part: 'coarse', role: 'usage', values: { step: duration(step) } });
  }
  if (samples > 0 && samples < leastSamples) {
    gaps.push({ part: 'few-samples', role: 'usage', values: { samples: count(samples) } });
  }
  return gaps;
}

/** How many flags are set. */
function flagged(flags: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < flags.length; i++) {
    count += flags[i];
  }
  return count;
}

/**
 * Most of what a process needs is outside of the Go heap, and no Go series says what it is. Growth and huge pages have
 * findings of their own.
 */
function outsideGaps(context: Context): Gap[] {
  const { composition, settings } = context;
  const { need, usage } = composition;
  const run = composition.instances[composition.instances.length - 1];
  if (composition.base === 'process-rss' && run) {
    return outsideOfProcess(context, run);
  }
  if (!run || !(composition.most.outside > settings.thresholds.slack.bytes)) {
    return [];
  }
  const needed = medianIn(need.low, run.start, run.end - 1);
  const offHeap =
    composition.most.outside >= mostlyOutside * needed ? bytesOfLayer(composition, 'off-heap') : undefined;
  if (!offHeap) {
    return [];
  }
  const size = medianIn(offHeap, run.start, run.end - 1);
  const share = size / needed;
  const limit = thresholdFor(settings.thresholds.slack, medianIn(usage, run.start, run.end - 1));
  const isLarge = share >= mostlyOutside && size > limit;
  return isLarge && !(riseBetweenQuarters(offHeap, run) > limit) && !bloatOf(context, run)
    ? [{ part: 'outside', role: 'rss', values: { size: bytes(size), share: ratio(share) } }]
    : [];
}

/** The same where only the process tells: more than Go released, so that huge pages cannot be all of it. */
function outsideOfProcess({ composition, series, settings }: Context, run: CompositionInstance): Gap[] {
  const { processRss, retained } = composition;
  const outside = processRss.map((rss, i) => rss - retained[i] - (series.heapReleased?.[i] ?? 0));
  const [size, resident] = [outside, processRss].map((values) => medianIn(values, run.start, run.end - 1));
  const limit = thresholdFor(settings.thresholds.slack, resident);
  return size >= mostlyOutside * resident && size > limit && !(riseBetweenQuarters(outside, run) > limit)
    ? [{ part: 'outside-process', role: 'processRss', values: { size: bytes(size), share: ratio(size / resident) } }]
    : [];
}

/** Memory that was freed lazily, or may have been, and whose size Go's own numbers and kernel accounting leave open. */
function lazyGaps({ composition, series, settings }: Context): Gap[] {
  const { usage, rss, retained, lazilyFreed } = composition;
  for (const instance of composition.instances) {
    const { start, end, mode, goVersion } = instance;
    const tolerance = thresholdFor(settings.thresholds.lazilyFreed, peakIn(usage, start, end - 1).value);
    const others =
      mode === 'full' && composition.most.other > tolerance ? bytesOfLayer(composition, 'other') : undefined;
    const byOthers = others ? medianIn(others, start, end - 1) : 0;
    if (byOthers > tolerance) {
      return [{ part: 'other-allocator', role: 'rss', values: { size: bytes(byOthers) } }];
    }
    const { cache, heapReleased, inactiveFile } = series;
    if (mode === 'full' && cache && heapReleased && !inactiveFile && adviceOf(goVersion) === 'lazy') {
      const held = medianOf(instance, (i) => heldCacheAt(composition, i));
      const open = medianOf(instance, (i) => Math.min(heapReleased[i], rss[i] - retained[i]) - lazilyFreed.estimate[i]);
      const hidden = Math.min(held, open);
      if (hidden > tolerance) {
        return [{ part: 'hidden-by-cache', role: 'inactiveFile', values: { size: bytes(hidden) } }];
      }
    }
  }
  return [];
}
