import type { IndexRange } from '../workloads/types';
import { cacheOf, pageCacheOf, residentOf, unexplainedOf, workingSetOf } from './bounds';
import { orElse } from './columns';
import type { GoSample } from './goLayers';
import { layerTable } from './layers';
import type { Inputs, Outputs } from './sample';
import type { Layer, LayerId } from './types';

/** A composition whose layers are asked for. */
export interface Stack {
  input: Inputs;
  go: GoSample;
  out: Outputs;
  runs: readonly IndexRange[];
  drawn: Uint8Array;
  hasContainer: boolean;
}

/** Bytes of a layer: a column that is made when its first byte is placed, since no workload has all layers. */
class LayerColumn {
  values: Float64Array | null = null;

  constructor(private readonly length: number) {}

  /** Nothing has no bytes. */
  place(i: number, bytes: number): void {
    if (bytes > 0) {
      (this.values ??= new Float64Array(this.length))[i] = bytes;
    }
  }
}

type LayerColumns = Readonly<Record<LayerId, LayerColumn>>;

/**
 * Layers in the order of the layer table, without those that have no byte anywhere; NaN where nothing is `drawn`.
 * Diagnosis needs none of them, and of a thousand workloads few are opened: they are made when someone asks.
 */
export function stackedLayers(stack: Stack): Layer[] {
  const { drawn, input } = stack;
  const columns = Object.fromEntries(layerTable.map(({ id }) => [id, new LayerColumn(drawn.length)])) as LayerColumns;
  for (const { start, end } of stack.runs) {
    for (let i = start; i < end; i++) {
      if (drawn[i]) {
        if (stack.hasContainer && !Number.isNaN(input.rss[i] + input.cache[i])) {
          placeFull(stack, columns, i);
        } else {
          placeMinimal(stack, columns, i);
        }
      }
    }
  }
  const isDrawn = !drawn.includes(0);
  return layerTable.flatMap(({ id }) => {
    const { values } = columns[id];
    return values ? { id, values: isDrawn ? values : whereDrawn(values, drawn) } : [];
  });
}

function whereDrawn(values: Float64Array, drawn: Uint8Array): Float64Array {
  for (let i = 0; i < values.length; i++) {
    values[i] = drawn[i] ? values[i] : NaN;
  }
  return values;
}

/** Adds the layers of timestamp `i`, where rss and cache are known. */
function placeFull({ input, go, out }: Stack, columns: LayerColumns, i: number): void {
  const usage = input.usage[i];
  const rss = residentOf(input.rss[i], usage);
  const cache = cacheOf(input.cache[i], usage, rss);
  const outside = usage - workingSetOf(input.workingSet[i], usage);
  const lazy = orElse(out.estimate[i], 0);
  const retained = go.retained[i];
  const resident = Math.max(0, rss - lazy);
  const knowsGo = go.knows(i);
  const rest = knowsGo ? placeGo(go, resident, columns, i) : resident;
  const unexplained = unexplainedOf(outside === outside || !knowsGo, out.excess[i] - lazy - retained, rest);
  const unaccounted = usage - rss - cache;
  const kernel = Math.min(unaccounted, orElse(input.kernelUsage[i], Infinity));
  const pageCache = pageCacheOf(outside, lazy, cache);
  // Parts of huge pages that Go gave back and that are not split yet are no memory of the kernel itself.
  columns.other.place(i, unexplained + unaccounted - kernel);
  columns['lazily-freed'].place(i, lazy);
  columns['page-cache'].place(i, pageCache);
  columns.kernel.place(i, kernel);
  // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
  const beside = Number.isNaN(retained) ? columns.anonymous : columns['off-heap'];
  beside.place(i, rest - unexplained);
  const held = cache - pageCache;
  const activeFile = input.activeFile[i];
  if (Number.isNaN(activeFile)) {
    columns['cache-in-working-set'].place(i, held);
  } else {
    const active = Math.min(held, activeFile);
    columns['active-page-cache'].place(i, active);
    columns['shared-memory'].place(i, held - active);
  }
}

/** The same where they are not: Go and what is known beside it, and what lies outside of working set. */
function placeMinimal({ input, go, out, hasContainer }: Stack, columns: LayerColumns, i: number): void {
  const held = out.high[i];
  columns.other.place(i, go.knows(i) ? placeGo(go, held, columns, i) : held);
  if (hasContainer) {
    columns['cache-or-lazily-freed'].place(i, input.usage[i] - held);
  }
}

/**
 * Places Go's own layers within `room` bytes that are resident, and returns the bytes of the room that are left.
 * Where the layers exceed the room, the rest is Go memory that is mapped but not resident, or swapped out.
 */
function placeGo(go: GoSample, room: number, columns: LayerColumns, i: number): number {
  const own = go.own(i);
  go.read(i);
  if (own > room) {
    go.fitInto(room);
  }
  columns.stacks.place(i, go.stacks);
  if (go.isCoarse(i)) {
    columns['go-other'].place(i, go.objects + go.fragmented + go.idle + go.runtime);
  } else {
    columns['heap-objects'].place(i, go.objects);
    columns['heap-fragmented'].place(i, go.fragmented);
    columns['heap-idle'].place(i, go.idle);
    columns.runtime.place(i, go.runtime);
  }
  return Math.max(0, room - own);
}
