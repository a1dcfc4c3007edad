import type { Composition } from '../../composition/types';
import type { Context } from '../context';
import type { Growth } from './growth';
import type { Part } from './killRise';
import { riseUntilKill, type Kill } from './kills';

/** So many lives that end in a kill after the same rise are a pattern. */
const leastLives = 2;
/**
 * A rise by this share of what was charged at a kill has led to it, whatever else rose: at GOGC=100 memory of Go rises
 * by twice as much as its live heap.
 */
const leastShare = 0.2;

/** What rises in no such share of a life was asked for at its end, and did not grow over it. */
const burst = 0.1;

/**
 * The growth of a part that filled a life until its kill, which needs no test of a trend and is no load; null where a
 * life did not end so, was killed while it started, or by a burst after it had been low.
 */
export function fillOf({ kills, settings }: Context, index: number, part: Part): Growth | null {
  const fill = riseUntilKill(kills[index], part, settings.durations.warmUp);
  const isBurst = fill && fill.to - fill.from < burst * (kills[index]?.rise.life ?? 0);
  return fill && !isBurst ? { ...fill, mayBeLoad: false } : null;
}

/** A life whose need is beyond this share of its limit has nowhere to go. */
const nowhereToGo = 0.95;

/** True where a life needed all of its limit in its last sample, whatever is said of its end: another followed. */
function endedAtLimit({ instances, need, limit, workload }: Composition, index: number): boolean {
  const last = instances[index].end - 1;
  // A job that fills its limit and completes has done its work.
  const completes = workload.terminations.some(({ reason }) => reason === 'Completed');
  return !completes && index < instances.length - 1 && need.low[last] >= nowhereToGo * limit[last];
}

/**
 * Growth of each life, told from load by those before it: where lives rose until they ended at their limit, each
 * from its start anew, the rise is what kills, and a later life that rises so far is on the same way. Load and caches
 * would do the same, and be too large for the limit. What is killed while it starts needs so much to begin, and is no
 * pattern.
 */
export function toldByKills<G extends Growth>(
  { composition, kills, settings }: Context,
  growths: ReadonlyArray<G | null>
): Array<G | null> {
  const ledToKill = (growth: G | null, kill: Kill | null, index: number): boolean => {
    const { from, to, end } = composition.instances[index];
    const isKilled = kill ? kill.atLimit && !kill.isOfProcess : endedAtLimit(composition, index);
    return (
      growth?.continues === true &&
      isKilled &&
      to - from >= settings.durations.warmUp &&
      growth.bytes >= leastShare * (kill?.usage ?? composition.usage[end - 1])
    );
  };
  const led = growths.map((growth, index) => ledToKill(growth, kills[index], index));
  if (led.filter(Boolean).length < leastLives) {
    return [...growths];
  }
  const first = led.indexOf(true);
  const least = Math.min(...growths.flatMap((growth, index) => (led[index] && growth ? [growth.bytes] : [])));
  const isSame = (growth: G, index: number) => led[index] || (index > first && growth.bytes >= leastShare * least);
  return growths.map((growth, index) =>
    growth?.continues && isSame(growth, index) ? { ...growth, mayBeLoad: false } : growth
  );
}
