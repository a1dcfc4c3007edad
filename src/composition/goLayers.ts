import type { Role } from '../metrics/roles';
import { orElse } from './columns';

/**
 * Memory Go has not given back (sys - heapReleased) on the grid, bytes: G. Without `sys` what else tells it; NaN where
 * no series does.
 */
export function retainedColumn(of: (role: Role) => Float64Array, into: Float64Array): Float64Array {
  const [sys, released, known] = [of('sys'), of('heapReleased'), of('retained')];
  const [otelStack, otelOther] = [of('otelStack'), of('otelOther')];
  for (let i = 0; i < into.length; i++) {
    const whole = sys[i] - released[i];
    into[i] = whole === whole ? Math.max(0, whole) : orElse(known[i], otelStack[i] + otelOther[i]);
  }
  return into;
}

/**
 * Go's own memory at one timestamp after another, bytes. Where it is known, the five parts add up to what is known of
 * it: heapAlloc + (heapInuse - heapAlloc) + (heapIdle - heapReleased) + stackSys + (sys - heapSys - stackSys) =
 * sys - heapReleased (docs/domain.md §1.4); what a missing series leaves unexplained of G goes to `runtime`. Without
 * `sys`, G is NaN and the parts are what is known. Series are those after `withFallbacks`.
 */
export class GoSample {
  /** The parts at the timestamp that was read last. */
  objects = NaN;
  fragmented = NaN;
  idle = NaN;
  stacks = NaN;
  runtime = NaN;

  /** Heap that Go gave back; NaN where unknown. */
  readonly released: Float64Array;
  private readonly alloc: Float64Array;
  private readonly inuse: Float64Array;
  private readonly idleSpans: Float64Array;
  private readonly heapSys: Float64Array;
  private readonly stackSys: Float64Array;
  private readonly otelStack: Float64Array;
  private readonly sys: Float64Array;

  constructor(
    of: (role: Role) => Float64Array,
    /** G; NaN where no series tells. */
    readonly retained: Float64Array
  ) {
    this.alloc = of('heapAlloc');
    this.inuse = of('heapInuse');
    this.idleSpans = of('heapIdle');
    this.released = of('heapReleased');
    this.heapSys = of('heapSys');
    this.stackSys = of('stackSys');
    this.otelStack = of('otelStack');
    this.sys = of('sys');
  }

  /** True where there is any Go value. */
  knows(i: number): boolean {
    return isKnown(this.retained[i]) || isKnown(this.inuseAt(i)) || isKnown(this.released[i]);
  }

  /** True where only stacks and the rest are known (OpenTelemetry, CockroachDB). */
  isCoarse(i: number): boolean {
    return isKnown(this.retained[i]) && !isKnown(this.inuseAt(i)) && !isKnown(this.sys[i] - this.released[i]);
  }

  /** Sum of the parts; 0 where Go is not known. */
  own(i: number): number {
    const total = this.retained[i];
    if (isKnown(total)) {
      return total;
    }
    return this.knows(i) ? orElse(this.inuseAt(i), 0) + this.idleAt(i) + this.stacksAt(i) : 0;
  }

  /** Goes to timestamp `i`, where Go is known. */
  read(i: number): void {
    const inuse = this.inuseAt(i);
    const objects = orElse(Math.min(this.alloc[i], inuse), orElse(inuse, 0));
    const fragmented = Math.max(0, orElse(inuse - objects, 0));
    const idle = this.idleAt(i);
    const stacks = this.stacksAt(i);
    const runtime = orElse(this.retained[i] - objects - fragmented - idle - stacks, 0);
    this.objects = objects;
    this.fragmented = fragmented;
    this.idle = idle;
    this.stacks = stacks;
    this.runtime = Math.max(0, runtime);
    if (runtime < 0) {
      this.fitInto(this.retained[i]);
    }
  }

  /**
   * Cuts the parts to what has room in `room` bytes, first what Go surely touched. What is left is given out instead of
   * what is too much taken away: the difference of sizes of other magnitudes rounds to other bytes.
   */
  fitInto(room: number): void {
    this.stacks = Math.min(this.stacks, room);
    let left = room - this.stacks;
    this.objects = Math.min(this.objects, left);
    left -= this.objects;
    this.fragmented = Math.min(this.fragmented, left);
    left -= this.fragmented;
    this.idle = Math.min(this.idle, left);
    left -= this.idle;
    this.runtime = Math.min(this.runtime, left);
  }

  private inuseAt(i: number): number {
    return orElse(this.inuse[i], this.alloc[i]);
  }

  private idleAt(i: number): number {
    const idle = orElse(this.idleSpans[i], this.heapSys[i] - this.inuseAt(i));
    return Math.max(0, orElse(idle - this.released[i], 0));
  }

  private stacksAt(i: number): number {
    return orElse(this.stackSys[i], orElse(this.otelStack[i], 0));
  }
}

const isKnown = (x: number): boolean => x === x;
