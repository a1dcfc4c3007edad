import { isOfContainer } from '../../composition/bases';
import { bytesOfLayer } from '../../composition/layers';
import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples, thresholdFor } from '../options';
import { adviceOf } from '../releases';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { isAbove, isKnown } from '../signals/glance';
import { residentOf } from '../signals/heldCache';
import { lazilyFreedEvidence, partEvidence } from '../signals/lazilyFreedEvidence';
import { lazilyFreedSpans } from '../signals/lazilyFreedSpans';
import { isOneReading } from '../signals/oneReading';
import { partlyKnownFreed } from '../signals/partlyKnownFreed';
import { riseAcross, riseInRun } from '../signals/growth';
import { joinSpans, medianIn, peakIn, presentShare, spansWhere, type Span } from '../signals/spans';
import { bytes, message, shows, text } from '../text';
import type { Finding } from '../types';
import { changeThatBrought, isRollback, upgradeTo } from '../upgrades';

const layers = ['lazily-freed'] as const;

/** Resident memory beyond what Go keeps that is so much of what it released is most likely just that. */
const mostlyReleased = 0.7;

/**
 * Where so many times what Go released is resident beside what it keeps, most of that is outside of Go, and so may all
 * of it be.
 */
const mostBesides = 2;

/**
 * Lazily freed memory: the estimate min(E, R - G, heapReleased) above tolerance (docs/design.md §6, §7). E alone
 * decides only where there is no Go series. Restarts with the same Go version in between do not make two findings of
 * one.
 */
export const lazilyFreed: FindingRule = {
  id: 'lazily-freed',
  detect(context) {
    const { instances } = context.composition;
    const findings: Array<{ first: number; version: string | null; span: Span }> = [];
    instances.forEach((instance, index) => {
      const spans = joinSpans(context.composition.time, lazilyFreedSpans(context, instance), Infinity);
      if (spans.length === 0 || sizeByOthers(context, instance) > 0) {
        return;
      }
      const previous = findings[findings.length - 1];
      if (
        previous &&
        previous.version === instance.goVersion &&
        instances[index - 1]?.goVersion === instance.goVersion
      ) {
        previous.span.last = spans[0].last;
      } else {
        findings.push({ first: index, version: instance.goVersion, span: spans[0] });
      }
    });
    return [
      ...findings.map(({ first, span }) => finding(context, first, span)),
      ...instances.flatMap((instance) => [...byOthers(context, instance), ...byPart(context, instance)]),
    ];
  },
};

function finding(context: Context, index: number, span: Span): Finding {
  const { composition } = context;
  const instance = composition.instances[index];
  const whole = peakIn(composition.lazilyFreed.estimate, span.first, span.last);
  const peak = presentPeak(composition, span, whole);
  const size = peak.value;
  const usage = composition.usage[peak.index];
  const upgrade = upgradeTo('lazy', changeThatBrought(context.changes, index));
  const hasGo = instance.mode !== 'no-go';
  const isDoubtful = wasInUse(context, index, span);
  const values = { size: bytes(size), usage: bytes(usage) };
  return {
    id: 'lazily-freed',
    // That such pages exist is proven; how many are still free is not, where Go's side is missing or misleading.
    confidence: isDoubtful ? 'possible' : instance.untouchedBallast || !hasGo ? 'likely' : 'proven',
    // A release that changes what usage, rss and working set mean asks for new thresholds.
    severity: upgrade ? 'warning' : 'info',
    from: composition.time[span.first],
    to: composition.time[span.last],
    upgrade,
    headline: isDoubtful
      ? message('lazily-freed.headline-killed', values)
      : upgrade
        ? message(`lazily-freed.headline-${isRollback(upgrade) ? 'rollback' : 'upgrade'}`, {
            ...values,
            from: text(upgrade.from),
            to: text(upgrade.to),
          })
        : message(hasGo ? 'lazily-freed.headline' : 'lazily-freed.headline-no-go', values),
    evidence: lazilyFreedEvidence(context, instance, { i: peak.index, span, upgrade }),
    refutedBy: message('lazily-freed.refuted'),
    advice: message(
      isDoubtful
        ? 'lazily-freed.advice-killed'
        : !hasGo
          ? 'lazily-freed.advice-no-go'
          : adviceOf(instance.goVersion) === 'eager'
            ? 'lazily-freed.advice-eager'
            : 'lazily-freed.advice'
    ),
    layers,
    bytes: whole.value,
  };
}

/**
 * A peak of twice what is present is what was. Where it went into use again, usage is what it was; where the kernel
 * took it, usage fell by as much.
 */
const leastKept = { freed: 0.5, usage: 0.8 };

/** The most of lazily freed memory in a span; of what was taken into use again since, the most in its last part. */
function presentPeak(
  { lazilyFreed: { estimate }, usage }: Composition,
  { first, last }: Span,
  whole: ReturnType<typeof peakIn>
): ReturnType<typeof peakIn> {
  const recent = peakIn(estimate, last - Math.floor(presentShare * (last - first)), last);
  const isUsed =
    recent.value < leastKept.freed * whole.value && usage[recent.index] >= leastKept.usage * usage[whole.index];
  return isUsed ? recent : whole;
}

/**
 * True where a run ended in a kill at its limit with lazily freed memory on the books: the kernel takes such pages
 * before it kills, so they had been taken into use again.
 */
