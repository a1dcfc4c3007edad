import { medianOfKnown } from '../metrics/median';
import type { Composition } from './types';

/** Median of what is known at the drawn samples, of which `at` tells one by its index; NaN where nothing is known. */
export function medianDrawn({ drawn }: Pick<Composition, 'drawn'>, at: (i: number) => number): number {
  const known: number[] = [];
  drawn.forEach((flag, i) => {
    const value = flag === 1 ? at(i) : NaN;
    if (Number.isFinite(value)) {
      known.push(value);
    }
  });
  return medianOfKnown(Float64Array.from(known));
}
