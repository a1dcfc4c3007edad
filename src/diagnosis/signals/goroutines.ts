import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { riseOf, type Rise } from './rise';

/** A stack of 2 to 8 KiB and what it points to (runtime/stack.go, stackMin), bytes. */
export const bytesOfGoroutine = 8 * 1024;
/** Goroutines that make up this share of a growth are what grows. */
export const leastOfGoroutines = 0.25;

/** Rise of the number of goroutines in a run, `low` and `high` in goroutines; null where none is known. */
export const riseOfGoroutines = (
  { composition, series, settings }: Context,
  instance: CompositionInstance
): Rise | null =>
  series.goroutines
    ? riseOf(composition.time, series.goroutines, instance, {
        pick: 'low',
        bytes: 1,
        duration: settings.durations.growth,
      })
    : null;
