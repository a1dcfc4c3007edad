import type { Composition } from '../../composition/types';
import type { Span } from './drawing';

/** Runs of samples that were drawn without Go although Go series exist at other times. */
export function goMissingSpans({ time, goMissing }: Pick<Composition, 'time' | 'goMissing'>): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < time.length; i++) {
    if (goMissing[i] === 1) {
      const last = spans.at(-1);
      if (last && goMissing[i - 1] === 1) {
        last.to = time[i];
      } else {
        spans.push({ from: time[i], to: time[i] });
      }
    }
  }
  return spans;
}
