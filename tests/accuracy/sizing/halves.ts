import type { Composition } from '../../../src/composition/types';
import { settingsOf } from '../../../src/diagnosis/options';
import type { InputFrame } from '../../../src/metrics/types';
import type { WorkloadModel } from '../../../src/model';
import { sizingOf } from '../../../src/sizing/sizing';
import type { Sizing } from '../../../src/sizing/types';
import { nearestIndex } from '../nearest';
import { modelOf } from '../run';
import type { TruthPoint } from '../truth';
import { workloadOf } from '../verdicts';

const settings = settingsOf({ compressed: true });

/** What the kernel could not have taken back: rss - LazyFree + shmem + kernel memory, bytes. */
export function trueNeed({ usage, rss, cache, shmem, lazyFree, kmem }: TruthPoint): number {
  // Where the kernel's own memory was recorded, the rest of what is charged is of huge pages that are not split yet.
  const beside = usage - rss - cache;
  return rss - lazyFree + shmem + (Number.isNaN(kmem) ? beside : Math.min(beside, kmem));
}

/** The middle of the life of a container, ms. */
export const middleOf = ({ composition: { instances } }: WorkloadModel): number =>
  (instances[0].from + instances[instances.length - 1].to) / 2;

/** What a query that ends at `until` would have returned. */
const cutAt = (frames: readonly InputFrame[], until: number): InputFrame[] =>
  frames.map((frame) => {
    const times = frame.fields.find(({ type }) => type === 'time')?.values ?? [];
    const rows = Array.from(times, (_, row) => row).filter((row) => Number(times[row]) <= until);
    return {
      ...frame,
      fields: frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row]) })),
    };
  });

/** What is recommended of a container by what was seen of it up to a time, and the composition that it rests on. */
export function sizedUntil(
  frames: readonly InputFrame[],
  container: string,
  until: number
): { sizing: Sizing; composition: Composition; byTruth: (truth: readonly TruthPoint[]) => Sizing } | null {
  const workload = workloadOf(modelOf(cutAt(frames, until)), container);
  if (!workload) {
    return null;
  }
  const { composition, findings } = workload;
  return {
    composition,
    sizing: sizingOf(workload, settings, []),
    byTruth: (truth) => sizingOf({ composition: withTruth(composition, truth), findings }, settings, []),
  };
}

/** The same composition with the true need wherever the kernel was asked for it, and none elsewhere. */
function withTruth(composition: Composition, truth: readonly TruthPoint[]): Composition {
  const need = new Float64Array(composition.time.length).fill(NaN);
  for (const point of truth) {
    const i = nearestIndex(composition.time, point.time, Math.max(composition.workload.step, 2500));
    if (i >= 0 && composition.drawn[i]) {
      need[i] = Math.max(need[i] || 0, trueNeed(point));
    }
  }
  return { ...composition, need: { low: need, high: need }, correctedWorkingSet: need };
}
