import { isOfContainer } from '../../composition/bases';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { adviceOf } from '../releases';
import { peakIn } from './spans';

/**
 * True where memory that a Go process wrote is more than its container was charged for in a run: the series are of
 * another container, or it runs in a sandbox that is charged elsewhere. Live heap that rises was written, while a
 * ballast need not be. What the kernel moved to swap is not resident in the process either. Working set alone may hide
 * what was freed lazily and is in use again (docs/domain.md §0.2).
 */
export function isChargedElsewhere(
  { composition, series }: Context,
  run: CompositionInstance,
  written: number
): boolean {
  const { base, usage, processRss } = composition;
  const tells = isOfContainer(base) && !(base === 'working-set' && adviceOf(run.goVersion) !== 'eager');
  const peak = (values: Float64Array) => peakIn(values, run.start, run.end - 1).value;
  const swapped = series.swap ? Math.max(0, peak(series.swap)) : 0;
  return tells && written > peak(usage) + swapped && !(written > peak(processRss));
}
