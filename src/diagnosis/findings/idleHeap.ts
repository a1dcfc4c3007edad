import type { CompositionInstance } from '../../composition/types';
import { minus } from '../../metrics/expression';
import { once } from '../../metrics/oncePer';
import type { Context } from '../context';
import { thresholdFor } from '../options';
import type { Queries } from '../promql';
import type { FindingRule } from '../rule';
import { median, medianIn, peakIn, type Span } from '../signals/spans';
import { bytes, duration, message, shows, upgradeValues } from '../text';
import type { Evidence } from '../types';
import { hasMemoryLimit } from '../version';
import { envelope } from '../signals/envelope';
import { isApart } from '../signals/glance';
import { difference } from '../signals/growth';
import { hasEnded, lastingSlack } from '../signals/slack';
import { MiB } from '../../metrics/units';

const layers = ['heap-idle'] as const;

/**
 * The scavenger keeps 10 % more than the heap had in use at the end of the last collection, times the ratio of the
 * goals (retainExtraPercent, gcPaceScavenger in runtime/mgcscavenge.go); more than this on top is slack. That heap in
 * use was the goal and what lies free within its spans; it is at most two forced collections old, ms.
 */
const keptByScavenger = { share: 0.1, bytes: 32 * MiB, lasts: 240_000 };

/** Idle heap in median over a run above this share of what Go keeps, ... */
const leastIdleShare = 0.3;
/** ... with a goal that is so many times the live heap, is a heap that is let fill up (GOGC above 600, or off). */
const goalOverLive = 7;

interface Idle {
  span: Span;
  size: number;
  /** Goal and live heap where the heap fills and empties in between. */
  saw: { goal: number; live: number } | null;
}

/** Largest value that the last collection may have ended with. */
function recentPeak(time: Float64Array, values: Float64Array, at: number): number {
  let peak = 0;
  for (let i = at; i >= 0 && time[i] >= time[at] - keptByScavenger.lasts; i--) {
    peak = values[i] > peak ? values[i] : peak;
  }
  return peak;
}

/** Idle heap of a run, heap in use beside it, and the goal of the last collection. */
interface Kept {
  idle: Float64Array;
  used: Float64Array;
  /** `filled` where the goal is not known: the heap has been filled up to it, so that it was at least so much. */
  goal: Float64Array | undefined;
  filled: number;
}

/** What idle heap and heap in use together are beyond what the scavenger keeps for a heap of `needed` bytes. */
const beyondKept = (kept: number, needed: number): number =>
  kept - ((1 + keptByScavenger.share) * needed + keptByScavenger.bytes);

/** A quick look: beyond what the scavenger keeps for the goal alone, to which what lies free within spans is added. */
function mayBeSlack({ idle, used, goal, filled }: Kept, least: number, { start, end }: CompositionInstance): boolean {
  for (let i = start; i < end; i++) {
    const needed = (goal ? goal[i] : filled) || 0;
    if (idle[i] > least && beyondKept(idle[i] + used[i], needed) > 0) {
      return true;
    }
  }
  return false;
}

/** The longest time in which idle heap is slack. */
function slackSpan(context: Context, instance: CompositionInstance, { idle, used, goal, filled }: Kept): Span | null {
  const { composition, series, settings } = context;
  const { heapAlloc, heapInuse } = series;
  const freeInSpans = (i: number) =>
    heapInuse && heapAlloc
      ? Math.max(0, recentPeak(composition.time, heapInuse, i) - recentPeak(composition.time, heapAlloc, i))
      : 0;
  return lastingSlack(context, instance, (i) => {
    if (!Number.isFinite(idle[i]) || composition.goMissing[i]) {
      return null;
    }
    const needed = (goal ? goal[i] : filled) || 0;
    return (
      idle[i] > thresholdFor(settings.thresholds.slack, composition.usage[i]) &&
      beyondKept(idle[i] + used[i], needed + freeInSpans(i)) > 0
    );
  });
}

