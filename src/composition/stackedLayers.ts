import type { GoSample } from './goLayers';
import { layerTable } from './layers';
import type { Inputs, RunDoubts, Sample } from './sample';
import type { Layer, LayerId } from './types';

/** A composition whose layers are asked for. */
export interface Stack {
  sample: Sample;
  input: Inputs;
  runs: ReadonlyArray<RunDoubts & { start: number; end: number }>;
  drawn: Uint8Array;
}

type LayerColumns = Readonly<Record<LayerId, Float64Array>>;

/**
 * Layers in the order of the layer table, without those that have no byte anywhere; NaN where nothing is `drawn`.
 * Diagnosis needs none of them, and of a thousand workloads few are opened: they are made when someone asks.
 */
export function stackedLayers(stack: Stack): Layer[] {
  const { drawn } = stack;
  const columns = Object.fromEntries(layerTable.map(({ id }) => [id, new Float64Array(drawn.length)])) as LayerColumns;
  for (const run of stack.runs) {
    for (let i = run.start; i < run.end; i++) {
      stack.sample.compose(i, run);
      if (stack.sample.mode >= 0) {
        placeSample(stack, columns, i);
      }
    }
  }
  return layerTable
    .filter(({ id }) => hasBytes(columns[id]))
    .map(({ id }) => ({ id, values: whereDrawn(columns[id], drawn) }));
}

function hasBytes(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (values[i] > 0) {
      return true;
    }
  }
  return false;
}

function whereDrawn(values: Float64Array, drawn: Uint8Array): Float64Array {
  for (let i = 0; i < values.length; i++) {
    values[i] = drawn[i] ? values[i] : NaN;
  }
  return values;
}

/** Nothing and what is not known have no bytes. */
const positive = (bytes: number): number => (bytes > 0 ? bytes : 0);

/** Adds the layers of timestamp `i`. */
function placeSample({ sample, input }: Stack, columns: LayerColumns, i: number): void {
  if (sample.go.known) {
    placeGo(sample.go, columns, i);
  }
  columns.other[i] = positive(sample.other);
  if (!sample.isFull) {
    columns['cache-or-lazily-freed'][i] = positive(sample.cacheOrFreed);
    return;
  }
  columns['lazily-freed'][i] = positive(sample.freed.estimate);
  columns['page-cache'][i] = positive(sample.pageCache);
  columns.kernel[i] = positive(sample.kernel);
  // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
  const outside = Number.isNaN(sample.go.retained) ? columns.anonymous : columns['off-heap'];
  outside[i] = positive(sample.outside);
  const activeFile = input.activeFile[i];
  if (Number.isNaN(activeFile)) {
    columns['cache-in-working-set'][i] = positive(sample.held);
  } else {
    const active = Math.min(sample.held, activeFile);
    columns['active-page-cache'][i] = positive(active);
    columns['shared-memory'][i] = positive(sample.held - active);
  }
}

function placeGo(go: GoSample, columns: LayerColumns, i: number): void {
  columns.stacks[i] = positive(go.stacks);
  if (go.coarse) {
    columns['go-other'][i] = positive(go.objects + go.fragmented + go.idle + go.runtime);
    return;
  }
  columns['heap-objects'][i] = positive(go.objects);
  columns['heap-fragmented'][i] = positive(go.fragmented);
  columns['heap-idle'][i] = positive(go.idle);
  columns.runtime[i] = positive(go.runtime);
}