function wasInUse({ composition, kills, settings }: Context, index: number, { last }: Span): boolean {
  const { instances, lazilyFreed: freed, usage } = composition;
  return kills.some((kill) => {
    const i = kill ? kill.end - 1 : -1;
    return (
      kill?.atLimit === true &&
      kill.run >= index &&
      i <= Math.max(last, instances[kill.run].end - 1) &&
      freed.estimate[i] > thresholdFor(settings.thresholds.lazilyFreed, usage[i])
    );
  });
}

/** Bytes that another allocator than Go freed lazily, where these are more than what Go freed; else 0. */
function sizeByOthers(context: Context, instance: CompositionInstance): number {
  const { composition, settings } = context;
  const { start, end, mode } = instance;
  const { retained, fileListExcess, most, usage, lazilyFreed: freed } = composition;
  if (mode !== 'full' || !(most.other > settings.thresholds.lazilyFreed.bytes) || !isOneReading(context, instance)) {
    return 0;
  }
  const enough = thresholdFor(settings.thresholds.lazilyFreed, peakIn(usage, start, end - 1).value);
  const others = most.other > enough ? bytesOfLayer(composition, 'other') : undefined;
  if (!others || !isKnown(retained, { start, end }) || !isAbove(fileListExcess, 0, { start, end })) {
    return 0;
  }
  const size = medianIn(others, start, end - 1);
  return size > enough && size > medianIn(freed.estimate, start, end - 1) ? size : 0;
}

/** More than Go ever had is on the file lists: C code or another allocator freed it, or took it into use again. */
function byOthers(context: Context, instance: CompositionInstance): Finding[] {
  const { composition } = context;
  const size = sizeByOthers(context, instance);
  if (size === 0) {
    return [];
  }
  const queries = context.queries(instance);
  const usage = medianIn(composition.usage, instance.start, instance.end - 1);
  return [
    {
      id: 'lazily-freed',
      confidence: 'possible',
      severity: 'info',
      from: instance.from,
      to: instance.to,
      upgrade: null,
      headline: message('lazily-freed.headline-others', { size: bytes(size), usage: bytes(usage) }),
      evidence: [
        shows(
          message('lazily-freed.others', {
            excess: bytes(medianIn(composition.fileListExcess, instance.start, instance.end - 1)),
            retained: bytes(medianIn(composition.retained, instance.start, instance.end - 1)),
          }),
          () => several({ excess: queries.quantity('excess'), 'kept by Go': queries.quantity('retained') })
        ),
      ],
      refutedBy: message('lazily-freed.refuted'),
      advice: message('lazily-freed.advice-others'),
      layers,
      bytes: size,
    },
  ];
}

/** A rise of which Go released less than this share is none of what it freed. */
const leastReleased = 0.5;

/** True where what may be lazily freed rises while Go gives nothing back: a C library would look the same. */
function risesWithoutGo(context: Context, instance: CompositionInstance, freed: Float64Array): boolean {
  const { heapReleased } = context.series;
  const rise = heapReleased ? riseInRun(context, instance, freed, 'middle') : null;
  const released = (first: number, last: number) => medianIn(heapReleased ?? freed, first, last);
  return rise !== null && riseAcross(context, instance, rise, released) < leastReleased * rise.bytes;
}

/** Where a series is missing: what a sample of cAdvisor proves, and on a lazy version what Go and its process tell. */
function byPart(context: Context, instance: CompositionInstance): Finding[] {
  const { composition, series, settings } = context;
  const part = partlyKnownFreed(context, instance);
  if (!part) {
    return [];
  }
  const { proven, byGo } = part;
  const size = byGo.map((bytes, i) => (bytes > proven[i] || Number.isNaN(proven[i]) ? bytes : proven[i]));
  const tolerance = (i: number) => thresholdFor(settings.thresholds.lazilyFreed, composition.usage[i]);
  const [span] = joinSpans(
    composition.time,
    spansWhere(composition.time, instance, (i) => (Number.isNaN(size[i]) ? null : size[i] > tolerance(i)), {
      samples: leastSamples,
      duration: settings.durations.lazilyFreed,
      gap: context.gap,
    }),
    Infinity
  );
  if (!span) {
    return [];
  }
  const peak = peakIn(size, span.first, span.last);
  const at = peak.index;
  const isProven = proven[at] > tolerance(at);
  const isOfGo = byGo[at] > tolerance(at);
  if (!isProven && risesWithoutGo(context, instance, byGo)) {
    return [];
  }
  const released = series.heapReleased?.[at] ?? NaN;
  const resident = residentOf(context)[at];
  // Heap that was mapped and never touched counts as released, too (docs/domain.md §1.4).
  const mayBeOther = !isProven && resident - composition.retained[at] > mostBesides * released;
  const isMostly = !mayBeOther && peak.value >= mostlyReleased * released;
  const isResident = isOfGo && !Number.isNaN(resident);
  const values = { size: bytes(peak.value), usage: bytes(isResident ? resident : composition.usage[at]) };
  const ofGo = isResident ? 'lazily-freed.headline-process' : 'lazily-freed.headline';
  return [
    {
      id: 'lazily-freed',
      confidence: isProven || isMostly ? 'likely' : 'possible',
      severity: 'info',
      from: composition.time[span.first],
      to: composition.time[span.last],
      upgrade: null,
      headline: message(isOfGo && !mayBeOther ? ofGo : 'lazily-freed.headline-no-go', values),
      evidence: partEvidence(context, instance, { at, isProven, isOfGo }),
      refutedBy: message('lazily-freed.refuted'),
      advice: message(isOfGo ? 'lazily-freed.advice' : 'lazily-freed.advice-no-go'),
      layers: [isOfContainer(composition.base) ? 'cache-or-lazily-freed' : 'other'],
      bytes: peak.value,
    },
  ];
}
