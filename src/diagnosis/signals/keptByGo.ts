import type { Composition, CompositionInstance } from '../../composition/types';
import { adviceOf } from '../releases';

const isWorkingSetAlone = ({ base, workload: { series } }: Composition): boolean =>
  base === 'working-set' && series.rss === undefined;

/**
 * True where working set is all that a container tells of itself while its Go gives memory back lazily: pages that Go
 * took back into use stand on the inactive file list, which working set leaves out (docs/domain.md §0.2), so it may
 * say less than is needed, and only series of the process can tell.
 */
export const mayHide = (composition: Composition, { goVersion }: Pick<CompositionInstance, 'goVersion'>): boolean =>
  isWorkingSetAlone(composition) && adviceOf(goVersion) === 'lazy';

/** The same where nothing tells how the program gives memory back: only a Go that does so at once hides nothing. */
export const maySayLess = (composition: Composition, { goVersion }: Pick<CompositionInstance, 'goVersion'>): boolean =>
  isWorkingSetAlone(composition) && adviceOf(goVersion) !== 'eager';

/**
 * Of memory of Go at a grid index, what is resident where a series tells that, bytes; NaN without Go. A ballast that
 * was never touched is not, while memory that Go gave back lazily may be: it is no part of what is meant here. Files
 * that a process maps are in its resident memory, unless its anonymous memory is told apart.
 */
export function touchedOf({ processRss, workload: { series } }: Composition, bytes: number, i: number): number {
  const resident = (series.processAnon ?? processRss)[i] - (series.heapReleased?.[i] ?? 0);
  return resident < bytes ? Math.max(0, resident) : bytes;
}
