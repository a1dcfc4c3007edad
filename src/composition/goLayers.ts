import type { Blocks } from '../metrics/blocks';
import { columnsOf, orElse, type Values } from './columns';

/**
 * Go's own memory on the grid, bytes. Where a timestamp has Go values, the five parts add up to what is known of it.
 */
export interface GoColumns {
  objects: Float64Array;
  fragmented: Float64Array;
  idle: Float64Array;
  stacks: Float64Array;
  runtime: Float64Array;
  /** G; NaN where no series of this timestamp tells. */
  retained: Float64Array;
  released: Float64Array;
  /** 1 where there is any Go value. */
  known: Uint8Array;
  /** 1 where only stacks and the rest are known (OpenTelemetry, CockroachDB). */
  coarse: Uint8Array;
}

/**
 * Reads the Go series (after `withFallbacks`). heapAlloc + (heapInuse - heapAlloc) + (heapIdle - heapReleased) +
 * stackSys + (sys - heapSys - stackSys) = sys - heapReleased (docs/domain.md §1.4); what a missing series leaves
 * unexplained of G goes to `runtime`. Without `sys`, G stays NaN and the parts are what is known.
 */
export function goColumns(series: Values, length: number, blocks: Blocks): GoColumns {
  const of = columnsOf(series, length);
  const [alloc, inuseColumn, idleColumn, releasedColumn] = [
    of('heapAlloc'),
    of('heapInuse'),
    of('heapIdle'),
    of('heapReleased'),
  ];
  const [heapSys, stackSys, sys] = [of('heapSys'), of('stackSys'), of('sys')];
  const [otelStack, otelOther, retainedColumn] = [of('otelStack'), of('otelOther'), of('retained')];
  const column = () => blocks.column(length);
  const go: GoColumns = {
    objects: column(),
    fragmented: column(),
    idle: column(),
    stacks: column(),
    runtime: column(),
    retained: column().fill(NaN),
    released: releasedColumn,
    known: new Uint8Array(length),
    coarse: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) {
    const released = releasedColumn[i];
    const inuse = orElse(inuseColumn[i], alloc[i]);
    const stacks = orElse(stackSys[i], orElse(otelStack[i], 0));
    const whole = sys[i] - released;
    const total = whole === whole ? Math.max(0, whole) : orElse(retainedColumn[i], otelStack[i] + otelOther[i]);
    if (total !== total && inuse !== inuse && released !== released) {
      continue;
    }
    const objects = orElse(Math.min(alloc[i], inuse), orElse(inuse, 0));
    const fragmented = Math.max(0, orElse(inuse - objects, 0));
    const idle = Math.max(0, orElse(orElse(idleColumn[i], heapSys[i] - inuse) - released, 0));
    const runtime = total === total ? total - objects - fragmented - idle - stacks : 0;
    go.known[i] = 1;
    go.coarse[i] = Number(whole !== whole && total === total && inuse !== inuse);
    go.objects[i] = objects;
    go.fragmented[i] = fragmented;
    go.idle[i] = idle;
    go.stacks[i] = stacks;
    go.runtime[i] = Math.max(0, runtime);
    go.retained[i] = total;
    if (runtime < 0) {
      fitInto(go, i, total);
    }
  }
  return go;
}

/** Sum of the parts at index `i`. */
export const ownAt = ({ objects, fragmented, idle, stacks, runtime }: GoParts, i: number): number =>
  objects[i] + fragmented[i] + idle[i] + stacks[i] + runtime[i];

/** Order in which Go's memory is resident: what it surely touched first. */
const residentOrder = ['stacks', 'objects', 'fragmented', 'idle', 'runtime'] as const;

/** The columns that room is given to. */
export type GoParts = Pick<GoColumns, (typeof residentOrder)[number]>;

/**
 * Cuts the parts at index `i` in place to what has room in `room` bytes. What is left is given out instead of what is
 * too much taken away: the difference of sizes of other magnitudes rounds to other bytes.
 */
export function fitInto(parts: GoParts, i: number, room: number): void {
  let left = room;
  for (const part of residentOrder) {
    const column = parts[part];
    column[i] = Math.min(column[i], left);
    left -= column[i];
  }
}
