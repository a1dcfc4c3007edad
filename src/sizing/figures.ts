import { bytes, duration, message, rate, ratio, text } from '../diagnosis/text';
import type { Finding, Message } from '../diagnosis/types';
import { hasMemoryLimit } from '../diagnosis/version';
import { leakMessage } from './obstacles';
import { goHeadroom, leastOverLive, limitMargin, mostUntouched, roundDown, roundUp } from './rules';
import type { Figure, SizingNumbers } from './types';

const dayInSeconds = 86_400;
/** A number that is not recommended, and why. */
export const none = (...why: Message[]): Figure => ({ bytes: null, why });

/** What the container was killed at: its own limit; null where no kill at it is known. */
export const killedAt = (findings: readonly Finding[], { presentLimit }: SizingNumbers): number | null =>
  findings.some(({ id, severity }) => id === 'oom-killed' && severity !== 'info') ? presentLimit : null;

/**
 * Limit: what was needed at the most and a fifth more. A need that still rises is taken as it will be after it has
 * risen for as long again, at most a day; a heap is taken as large as its collector lets it grow; after a kill the need
 * counts as at least the limit that it reached. A heap that fills up to GOMEMLIMIT asks for what that leaves room in,
 * or each limit would ask for a larger one.
 */
export function limitFigure(numbers: SizingNumbers, killed: number | null): Figure {
  const { need, growthPerDay, risingFor, heapGoal, heldAt, outside } = numbers;
  const margin = ratio(limitMargin - 1);
  const held = heldAt === null ? NaN : (heldAt + (outside ?? 0)) / (1 - goHeadroom);
  if (heldAt !== null && killed === null && need.peak <= held) {
    const values = { own: bytes(heldAt), outside: bytes(outside ?? 0), headroom: ratio(goHeadroom) };
    return { bytes: roundUp(held), why: [message('sizing.limit-held', values)] };
  }
  const ahead = growthPerDay * Math.min(1, risingFor / 1000 / dayInSeconds);
  const seen = Math.max(need.peak, killed ?? 0) + ahead;
  const collected = heapGoal === null ? 0 : heapGoal + (outside ?? 0);
  const why =
    collected > seen && heapGoal !== null
      ? [message('sizing.limit-heap', { goal: bytes(heapGoal), outside: bytes(outside ?? 0), margin })]
      : [message('sizing.limit', { peak: bytes(need.peak), margin })];
  if (ahead > 0) {
    const perSecond = growthPerDay / dayInSeconds;
    why.push(message('sizing.limit-rising', { rate: rate(perSecond), ahead: bytes(ahead) }));
  }
  if (killed !== null) {
    why.push(message('sizing.limit-killed', { limit: bytes(killed) }));
  }
  return { bytes: roundUp(limitMargin * Math.max(seen, collected)), why };
}

/** Request: what 99 of 100 samples stay below, so that the node has it and the kubelet evicts others first. */
export function requestFigure({ need, window }: SizingNumbers, limit: Figure, leak: Finding | null): Figure {
  const size = roundUp(need.p99);
  const why = [message('sizing.request', { p99: bytes(need.p99), window: duration(window.to - window.from) })];
  return {
    bytes: limit.bytes === null ? size : Math.min(size, limit.bytes),
    why: leak ? [...why, leakMessage('sizing.request-leak', leak)] : why,
  };
}

/**
 * GOMEMLIMIT: the limit without what Go does not count and without headroom. None where Go does not know it, and none
 * where it would keep the collector running.
 */
export function goMemLimitFigure(
  { liveHeap, outside, untouched }: SizingNumbers,
  limit: Figure,
  goVersion: string | null
): Figure {
  if (!hasMemoryLimit(goVersion)) {
    return none(message('sizing.gomemlimit-old', { version: text(goVersion ?? '') }));
  }
  if (liveHeap === null || outside === null) {
    return none(message('sizing.gomemlimit-no-go'));
  }
  if (limit.bytes === null) {
    return none(message('sizing.gomemlimit-no-limit'));
  }
  if (untouched > mostUntouched * liveHeap) {
    return none(message('sizing.gomemlimit-untouched', { size: bytes(untouched) }));
  }
  const size = roundDown(Math.max(1, limit.bytes - outside - goHeadroom * limit.bytes));
  const values = { limit: bytes(limit.bytes), outside: bytes(outside), headroom: ratio(goHeadroom) };
  if (size < leastOverLive * liveHeap) {
    return none(message('sizing.gomemlimit-low', { ...values, live: bytes(liveHeap) }));
  }
  return {
    bytes: size,
    why: [message('sizing.gomemlimit', values), ...(goVersion === null ? [message('sizing.gomemlimit-unknown')] : [])],
  };
}

/** The finding that explains why no limit is recommended. */
export const noLimit = (leak: Finding): Figure => none(leakMessage('sizing.leak', leak));
