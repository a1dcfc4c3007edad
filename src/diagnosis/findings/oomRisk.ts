import { isOfGo } from '../../composition/bases';
import type { Composition, CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { mostlyOutside, riskShares } from '../options';
import type { FindingRule } from '../rule';
import type { Kill } from '../signals/kills';
import { wasKilledBefore } from '../signals/terminations';
import { hasRoom } from '../signals/need';
import { needWithoutFiles, pressureEvidence } from '../signals/pressure';
import { clearSpans, mayBeNear, riskOf, type Risk } from '../signals/risk';
import {
  changedLimit,
  goMemLimitEvidence,
  killEvidence,
  loweredEvidence,
  needEvidence,
  outsideEvidence,
  outsideOf,
  swapEvidence,
  timeToLimit,
} from '../signals/riskEvidence';
import { swappedAt } from '../signals/swap';
import { peakIn, type Span } from '../signals/spans';
import { bytes, count, duration, message, ratio, time } from '../text';
import type { Finding, Message, Severity } from '../types';
import { hasMemoryLimit } from '../version';

/** Working set that says less than this share of the limit hides a need that is near it. */
const hiddenBelow = 0.8;

const layers = ['heap-objects', 'heap-fragmented', 'heap-idle', 'stacks', 'runtime', 'off-heap', 'anonymous'] as const;

/**
 * Honest headroom (docs/domain.md §4 l): warning when what cannot be given back passes 85 % of the limit, critical at
 * 95 %. Where nothing tells what working set consists of, a warning marked as possible; where only cache or kernel
 * memory is undecided, information. A kill decides for its run and those after it. An all-clear where usage is near the
 * limit and the need is not. Nothing without a limit.
 */
export const oomRisk: FindingRule = {
  id: 'oom-risk',
  detect(context) {
    const { composition, kills } = context;
    // What Go counts itself may never have been touched: nothing tells that it is charged.
    if (isOfGo(composition.base) || composition.workload.mayCountTwice) {
      return [];
    }
    const killedBefore = wasKilledBefore(composition);
    const risks: Finding[] = [];
    composition.instances.forEach((instance, index) => {
      if (kills[index] === null && !mayBeNear(context, instance)) {
        return;
      }
      const earlier = kills.slice(0, index).filter((kill): kill is Kill => kill?.atLimit === true);
      const risk = riskOf(context, instance, kills[index], earlier);
      if (risk) {
        risks.push(finding(context, instance, index, risk));
      } else if (!killedBefore && kills.every((kill) => kill === null)) {
        const high = clearSpans(context, instance);
        if (high.length > 0) {
          risks.push(allClear(context, instance, high));
        }
      }
    });
    return merge(risks);
  },
};

/** Runs that are at risk one after another are one risk; one that has passed is none beside one that came again. */
function merge(risks: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  const worst = risks.filter(({ severity }) => severity !== 'info').pop();
  for (const risk of risks.filter(({ headline, to }) => headline.id !== passed.certain || !(to < (worst?.to ?? 0)))) {
    const previous = merged[merged.length - 1];
    if (previous && previous.severity !== 'info' && risk.severity !== 'info') {
      // The later of two that are alike tells how things are now.
      const worse = previous.severity === 'critical' && risk.severity !== 'critical' ? previous : risk;
      merged[merged.length - 1] = { ...worse, from: previous.from, to: risk.to };
    } else {
      merged.push(risk);
    }
  }
  return merged;
}

/** One step less: what has passed is worth knowing, and asks for less haste. */
const milder: Readonly<Record<Severity, Severity>> = { critical: 'warning', warning: 'info', info: 'info' };

function finding(context: Context, instance: CompositionInstance, index: number, risk: Risk): Finding {
  const { composition, gap } = context;
  const { spans, values, kind, bursts } = risk;
  const [first, last] = [spans[0].first, spans[spans.length - 1].last];
  const peak = peakUnderLimit(composition, values, { first, last });
  const i = peak.index < 0 ? composition.drawn.lastIndexOf(1, last) : peak.index;
  const isOver = context.isOver(instance);
  const isBetween = kind !== 'killed' && instance.to - composition.time[last] > gap;
  const hasPassed = isBetween && bursts === undefined;
  const outside = outsideOf(context, i);
  const swapped = kind === 'killed' ? 0 : swappedAt(context, instance, last);
  // What is in swap kept the container alive so far; and no kill is near for a run that is over.
  const isMilder = swapped > 0 || isOver || (isBetween && !hasPassed);
  const severity = isMilder && risk.severity === 'critical' ? 'warning' : risk.severity;
  return {
    id: 'oom-risk',
    confidence: risk.confidence,
    severity: hasPassed ? milder[severity] : severity,
    from: composition.time[first],
    to: composition.time[last],
    upgrade: null,
    headline: headlineOf(context, i, risk, {
      hasPassed,
      isRaised: hasPassed && wasRaised(context, instance, risk, i),
      until: hasPassed || isOver ? composition.time[last] : null,
      bursts: isBetween ? (bursts ?? null) : null,
      swapped,
    }),
    evidence: [
      // All of the limit was needed at a kill, whatever looked as if it could be given back.
      ...(kind === 'killed' ? [] : needEvidence(context, instance, i, values[i])),
      ...loweredEvidence(context, instance, i),
      ...outsideEvidence(context, instance, i, outside),
      ...swapEvidence(context, instance, swapped),
      ...pressureEvidence(context, instance, { first, last }),
      ...goMemLimitEvidence(context, instance, i),
      ...killEvidence(context, index),
      ...(hasPassed || isOver ? [] : timeToLimit(context, instance, values, kind === 'certain')),
    ],
    refutedBy: message('oom-risk.refuted'),
    advice: swapped > 0 && kind === 'certain' ? message('oom-risk.advice-swap') : adviceOf(context, instance, risk, i),
    layers,
    bytes: Number.isFinite(peak.value) ? peak.value : composition.usage[i],
  };
}

/** The peak of a span among samples whose limit is known: one that is not in force is none (composition/limits.ts). */
const peakUnderLimit = ({ limit }: Composition, values: Float64Array, { first, last }: Span) =>
  peakIn(
    values.map((bytes, i) => (limit[i] > 0 ? bytes : NaN)),
    first,
    last
  );

/** A need counts as the same from this share of it on. */
const sameNeed = 0.9;

/** True where a risk has passed because its limit was raised, and not because less is needed. */
function wasRaised({ composition }: Context, { end }: CompositionInstance, { values }: Risk, i: number): boolean {
  const last = composition.drawn.lastIndexOf(1, end - 1);
  return (
    composition.limit[last] >= changedLimit * composition.limit[i] &&
    values[last] >= sameNeed * values[i] &&
    values[last] <= values[i] / sameNeed
  );
}

const passed = {
  certain: 'oom-risk.headline-passed',
  unknown: 'oom-risk.headline-possible-passed',
  undecided: 'oom-risk.headline-undecided-passed',
  pressed: 'oom-risk.headline-undecided-passed',
} as const;

function headlineOf(
  { composition }: Context,
  i: number,
  { values, kind, waiting, heldFor, isUnseen }: Risk,
  {
    hasPassed,
    isRaised,
    until,
    bursts,
    swapped,
  }: { hasPassed: boolean; isRaised: boolean; until: number | null; bursts: number | null; swapped: number }
): Message {
  const limit = composition.limit[i];
  const shares = { need: ratio(values[i] / limit), workingSet: ratio(composition.workingSet[i] / limit) };
  if (kind === 'killed') {
    return message('oom-risk.headline-killed');
  }
  if (isUnseen && values[i] < riskShares.warning * limit) {
    return message('oom-risk.headline-unseen', shares);
  }
  if (until === null && bursts !== null) {
    return message('oom-risk.headline-bursts', { ...shares, count: count(bursts) });
  }
  if (until !== null && isRaised) {
    return message('oom-risk.headline-raised', { ...shares, until: time(until) });
  }
  if (until !== null) {
    const past = kind === 'certain' && !hasPassed ? 'oom-risk.headline-over' : passed[kind];
    return message(past, { ...shares, until: time(until) });
  }
  if (waiting !== undefined) {
    return message('oom-risk.headline-pressed', { ...shares, waiting: ratio(waiting) });
  }
  if (kind === 'undecided' && heldFor !== undefined) {
    return message('oom-risk.headline-held', { ...shares, lasted: duration(heldFor) });
  }
  if (kind !== 'certain') {
    const open = Number.isFinite(composition.workingSet[i])
      ? 'oom-risk.headline-possible'
      : 'oom-risk.headline-possible-rss';
    return message(kind === 'unknown' ? open : 'oom-risk.headline-undecided', shares);
  }
  if (swapped > 0) {
    return message('oom-risk.headline-swap', { ...shares, swap: bytes(swapped) });
  }
  if (values[i] < riskShares.warning * limit) {
    // The rest of what Go keeps is garbage, which it collects as long as live memory leaves it the room.
    const live = values[i] - Math.max(0, composition.need.low[i] - composition.retained[i]);
    return message('oom-risk.headline-gomemlimit', { fills: ratio(live / composition.goMemLimit[i]) });
  }
  return composition.workingSet[i] < hiddenBelow * limit
    ? message('oom-risk.headline-hidden', shares)
    : message('oom-risk.headline', shares);
}

/** From this share of the need on, goroutines decide, and settings of the collector do not help. */
const mostlyStacks = 0.4;

function adviceOf(context: Context, instance: CompositionInstance, { kind, killedBy }: Risk, i: number): Message {
  const { goVersion, mode } = instance;
  const { need, goMemLimit, limit } = context.composition;
  if (kind === 'undecided' || kind === 'pressed') {
    return message(`oom-risk.advice-${kind}`);
  }
  if (killedBy && killedBy !== 'go' && killedBy !== 'stacks' && killedBy !== 'off-heap') {
    return message('oom-risk.advice-part');
  }
  if (outsideOf(context, i) >= mostlyOutside * need.low[i]) {
    return message('oom-risk.advice-outside');
  }
  // The collector does not free the stack of a goroutine that lives.
  if ((context.series.stackSys?.[i] ?? NaN) > mostlyStacks * need.low[i]) {
    return message('stack-growth.advice');
  }
  if (goMemLimit[i] <= limit[i]) {
    return message(hasRoom(context, instance, i) ? 'oom-risk.advice-collector' : 'oom-risk.advice-no-room');
  }
  if (mode === 'no-go') {
    return message('oom-risk.advice-no-go');
  }
  return message(hasMemoryLimit(goVersion) ? 'oom-risk.advice' : 'oom-risk.advice-old');
}

function allClear(context: Context, instance: CompositionInstance, spans: readonly Span[]): Finding {
  const { composition } = context;
  // Between the spans nothing may be known about the need, or it may have been high: the longest one speaks.
  const { first, last } = spans.reduce((a, b) => (b.last - b.first > a.last - a.first ? b : a));
  const { index, value } = peakUnderLimit(composition, composition.usage, { first, last });
  const limit = composition.limit[index];
  const needed = needWithoutFiles(composition)[index];
  return {
    id: 'oom-risk',
    confidence: 'likely',
    severity: 'info',
    from: composition.time[first],
    to: composition.time[last],
    upgrade: null,
    headline: message('oom-risk.headline-clear', {
      usage: ratio(value / limit),
      reclaimable: ratio((value - needed) / value),
      need: ratio(needed / limit),
    }),
    evidence: needEvidence(context, instance, index),
    refutedBy: message('oom-risk.refuted-clear'),
    advice: message('oom-risk.advice-clear'),
    layers: ['lazily-freed', 'page-cache'],
    bytes: value - needed,
  };
}
