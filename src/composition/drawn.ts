import { medianOfKnown } from '../metrics/median';
import type { Composition, CompositionInstance } from './types';

/** Indices of the samples that are drawn, in order of time. */
export const drawnSamples = ({ drawn }: Pick<Composition, 'drawn'>): number[] =>
  Array.from(drawn.keys()).filter((i) => drawn[i] === 1);

/** Median of what is known at the drawn samples, of which `at` tells one by its index; NaN where nothing is known. */
export const medianDrawn = (composition: Pick<Composition, 'drawn'>, at: (i: number) => number): number =>
  medianOfKnown(Float64Array.from(drawnSamples(composition).map(at).filter(Number.isFinite)));

/** The run that a sample belongs to. */
export const runAt = ({ instances }: Pick<Composition, 'instances'>, index: number): CompositionInstance | undefined =>
  instances.find(({ start, end }) => index >= start && index < end);
