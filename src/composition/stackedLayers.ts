import type { IndexRange } from '../workloads/types';
import type { GoSample } from './goLayers';
import { layerTable } from './layers';
import type { Inputs, RunDoubts, Sample } from './sample';
import type { Layer, LayerId } from './types';

/** A composition whose layers are asked for. */
export interface Stack {
  sample: Sample;
  input: Inputs;
  runs: ReadonlyArray<RunDoubts & IndexRange>;
  drawn: Uint8Array;
}

/** Bytes of a layer: a column that is made when its first byte is placed, since no workload has all layers. */
class LayerColumn {
  values: Float64Array | null = null;

  constructor(private readonly length: number) {}

  /** Nothing and what is not known have no bytes. */
  place(i: number, bytes: number): void {
    if (bytes > 0) {
      this.values ??= new Float64Array(this.length);
      this.values[i] = bytes;
    }
  }
}

type LayerColumns = Readonly<Record<LayerId, LayerColumn>>;

/**
 * Layers in the order of the layer table, without those that have no byte anywhere; NaN where nothing is `drawn`.
 * Diagnosis needs none of them, and of a thousand workloads few are opened: they are made when someone asks.
 */
export function stackedLayers(stack: Stack): Layer[] {
  const { drawn } = stack;
  const columns = Object.fromEntries(layerTable.map(({ id }) => [id, new LayerColumn(drawn.length)])) as LayerColumns;
  for (const run of stack.runs) {
    for (let i = run.start; i < run.end; i++) {
      stack.sample.compose(i, run);
      if (stack.sample.mode >= 0) {
        placeSample(stack, columns, i);
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

/** Adds the layers of timestamp `i`. */
function placeSample({ sample, input }: Stack, columns: LayerColumns, i: number): void {
  if (sample.go.known) {
    placeGo(sample.go, columns, i);
  }
  columns.other.place(i, sample.other);
  if (!sample.isFull) {
    columns['cache-or-lazily-freed'].place(i, sample.cacheOrFreed);
    return;
  }
  columns['lazily-freed'].place(i, sample.freed.estimate);
  columns['page-cache'].place(i, sample.pageCache);
  columns.kernel.place(i, sample.kernel);
  // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
  const outside = Number.isNaN(sample.go.retained) ? columns.anonymous : columns['off-heap'];
  outside.place(i, sample.outside);
  const activeFile = input.activeFile[i];
  if (Number.isNaN(activeFile)) {
    columns['cache-in-working-set'].place(i, sample.held);
  } else {
    const active = Math.min(sample.held, activeFile);
    columns['active-page-cache'].place(i, active);
    columns['shared-memory'].place(i, sample.held - active);
  }
}

function placeGo(go: GoSample, columns: LayerColumns, i: number): void {
  columns.stacks.place(i, go.stacks);
  if (go.coarse) {
    columns['go-other'].place(i, go.objects + go.fragmented + go.idle + go.runtime);
    return;
  }
  columns['heap-objects'].place(i, go.objects);
  columns['heap-fragmented'].place(i, go.fragmented);
  columns['heap-idle'].place(i, go.idle);
  columns.runtime.place(i, go.runtime);
}
