import { medianOfKnown } from '../metrics/median';
import type { Composition, CompositionInstance } from './types';

/** Indices of the samples that are drawn, in order of time. */
export function drawnSamples({ drawn }: Pick<Composition, 'drawn'>): number[] {
  const indices: number[] = [];
  for (let i = 0; i < drawn.length; i++) {
    if (drawn[i] === 1) {
      indices.push(i);
    }
  }
  return indices;
}

/** Median of what is known at the drawn samples, of which `at` tells one by its index; NaN where nothing is known. */
export const medianDrawn = (composition: Pick<Composition, 'drawn'>, at: (i: number) => number): number =>
  medianOfKnown(Float64Array.from(drawnSamples(composition).map(at).filter(Number.isFinite)));

/** The run that a sample belongs to. */
export const runAt = ({ instances }: Pick<Composition, 'instances'>, index: number): CompositionInstance | undefined =>
  instances.find(({ start, end }) => index >= start && index < end);
