import type { CompositionInstance } from '../../composition/types';
import { lowerBound } from '../../workloads/lookup';
import type { Context } from '../context';
import type { Rise } from './rise';
import { medianIn } from './spans';

/** Bytes are allocated over this share of a rise at either end of it. */
const ends = 0.2;
/** So many collections tell a rate. */
const fewestCollections = 5;
/** A program that allocates so many times as fast does more work. */
const moreWork = 1.5;
/** A goal that rises by less is held by GOMEMLIMIT, and collections become frequent for that alone. */
const leastGoalRise = 1.1;

/** Goroutines rise with requests in flight from this on, ... */
const moreGoroutines = 1.3;
/** ... unless they are what fills memory: at 8 KiB each (a stack of 2 to 8 KiB and what it points to) this share. */
const ofGoroutines = { bytes: 8 * 1024, share: 0.25 };

/** No load of a day rises for longer, ms: from the quietest hour of the night to the peak of the evening. */
const longestRise = 16 * 3_600_000;

/**
 * True where the program did clearly more work at the end of a rise than at its beginning: the rise may be load.
 * What it allocates in a second is collections per second times what is allocated between two of them, which is in
 * proportion to the goal (runtime/mgc.go: the next goal is live heap x (1 + GOGC/100)). A leak at constant load makes
 * the goal rise and collections rarer by as much. Goroutines must have risen along, as requests in flight do, without
 * being the growth themselves. False where the series do not tell.
 */
export function workRose({ composition: { time }, series }: Context, run: CompositionInstance, rise: Rise): boolean {
  const { gcCount, nextGc, goroutines } = series;
  if (!gcCount || !nextGc || !goroutines || rise.to - rise.from > longestRise) {
    return false;
  }
  const width = ends * (rise.to - rise.from);
  const allocated = (from: number, to: number) => {
    const first = Math.max(run.start, lowerBound(time, from));
    const last = Math.min(run.end, lowerBound(time, to + 1)) - 1;
    const collections = gcCount[last] - gcCount[first];
    const goal = medianIn(nextGc, first, last);
    return {
      goal,
      goroutines: medianIn(goroutines, first, last),
      rate: collections >= fewestCollections ? (collections * goal) / (time[last] - time[first]) : NaN,
    };
  };
  const before = allocated(rise.from, rise.from + width);
  const after = allocated(rise.to - width, rise.to);
  const isBusier = after.goroutines >= moreGoroutines * before.goroutines;
  const isOfGoroutines = (after.goroutines - before.goroutines) * ofGoroutines.bytes >= ofGoroutines.share * rise.bytes;
  return (
    isBusier && !isOfGoroutines && after.rate >= moreWork * before.rate && after.goal >= leastGoalRise * before.goal
  );
}
