import { orElse } from './columns';
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

/**
 * Layers in the order of the layer table, without those that have no byte anywhere; NaN where nothing is `drawn`.
 * Diagnosis needs none of them, and of a thousand workloads few are opened: they are made when someone asks.
 */
export function stackedLayers(stack: Stack): Layer[] {
  const columns = new Map<LayerId, Float64Array>();
  for (const run of stack.runs) {
    for (let i = run.start; i < run.end; i++) {
      stack.sample.compose(i, run);
      if (stack.sample.mode >= 0) {
        placeSample(stack, columns, i);
      }
    }
  }
  return layerTable.flatMap(({ id }) => {
    const values = columns.get(id);
    return values ? [{ id, values: values.map((bytes, i) => (stack.drawn[i] ? bytes : NaN)) }] : [];
  });
}

/** Adds the layers of timestamp `i`; what is absent everywhere is no layer. */
function placeSample({ sample, input, drawn }: Stack, columns: Map<LayerId, Float64Array>, i: number): void {
  const put = (id: LayerId, bytes: number) => {
    if (bytes > 0) {
      const column = columns.get(id) ?? new Float64Array(drawn.length);
      columns.set(id, column);
      column[i] = bytes;
    }
  };
  const { go } = sample;
  if (go.known) {
    put('stacks', go.stacks);
    if (go.coarse) {
      put('go-other', go.objects + go.fragmented + go.idle + go.runtime);
    } else {
      put('heap-objects', go.objects);
      put('heap-fragmented', go.fragmented);
      put('heap-idle', go.idle);
      put('runtime', go.runtime);
    }
  }
  put('other', sample.other);
  if (!sample.isFull) {
    put('cache-or-lazily-freed', sample.cacheOrFreed);
    return;
  }
  put('lazily-freed', orElse(sample.freed.estimate, 0));
  put('page-cache', sample.pageCache);
  put('kernel', sample.kernel);
  // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
  put(Number.isNaN(go.retained) ? 'anonymous' : 'off-heap', sample.outside);
  const activeFile = input.activeFile[i];
  if (Number.isNaN(activeFile)) {
    put('cache-in-working-set', sample.held);
  } else {
    const active = Math.min(sample.held, activeFile);
    put('active-page-cache', active);
    put('shared-memory', sample.held - active);
  }
}
