import type { Settings } from '../diagnosis/options';
import { message, text } from '../diagnosis/text';
import type { Message } from '../diagnosis/types';
import { goMemLimitFigure, limitFigure, noLimit, none, requestFigure } from './figures';
import { killLimits } from './kills';
import { isNeedKnown } from './need';
import { numbersOf } from './numbers';
import { chargedElsewhere, doubtsOf, leakOf, leastWindow, maySumPods, tooShort } from './obstacles';
import { decisiveOf } from './replicas';
import type { Figure, Replica, Sizing, SizingNumbers } from './types';
import { presentWindow } from './window';

/**
 * Memory request, limit and GOMEMLIMIT for one container, from what it needed over the range (docs/domain.md §4.5).
 * Rests on the corrected working set, with cache and kernel memory that nobody can tell counted as needed. Of the pods
 * among `workloads` that have the same template, the largest decides. Nothing is recommended where the need is not
 * known or the range too short, and no limit where memory leaks. Pure.
 */
export function sizingOf(own: Replica, settings: Settings, workloads: readonly Replica[]): Sizing {
  const decisive = decisiveOf(own, workloads, settings);
  const sizing = sizedAlone(decisive, settings);
  if (decisive === own) {
    return sizing;
  }
  const alone = sizedAlone(own, settings, sizing.numbers?.need.peak);
  // A smaller need asks for more where the collector lets its heap grow.
  return sizing.limit.bytes !== null && sizing.limit.bytes < (alone.limit.bytes ?? 0)
    ? alone
    : forAll(sizing, decisive.composition.workload.name);
}

/** Sizes of one pod; `reached` bytes were needed by another of its kind. */
function sizedAlone({ composition, findings }: Replica, settings: Settings, reached = 0): Sizing {
  if (maySumPods(composition)) {
    return nothing(message('sizing.sum'), null);
  }
  if (composition.workload.mayCountTwice) {
    return nothing(message('sizing.twice'), null);
  }
  if (!isNeedKnown(composition)) {
    return nothing(message('sizing.no-need'), null);
  }
  const window = presentWindow(composition, leastWindow(settings));
  const numbers = numbersOf(composition, window, { settings, reached });
  const short = numbers ? tooShort(numbers, settings) : message('sizing.no-need');
  if (!numbers || short) {
    return nothing(short ?? message('sizing.no-need'), numbers);
  }
  const elsewhere = chargedElsewhere(composition, window);
  if (elsewhere) {
    return nothing(elsewhere, numbers);
  }
  const leak = leakOf(composition, findings, window);
  const kills = killLimits(composition, findings);
  const computed = leak ? noLimit(leak) : limitFigure(numbers, kills);
  const limit = { ...computed, why: [...computed.why, ...doubtsOf(composition, numbers, settings, kills)] };
  const { goVersion } = composition.instances[composition.instances.length - 1];
  return {
    request: requestFigure(numbers, limit, leak),
    limit,
    goMemLimit: goMemLimitFigure(numbers, limit, goVersion),
    numbers,
  };
}

/** Sizes of another pod, which says so. */
function forAll({ request, limit, goMemLimit, numbers }: Sizing, name: string): Sizing {
  const replica = message('sizing.replica', { name: text(name) });
  const of = ({ bytes, why }: Figure): Figure => ({ bytes, why: [replica, ...why] });
  return { request: of(request), limit: of(limit), goMemLimit: of(goMemLimit), numbers };
}

const nothing = (why: Message, numbers: SizingNumbers | null): Sizing => ({
  request: none(why),
  limit: none(why),
  goMemLimit: none(why),
  numbers,
});
