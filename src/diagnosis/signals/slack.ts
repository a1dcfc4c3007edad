import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { leastSamples } from '../options';
import { spansWhere, type Span } from './spans';

/** The longest run of samples within an instance for which a condition holds for the duration that slack must last. */
export function lastingSlack(
  { composition, settings, gap }: Context,
  instance: CompositionInstance,
  holds: (i: number) => boolean | null
): Span | null {
  const spans = spansWhere(composition.time, instance, holds, {
    samples: leastSamples,
    duration: settings.durations.slack,
    gap,
  });
  return spans.reduce<Span | null>(
    (longest, span) => (longest && longest.last - longest.first >= span.last - span.first ? longest : span),
    null
  );
}

/** True where a state no longer holds: its run is over, or went on without it. */
export const hasEnded = (
  { composition, gap, isOver }: Context,
  instance: CompositionInstance,
  { last }: Span
): boolean => isOver(instance) || instance.to - composition.time[last] > gap;
