import type { Composition } from '../composition/types';
import { median } from '../diagnosis/signals/spans';
import { coarseStep, leastSamples, type Settings } from '../diagnosis/options';
import { bytes, duration, list, message, ratio } from '../diagnosis/text';
import type { Finding, FindingId, Message } from '../diagnosis/types';
import { mayBeOfPods } from '../workloads/labels';
import type { KillLimits } from './kills';
import { flatPeak, mostUntouched } from './rules';
import type { SizingNumbers } from './types';
import { valuesIn, type Window } from './window';

/** Findings of memory that rises and is needed; what the kernel can take back fills no limit. */
const growthIds: readonly FindingId[] = [
  'heap-growth',
  'stack-growth',
  'off-heap-growth',
  'anonymous-growth',
  'cache-growth',
  'shared-memory-growth',
  'kernel-memory-growth',
];

/** A series that ends may lag so many steps behind the last sample. */
const lag = 5;

/**
 * The growth that makes every limit too small some day: a warning, and either going on at the end of the window or
 * ended by a kill, after which it begins anew. Null where there is none.
 */
export function leakOf({ workload }: Composition, findings: readonly Finding[], { to }: Window): Finding | null {
  const kills = findings.some(({ id, severity }) => id === 'oom-killed' && severity !== 'info');
  const rising = findings.find(
    (finding) =>
      growthIds.includes(finding.id) &&
      finding.severity !== 'info' &&
      (kills || finding.to >= to - lag * Math.max(workload.step, 1))
  );
  return rising ?? null;
}

/**
 * True where series name a container and no pod, and no label tells one run of it from another: as far as anybody can
 * tell they are the sum of several pods, which each have a limit of their own.
 */
export function maySumPods({ workload }: Composition): boolean {
  const isTold = workload.instances.some(({ runMatcher }) => runMatcher !== null);
  return mayBeOfPods(workload) && !('instance' in workload.labels) && !isTold;
}

/** A leak in the words of its finding. */
export const leakMessage = (id: 'sizing.leak' | 'sizing.request-leak', leak: Finding): Message =>
  message(id, { finding: list([leak.headline]) });

/** Shortest window in which anything is seen of a program: it has started, and a rise in it would show. */
export const leastWindow = ({ durations }: Settings): number => Math.max(durations.warmUp, durations.growth);

/** Why a window says too little for any number; null where it says enough. */
export function tooShort({ window: { from, to, samples } }: SizingNumbers, settings: Settings): Message | null {
  const least = leastWindow(settings);
  return to - from < least || samples < leastSamples
    ? message('sizing.too-short', { window: duration(to - from), least: duration(least) })
    : null;
}

/** Memory of Go of which less than this share is charged is in another account. */
const leastCharged = 0.5;
/** A process that has this share of what Go keeps resident has touched it. */
const touched = 0.9;

/**
 * Says where memory of Go is resident in the process and not charged to the container: the container is a virtual
 * machine or a sandbox that is charged elsewhere, or the series are of another one. Null elsewhere.
 */
export function chargedElsewhere(
  { workload, retained, processRss, usage }: Composition,
  window: Window
): Message | null {
  const [kept, own, charged] = [retained, processRss, usage].map((values) => median(valuesIn(window, values)));
  const isElsewhere = own >= touched * kept && charged < leastCharged * kept;
  const resident = isElsewhere ? own : workload.tooLargeFor;
  return resident >= 0 ? message('sizing.elsewhere', { resident: bytes(resident), charged: bytes(charged) }) : null;
}

/** A part of the need below this share of it changes no size by more than the rounding does. */
const smallPart = 0.05;

/** How much of the need is in swap, where that matters. */
export const swapDoubt = ({ swapped, need }: SizingNumbers): Message[] =>
  swapped > smallPart * need.peak ? [message('sizing.swap', { size: bytes(swapped) })] : [];

/** What the method cannot know of this window, in words. */
export function doubtsOf(
  composition: Composition,
  numbers: SizingNumbers,
  settings: Settings,
  { withoutLimit }: KillLimits
): Message[] {
  const { window, need, undecided, untouched, activeCache } = numbers;
  const lasts = window.to - window.from;
  const doubts = swapDoubt(numbers);
  if (lasts < settings.durations.day) {
    doubts.push(message('sizing.less-than-day', { window: duration(lasts) }));
  }
  if (need.peak < flatPeak * need.p50) {
    doubts.push(message('sizing.no-peak', { peak: bytes(need.peak), p50: bytes(need.p50) }));
  }
  if (composition.workload.step > coarseStep) {
    doubts.push(message('sizing.coarse', { step: duration(composition.workload.step) }));
  }
  if (undecided > 0.1 * need.peak) {
    doubts.push(message('sizing.undecided', { size: bytes(undecided), share: ratio(undecided / need.peak) }));
  }
  if (activeCache > 0.1 * need.peak) {
    doubts.push(message('sizing.active-cache', { size: bytes(activeCache) }));
  }
  if (withoutLimit) {
    doubts.push(message('sizing.killed-without-limit'));
  }
  if (untouched > mostUntouched * need.peak) {
    doubts.push(message('sizing.untouched', { size: bytes(untouched) }));
  }
  if (composition.instances.every(({ mode }) => mode === 'no-go')) {
    doubts.push(message('sizing.no-go'));
  }
  return doubts;
}