function idleOf(context: Context, instance: CompositionInstance, idle: Float64Array): Idle | null {
  const { composition, series, settings } = context;
  const { nextGc, heapAlloc, heapInuse } = series;
  const used = heapInuse ?? heapAlloc ?? idle;
  const filled = nextGc ? NaN : peakIn(used, instance.start, instance.end - 1).value;
  const kept: Kept = { idle, used, goal: nextGc, filled };
  const span = mayBeSlack(kept, settings.thresholds.slack.bytes, instance) ? slackSpan(context, instance, kept) : null;
  if (span) {
    return { span, size: medianIn(idle, span.first, span.last), saw: null };
  }
  const whole = { first: instance.start, last: instance.end - 1 };
  if (!nextGc || !heapAlloc || instance.to - instance.from < settings.durations.slack) {
    return null;
  }
  const size = medianIn(idle, whole.first, whole.last);
  const goal = medianIn(nextGc, whole.first, whole.last);
  const after = envelope(composition.time, heapAlloc, instance, 'low');
  const live = after
    ? median(after.values.map((_, k) => Math.min(...after.values.slice(Math.max(0, k - 2), k + 3))))
    : NaN;
  const share = size / medianIn(composition.retained, whole.first, whole.last);
  const least = thresholdFor(settings.thresholds.slack, composition.usage[whole.last]);
  return share > leastIdleShare && goal > goalOverLive * live && size > least
    ? { span: whole, size, saw: { goal, live } }
    : null;
}

/**
 * Heap pages that hold nothing and are not given back, for longer than garbage collection cycles last, or in every
 * cycle because the goal is many times the live heap (docs/domain.md §4 c).
 */
export const idleHeap: FindingRule = {
  id: 'idle-heap',
  detect(context) {
    const { composition, series } = context;
    const { heapIdle, heapReleased, nextGc, heapInuse } = series;
    if (!heapIdle || !heapReleased) {
      return [];
    }
    const { bytes: least } = context.settings.thresholds.slack;
    const column = once(() => difference(heapIdle, heapReleased));
    return composition.instances.flatMap((instance, index) => {
      const found = isApart(heapIdle, heapReleased, least, instance) ? idleOf(context, instance, column()) : null;
      if (!found) {
        return [];
      }
      const { span, size, saw } = found;
      const queries = context.queries(instance);
      const inuse = heapInuse ? medianIn(heapInuse, span.first, span.last) : NaN;
      return [
        {
          id: 'idle-heap',
          confidence: 'likely',
          severity: 'info',
          from: composition.time[span.first],
          to: composition.time[span.last],
          upgrade: null,
          headline: saw
            ? message('idle-heap.headline-saw', { goal: bytes(saw.goal), live: bytes(saw.live) })
            : message(hasEnded(context, instance, span) ? 'idle-heap.headline-ended' : 'idle-heap.headline', {
                size: bytes(size),
                inuse: bytes(inuse),
              }),
          evidence: [
            shows(
              message('idle-heap.lasted', {
                size: bytes(size),
                duration: duration(composition.time[span.last] - composition.time[span.first]),
              }),
              () => queries.formula(minus('heapIdle', 'heapReleased'))
            ),
            ...goalEvidence(nextGc?.[span.last] ?? NaN, { inuse, size }, queries),
            ...upgradeEvidence(context, index, queries),
          ],
          refutedBy: message('idle-heap.refuted'),
          advice: message(hasMemoryLimit(instance.goVersion) ? 'idle-heap.advice' : 'idle-heap.advice-old'),
          layers,
          bytes: size,
        },
      ];
    });
  },
};

/** A change of Go version that came with it may be the cause: what that release changed. */
function upgradeEvidence({ changes }: Context, index: number, queries: Queries): Evidence[] {
  const change = changes.find(({ instance }) => instance === index);
  return change
    ? [shows(message('idle-heap.upgrade', upgradeValues(change)), () => queries.selector('goVersion'))]
    : [];
}

/** A goal explains so much of the pages that are kept for it. */
const explained = 0.5;

/** Go keeps pages that it expects to need until the next collection, where its goal is known and asks for them. */
const goalEvidence = (goal: number, { inuse, size }: { inuse: number; size: number }, queries: Queries): Evidence[] =>
  Number.isFinite(goal) && !(goal - inuse < explained * size)
    ? [shows(message('idle-heap.goal', { goal: bytes(goal) }), () => queries.selector('nextGc'))]
    : [];
