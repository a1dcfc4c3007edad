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
 * Go's own memory at one timestamp after another, bytes. Where it is `known`, the five parts add up to what is known of
 * it: heapAlloc + (heapInuse - heapAlloc) + (heapIdle - heapReleased) + stackSys + (sys - heapSys - stackSys) =
 * sys - heapReleased (docs/domain.md §1.4); what a missing series leaves unexplained of G goes to `runtime`. Without
 * `sys`, G is NaN and the parts are what is known. Series are those after `withFallbacks`.
 */
export class GoSample {
  objects = NaN;
  fragmented = NaN;
  idle = NaN;
  stacks = NaN;
  runtime = NaN;
  /** G; NaN where no series of this timestamp tells. */
  retained = NaN;
  heapReleased = NaN;
  /** True where there is any Go value. */
  known = false;
  /** True where only stacks and the rest are known (OpenTelemetry, CockroachDB). */
  coarse = false;

  private readonly allocColumn: Float64Array;
  private readonly inuseColumn: Float64Array;
  private readonly idleColumn: Float64Array;
  private readonly releasedColumn: Float64Array;
  private readonly heapSys: Float64Array;
  private readonly stackSys: Float64Array;
  private readonly otelStack: Float64Array;
  private readonly sys: Float64Array;

  constructor(
    of: (role: Role) => Float64Array,
    private readonly retainedOf: Float64Array
  ) {
    this.allocColumn = of('heapAlloc');
    this.inuseColumn = of('heapInuse');
    this.idleColumn = of('heapIdle');
    this.releasedColumn = of('heapReleased');
    this.heapSys = of('heapSys');
    this.stackSys = of('stackSys');
    this.otelStack = of('otelStack');
    this.sys = of('sys');
  }

  /** Goes to timestamp `i`. */
  read(i: number): void {
    const released = this.releasedColumn[i];
    const alloc = this.allocColumn[i];
    const inuse = orElse(this.inuseColumn[i], alloc);
    const total = this.retainedOf[i];
    this.retained = total;
    this.heapReleased = released;
    this.known = total === total || inuse === inuse || released === released;
    if (!this.known) {
      this.coarse = false;
      return;
    }
    const stacks = orElse(this.stackSys[i], orElse(this.otelStack[i], 0));
    const objects = orElse(Math.min(alloc, inuse), orElse(inuse, 0));
    const fragmented = Math.max(0, orElse(inuse - objects, 0));
    const idle = Math.max(0, orElse(orElse(this.idleColumn[i], this.heapSys[i] - inuse) - released, 0));
    const runtime = total === total ? total - objects - fragmented - idle - stacks : 0;
    const whole = this.sys[i] - released;
    this.coarse = whole !== whole && total === total && inuse !== inuse;
    this.objects = objects;
    this.fragmented = fragmented;
    this.idle = idle;
    this.stacks = stacks;
    this.runtime = Math.max(0, runtime);
    if (runtime < 0) {
      this.fitInto(total);
    }
  }

  /** Sum of the parts. */
  own(): number {
    return this.objects + this.fragmented + this.idle + this.stacks + this.runtime;
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
}
