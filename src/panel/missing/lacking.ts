import type { Composition } from '../../composition/types';
import type { QueryName } from '../../metrics/queries';

/** Which of the recommended queries would supply series that a drawn workload lacks. */
export function lackingQueries({ workload, instances }: Pick<Composition, 'workload' | 'instances'>): QueryName[] {
  const { series } = workload;
  const noGo =
    instances.every(({ mode }) => mode === 'no-go') || (!series.heapReleased && !series.retained && !series.otelOther);
  const noContainer = !series.usage || !series.workingSet || !series.rss || !series.cache;
  return [...(noContainer ? (['container'] as const) : []), ...(noGo ? (['go'] as const) : [])];
}
