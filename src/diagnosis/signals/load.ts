import type { CompositionInstance } from '../../composition/types';
import { lowerBound } from '../../workloads/lookup';
import type { Context } from '../context';
import { bytesOfGoroutine, leastOfGoroutines } from './goroutines';
import type { Rise } from './rise';
import { medianIn } from './spans';

/** Bytes are allocated over this share of a rise at either end of it. */
const ends = 0.2;
/** So many collections tell a rate. */
const fewestCollections = 5;
/** The runtime collects every two minutes whatever was allocated (forcegcperiod, runtime/proc.go); ms, less a tick. */
const forced = 110_000;
/** A program that allocates so many times as fast does more work, one below the second as much as before. */
const allocates = { more: 1.5, same: 1.2 };
/** Collections that are so many times as frequent are more. */
const moreOften = 1.3;
/** A goal that rises by less is held by GOMEMLIMIT, and collections become frequent for that alone. */
const leastGoalRise = 1.1;

/** Goroutines rise with requests in flight from the first on, and are as many as before up to the second, ... */
const goroutinesOf = { more: 1.3, same: 1.15 };
/** ... unless they are what fills memory: at 8 KiB each (a stack of 2 to 8 KiB and what it points to) this share. */
const ofGoroutines = { bytes: bytesOfGoroutine, share: leastOfGoroutines };

/** No load of a day rises for longer, ms: from the quietest hour of the night to the last of the evening. */
const longestRise = 18 * 3_600_000;

/** What rises: the Go heap, stacks of goroutines, or memory that Go does not count. */
export type Rising = 'heap' | 'stacks' | 'outside';

/** Work at one end of a rise. */
interface Work {
  goal: number;
  goroutines: number;
  /** What is allocated, bytes per ms, but for a factor; NaN where too few collections tell. */
  rate: number;
  /** True where time asks for collections: the goal is not reached, and less is allocated than the rate says. */
  isForced: boolean;
}

/**
 * Whether the program did clearly more work at the end of a rise than at its beginning, so that the rise may be load,
 * or as much as before, so that it is none. What it allocates in a second is collections per second times what is
 * allocated between two of them, which is in proportion to the goal (runtime/mgc.go: the next goal is live heap x
 * (1 + GOGC/100)). A leak at constant load makes the goal rise and collections rarer by as much. Goroutines rise with
 * requests in flight. Null where the series do not tell, as where time asks for collections; they never tell that what
 * is outside of Go does the same work as before.
 */
export function workDuring(
  { composition: { time }, series }: Context,
  run: CompositionInstance,
  rise: Rise,
  rising: Rising
): 'more' | 'same' | null {
  const { gcCount, nextGc, goroutines } = series;
  // Over days, whole ones are compared.
  const byDay = rise.period > 0 && rise.to - rise.from >= 2 * rise.period;
  if (!gcCount || !nextGc || !goroutines || (!byDay && rise.to - rise.from > longestRise)) {
    return null;
  }
  const workIn = (from: number, to: number): Work => {
    const first = Math.max(run.start, lowerBound(time, from));
    const last = Math.min(run.end, lowerBound(time, to + 1)) - 1;
    const [collections, lasts] = [gcCount[last] - gcCount[first], time[last] - time[first]];
    const goal = medianIn(nextGc, first, last);
    return {
      goal,
      goroutines: medianIn(goroutines, first, last),
      rate: collections >= fewestCollections ? (collections * goal) / lasts : NaN,
      isForced: lasts / collections >= forced,
    };
  };
  const width = byDay ? rise.period : ends * (rise.to - rise.from);
  const before = workIn(rise.from, rise.from + width);
  const after = workIn(rise.to - width, rise.to);
  return isMore(before, after, rise, rising) ? 'more' : isSame(before, after, rise, rising) ? 'same' : null;
}

function isMore(before: Work, after: Work, rise: Rise, rising: Rising): boolean {
  // A heap that follows its load rises by no more than what is allocated does.
  const ofHeap = rising === 'heap' ? Math.max(allocates.same, after.goal / before.goal) : Infinity;
  if (before.isForced || after.isForced || !(after.rate >= Math.min(allocates.more, ofHeap) * before.rate)) {
    return false;
  }
  // The goal counts stacks from Go 1.18 on, so that only more collections show that more is allocated.
  if (rising === 'stacks') {
    return after.rate / after.goal >= moreOften * (before.rate / before.goal);
  }
  const isOfGoroutines = (after.goroutines - before.goroutines) * ofGoroutines.bytes >= ofGoroutines.share * rise.bytes;
  return (
    after.goroutines >= goroutinesOf.more * before.goroutines &&
    !isOfGoroutines &&
    (rising === 'outside' || after.goal >= leastGoalRise * before.goal)
  );
}

/**
 * Collections that time asks for at the end say what is allocated at the most, which is enough. A rise that is hardly
 * more than the uncertainty of that tells nothing.
 */
function isSame(before: Work, after: Work, rise: Rise, rising: Rising): boolean {
  if (before.isForced || !(after.rate <= allocates.same * before.rate && rise.high >= allocates.more * rise.low)) {
    return false;
  }
  return (
    rising === 'stacks' ||
    (rising === 'heap' &&
      after.goal >= leastGoalRise * before.goal &&
      after.goroutines <= goroutinesOf.same * before.goroutines)
  );
}
