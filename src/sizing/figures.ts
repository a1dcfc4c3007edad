import { bytes, duration, message, rate, ratio, text } from '../diagnosis/text';
import type { Finding, Message } from '../diagnosis/types';
import { hasMemoryLimit } from '../diagnosis/version';
import { day, second } from '../metrics/units';
import type { KillLimits } from './kills';
import { leakMessage, swapDoubt } from './obstacles';
import { goHeadroom, leastOverLive, limitMargin, mostUntouched, roundDown, roundUp } from './rules';
import type { Figure, SizingNumbers } from './types';

/** A number that is not recommended, and why. */
export const none = (...why: Message[]): Figure => ({ bytes: null, why });

/**
 * Limit: what was needed at the most and a fifth more. A need that still rises is taken as it will be after it has
 * risen for as long again, at most a day; a heap is taken as large as its collector lets it grow; after a kill at the
 * limit the need counts as at least that limit. None where a kill may have been a need that no sample shows. A heap
 * that fills up to GOMEMLIMIT asks for what that leaves room in, or each limit would ask for a larger one.
 */
export function limitFigure(numbers: SizingNumbers, kills: KillLimits): Figure {
  const { need, growthPerDay, risingFor, heapGoal, heldAt, outside } = numbers;
  const margin = ratio(limitMargin - 1);
  const known = Math.max(need.peak, kills.reached);
  if (kills.open && kills.open.limit > known) {
    return none(
      kills.open.isAtStart
        ? message('sizing.killed-at-start')
        : message('sizing.killed-elsewhere', { share: ratio(kills.open.usage / kills.open.limit) })
    );
  }
  const held = heldAt === null ? NaN : (heldAt + (outside ?? 0)) / (1 - goHeadroom);
  if (heldAt !== null && known <= held) {
    const values = { own: bytes(heldAt), outside: bytes(outside ?? 0), headroom: ratio(goHeadroom) };
    return { bytes: roundUp(held), why: [message('sizing.limit-held', values)] };
  }
  const ahead = growthPerDay * Math.min(1, risingFor / day);
  const seen = known + ahead;
  const collected = heapGoal === null ? 0 : heapGoal + (outside ?? 0);
  const why =
    collected > seen && heapGoal !== null
      ? [message('sizing.limit-heap', { goal: bytes(heapGoal), outside: bytes(outside ?? 0), margin })]
      : [message('sizing.limit', { peak: bytes(need.peak), margin })];
  if (ahead > 0) {
    why.push(message('sizing.limit-rising', { rate: rate(growthPerDay / (day / second)), ahead: bytes(ahead) }));
  }
  if (kills.reached > need.peak) {
    why.push(message('sizing.limit-killed', { limit: bytes(kills.reached) }));
  }
  return { bytes: roundUp(limitMargin * Math.max(seen, collected)), why };
}

/**
 * Request: what 99 of 100 samples stay below, so that the node has it and the kubelet evicts others first; never above
 * the limit, which Kubernetes refuses.
 */
export function requestFigure(numbers: SizingNumbers, limit: Figure, leak: Finding | null): Figure {
  const { need, window, presentLimit } = numbers;
  return {
    bytes: Math.min(roundUp(need.p99), limit.bytes ?? presentLimit ?? Infinity),
    why: [
      message('sizing.request', { p99: bytes(need.p99), window: duration(window.to - window.from) }),
      ...swapDoubt(numbers),
      ...(leak ? [leakMessage('sizing.request-leak', leak)] : []),
    ],
  };
}

/**
 * GOMEMLIMIT: the limit without what Go does not count and without headroom. None where Go does not know it, and none
 * where it would keep the collector running.
 */
export function goMemLimitFigure(
  { need, liveHeapPeak, outside, untouched }: SizingNumbers,
  limit: Figure,
  goVersion: string | null
): Figure {
  if (!hasMemoryLimit(goVersion)) {
    return none(message('sizing.gomemlimit-old', { version: text(goVersion ?? '') }));
  }
  if (liveHeapPeak === null || outside === null) {
    return none(message('sizing.gomemlimit-no-go'));
  }
  if (limit.bytes === null) {
    return none(message('sizing.gomemlimit-no-limit'));
  }
  if (untouched > mostUntouched * need.peak) {
    return none(message('sizing.gomemlimit-untouched', { size: bytes(untouched) }));
  }
  const size = roundDown(Math.max(1, limit.bytes - outside - goHeadroom * limit.bytes));
  const values = { limit: bytes(limit.bytes), outside: bytes(outside), headroom: ratio(goHeadroom) };
  if (size < leastOverLive * liveHeapPeak) {
    return none(message('sizing.gomemlimit-low', { ...values, live: bytes(liveHeapPeak) }));
  }
  return {
    bytes: size,
    why: [message('sizing.gomemlimit', values), ...(goVersion === null ? [message('sizing.gomemlimit-unknown')] : [])],
  };
}

/** The finding that explains why no limit is recommended. */
export const noLimit = (leak: Finding): Figure => none(leakMessage('sizing.leak', leak));
