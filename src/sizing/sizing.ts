import type { Composition } from '../composition/types';
import type { Settings } from '../diagnosis/options';
import { message } from '../diagnosis/text';
import type { Finding, Message } from '../diagnosis/types';
import { goMemLimitFigure, killedAt, limitFigure, noLimit, none, requestFigure } from './figures';
import { isNeedKnown, numbersOf } from './numbers';
import { doubtsOf, leakOf, leastWindow, tooShort } from './obstacles';
import type { Sizing, SizingNumbers } from './types';
import { presentWindow } from './window';

/**
 * Memory request, limit and GOMEMLIMIT for one container, from what it needed over the range (docs/domain.md §4.5).
 * Rests on the corrected working set, with cache and kernel memory that nobody can tell counted as needed. Nothing is
 * recommended where the need is not known or the range too short, and no limit where memory leaks. Pure.
 */
export function sizingOf(composition: Composition, findings: readonly Finding[], settings: Settings): Sizing {
  if (!isNeedKnown(composition)) {
    return nothing(message('sizing.no-need'), null);
  }
  const window = presentWindow(composition, leastWindow(settings));
  const numbers = numbersOf(composition, window, settings);
  const short = numbers ? tooShort(numbers, settings) : message('sizing.no-need');
  if (!numbers || short) {
    return nothing(short ?? message('sizing.no-need'), numbers);
  }
  const leak = leakOf(composition, findings, window);
  const computed = leak ? noLimit(leak) : limitFigure(numbers, killedAt(findings, numbers));
  const limit = { ...computed, why: [...computed.why, ...doubtsOf(composition, numbers, settings)] };
  const { goVersion } = composition.instances[composition.instances.length - 1];
  return {
    request: requestFigure(numbers, limit, leak),
    limit,
    goMemLimit: goMemLimitFigure(numbers, limit, goVersion),
    numbers,
  };
}

const nothing = (why: Message, numbers: SizingNumbers | null): Sizing => ({
  request: none(why),
  limit: none(why),
  goMemLimit: none(why),
  numbers,
});
