import type { Composition, LayerId } from '../../composition/types';
import { oncePer } from '../../metrics/oncePer';

/** Columns of a sparkline: about one for each two pixels. */
const columns = 48;

interface LayerPath {
  id: LayerId;
  /** SVG path in a box of 100 x 100. */
  path: string;
}

/** One drawn sample for each column, never a mean of several: -1 where there is none. */
function sampleColumns({ time, drawn }: Pick<Composition, 'time' | 'drawn'>, count: number): Int32Array {
  const picked = new Int32Array(count).fill(-1);
  const from = time[0];
  const span = time[time.length - 1] - from || 1;
  for (let i = 0; i < time.length; i++) {
    if (drawn[i] === 1) {
      picked[Math.min(count - 1, Math.floor(((time[i] - from) / span) * count))] = i;
    }
  }
  return picked;
}

/** The stacked layers as filled paths, made once for each composition. */
export const stackPaths = oncePer((composition: Composition): LayerPath[] => {
  const { layers, usage, time } = composition;
  const count = Math.min(columns, time.length);
  const picked = sampleColumns(composition, count);
  let most = 0;
  for (const i of picked) {
    most = i >= 0 && usage[i] > most ? usage[i] : most;
  }
  const below = new Float64Array(count);
  return layers.map(({ id, values }) => {
    let path = '';
    for (let k = 0; k < count; k++) {
      const bytes = picked[k] >= 0 ? values[picked[k]] : NaN;
      if (bytes > 0) {
        const [from, to] = [below[k], below[k] + bytes];
        path += bar(k, count, from / most, to / most);
        below[k] = to;
      }
    }
    return { id, path };
  });
});

const at = (share: number): string => (share * 100).toFixed(1);

/** A bar per column: columns without a sample stay empty, and nothing is drawn between samples. */
const bar = (k: number, count: number, from: number, to: number): string =>
  `M${at(k / count)} ${at(1 - from)}V${at(1 - to)}H${at((k + 1) / count)}V${at(1 - from)}Z`;
