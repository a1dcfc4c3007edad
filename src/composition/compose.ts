import { Blocks } from '../metrics/blocks';
import type { Role } from '../metrics/roles';
import type { Instance, Workload } from '../workloads/types';
import { baseColumn, baseOf, isOfContainer, type Base } from './bases';
import { clamp, lazilyFreed, normalise, type Normalised } from './bounds';
import { columnsOf, orElse } from './columns';
import { hasUntouchedBallast, isOldAccounting } from './doubts';
import { goColumns, ownAt, fitInto, type GoColumns } from './goLayers';
import { limitInForce, limitOf, limitsOf, noLimit, withoutAbsurd } from './limits';
import { stackedLayers, type LayerColumns } from './stackedLayers';
import type { Composition, CompositionInstance, LayerId, Mode } from './types';

/** When several modes occur within a run, the last of these names it: it says most. */
const byRichness = ['no-go', 'process', 'minimal', 'otel', 'full'] as const satisfies readonly Mode[];
const [noGo, ofProcess, minimal, otel, full] = byRichness.keys();

/**
 * Composes one workload: at every grid timestamp of a live instance with usage > 0, layers of bytes that are never
 * negative and sum to usage exactly, from the series that exist there (docs/design.md §6). Without container series,
 * usage is process RSS, else what Go has not given back. Pure; the workload is only read.
 */
export const compose = (workload: Workload): Composition => composeOnto(workload, new Blocks());

/** The same, its columns cut from blocks that other workloads use, too. */
export function composeOnto(workload: Workload, blocks: Blocks): Composition {
  const composer = new Composer(workload, blocks);
  for (const instance of workload.instances) {
    composer.composeInstance(instance);
  }
  return composer.result();
}

/** The arrays of a composition while it is being filled. */
class Composer {
  private readonly length: number;
  private readonly base: Base;
  private readonly hasContainer: boolean;
  private readonly go: GoColumns;
  private readonly input;
  private readonly out;
  /** Layers that have bytes somewhere. */
  private readonly layers: LayerColumns = {};
  private readonly of: (role: Role) => Float64Array;
  private readonly column: () => Float64Array;
  private readonly drawn: Uint8Array;
  private readonly goMissing: Uint8Array;
  private readonly instances: CompositionInstance[] = [];

  constructor(
    private readonly workload: Workload,
    blocks: Blocks
  ) {
    const { length } = workload.time;
    const { series } = workload;
    const sane = withoutAbsurd(series);
    const of = columnsOf(sane, length);
    this.column = () => blocks.column(length);
    const unknown = () => this.column().fill(NaN);
    this.length = length;
    this.of = columnsOf(series, length);
    this.base = baseOf(series);
    this.hasContainer = isOfContainer(this.base);
    this.go = goColumns(sane, length, blocks);
    this.input = {
      usage: baseColumn(this.base, of, length),
      workingSet: of('workingSet'),
      rss: of('rss'),
      cache: of('cache'),
      inactiveFile: of('inactiveFile'),
      activeFile: of('activeFile'),
      processRss: of('processRss'),
      kernelUsage: of('kernelUsage'),
    };
    this.out = {
      low: unknown(),
      high: unknown(),
      estimate: unknown(),
      floor: unknown(),
      ceiling: unknown(),
      excess: unknown(),
      notResident: unknown(),
    };
    this.drawn = new Uint8Array(length);
    this.goMissing = new Uint8Array(length);
  }

  composeInstance(instance: Instance): void {
    const { start, end } = instance;
    const { input, go, drawn, workload } = this;
    const refused = this.hasContainer && isOldAccounting(input, instance);
    const untouchedBallast = this.hasContainer && hasUntouchedBallast(input, go, instance);
    let mode = -1;
    let first = -1;
    let last = -1;
    for (let i = start; i < end; i++) {
      const usage = this.hasContainer ? input.usage[i] : orElse(input.usage[i], go.retained[i]);
      if (usage > 0 && usage < noLimit) {
        mode = Math.max(mode, this.composeAt(i, usage, refused, untouchedBallast));
        drawn[i] = 1;
        first = first === -1 ? i : first;
        last = i;
      }
    }
    if (mode < 0) {
      return;
    }
    for (let i = start; mode !== noGo && i < end; i++) {
      this.goMissing[i] = drawn[i] & (1 - go.known[i]);
    }
    this.instances.push({
      start,
      end,
      containerStart: instance.containerStart,
      processStart: instance.processStart,
      runMatcher: instance.runMatcher,
      image: instance.image,
      goVersion: instance.goVersion,
      from: workload.time[first],
      to: workload.time[last],
      startedAt: beganAt(instance, workload.time[first]),
      mode: byRichness[mode],
      untouchedBallast,
      refused,
    });
  }

  /** Fills timestamp `i` and returns what it could be made of, as an index into `byRichness`. */
  private composeAt(i: number, usage: number, refused: boolean, ballast: boolean): number {
    const { out, input, go } = this;
    out.notResident[i] = 0;
    if (!this.hasContainer) {
      return this.composeProcess(i, usage);
    }
    const rss = refused ? NaN : input.rss[i];
    const cache = refused ? NaN : input.cache[i];
    const n = normalise({
      usage,
      workingSet: input.workingSet[i],
      rss,
      cache,
      inactiveFile: input.inactiveFile[i],
      activeFile: input.activeFile[i],
    });
    if (Number.isNaN(rss) || Number.isNaN(cache)) {
      return this.composeMinimal(i, usage, n.workingSet);
    }
    this.composeFull(i, n, ballast);
    return !go.known[i] ? noGo : go.coarse[i] ? otel : full;
  }

  /** Adds a layer's bytes at timestamp `i`; what is absent everywhere is no layer. */
  private put(id: LayerId, i: number, bytes: number): void {
    if (bytes > 0) {
      const layer = this.layers[id] ?? this.column();
      this.layers[id] = layer;
      layer[i] = bytes;
    }
  }

  private composeFull(i: number, n: Normalised, ballast: boolean): void {
    const { out, go } = this;
    const bounds = lazilyFreed(n, { retained: go.retained[i], heapReleased: go.released[i] }, ballast);
    const lazy = orElse(bounds.estimate, 0);
    const knowsWorkingSet = !Number.isNaN(n.workingSet);
    const pageCache = knowsWorkingSet ? clamp(n.usage - n.workingSet - lazy, 0, n.cache) : 0;
    const held = n.cache - pageCache;
    const activeFile = this.input.activeFile[i];
    this.put('lazily-freed', i, lazy);
    this.put('page-cache', i, pageCache);
    if (Number.isNaN(activeFile)) {
      this.put('cache-in-working-set', i, held);
    } else {
      const active = Math.min(held, activeFile);
      this.put('active-page-cache', i, active);
      this.put('shared-memory', i, held - active);
    }
    // Parts of huge pages that Go gave back and that are not split yet are no memory of the kernel itself.
    const kernel = Math.min(n.kernel, orElse(this.input.kernelUsage[i], Infinity));
    this.put('kernel', i, kernel);
    const resident = Math.max(0, n.rss - lazy);
    const rest = go.known[i] ? this.placeGo(i, resident) : resident;
    // More than Go ever had was freed lazily: another allocator did it, and may have taken it into use again. Without
    // working set nothing tells what is lazily freed of what Go does not keep.
    const unexplained =
      knowsWorkingSet || !go.known[i] ? clamp(orElse(n.excess - lazy - go.retained[i], 0), 0, rest) : rest;
    this.put('other', i, unexplained + n.kernel - kernel);
    // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
    this.put(Number.isNaN(go.retained[i]) ? 'anonymous' : 'off-heap', i, rest - unexplained);
    out.excess[i] = n.excess;
    out.estimate[i] = bounds.estimate;
    out.floor[i] = bounds.floor;
    out.ceiling[i] = bounds.ceiling;
    // Without working set and Go, all of it may have been freed lazily.
    out.low[i] = knowsWorkingSet || go.known[i] ? resident - unexplained : 0;
    out.high[i] = n.usage - pageCache - lazy;
  }

  /**
   * Usage, working set and Go: Go's own memory is needed, what else working set counts may be cache; the rest is page
   * cache or lazily freed.
   */
  private composeMinimal(i: number, usage: number, workingSet: number): number {
    const { out, go } = this;
    const own = go.known[i] ? ownAt(go, i) : 0;
    const knowsWorkingSet = !Number.isNaN(workingSet);
    const held = knowsWorkingSet ? Math.min(usage, Math.max(workingSet, own)) : usage;
    const other = go.known[i] ? this.placeGo(i, held) : held;
    this.put('other', i, other);
    this.put('cache-or-lazily-freed', i, usage - held);
    out.low[i] = held - other;
    out.high[i] = held;
    if (knowsWorkingSet) {
      out.floor[i] = 0;
      out.ceiling[i] = Math.min(usage - workingSet, orElse(go.released[i], Infinity));
    }
    return go.known[i] ? minimal : noGo;
  }

  private composeProcess(i: number, usage: number): number {
    const { out, go } = this;
    const rest = go.known[i] ? this.placeGo(i, usage) : usage;
    this.put('other', i, rest);
    out.low[i] = usage - rest;
    out.high[i] = usage;
    return go.coarse[i] && Number.isNaN(this.input.processRss[i]) ? otel : ofProcess;
  }

  /**
   * Places Go's own layers within `room` bytes that are resident, and returns the bytes of the room that are left.
   * Where the layers exceed the room, the rest is Go memory that is mapped but not resident, or swapped out.
   */
  private placeGo(i: number, room: number): number {
    const { go } = this;
    const own = ownAt(go, i);
    const deficit = Math.max(0, own - room);
    if (deficit > 0) {
      fitInto(go, i, room);
    }
    this.out.notResident[i] = deficit;
    if (go.coarse[i]) {
      this.put('go-other', i, go.objects[i] + go.fragmented[i] + go.idle[i] + go.runtime[i]);
      go.objects[i] = go.fragmented[i] = go.idle[i] = go.runtime[i] = 0;
    }
    return Math.max(0, room - own);
  }

  result(): Composition {
    const { out, workload, of, input, go } = this;
    const isDrawn = (i: number) => this.drawn[i] === 1;
    const knowsWorkingSet = (i: number) => isDrawn(i) && this.hasContainer && input.workingSet[i] > 0;
    const limit = limitOf(of);
    const inForce = this.hasContainer ? limitInForce(limit, input.usage) : limit;
    return {
      workload,
      base: this.base,
      time: workload.time,
      layers: stackedLayers(this.layers, go, this.drawn),
      drawn: this.drawn,
      goMissing: this.goMissing,
      usage: this.hasContainer ? this.where(input.usage, isDrawn) : this.usageOfProcess(),
      workingSet: this.where(input.workingSet, (i) => isDrawn(i) && this.hasContainer),
      correctedWorkingSet: this.where(out.high, knowsWorkingSet),
      need: { low: out.low, high: out.high },
      lazilyFreed: { estimate: out.estimate, floor: out.floor, ceiling: out.ceiling },
      fileListExcess: out.excess,
      retained: this.where(go.retained, isDrawn),
      notResident: out.notResident,
      rss: of('rss'),
      limit: inForce ?? new Float64Array(this.length).fill(NaN),
      isLimitRefused: inForce === null,
      request: limitsOf(of('request')),
      goMemLimit: limitsOf(of('goMemLimit')),
      processRss: of('processRss'),
      nextGc: of('nextGc'),
      instances: this.instances,
      samples: this.drawn.reduce((sum, flag) => sum + flag, 0),
    };
  }

  /** A column as it is where all of it counts, else a copy that is NaN where it does not. */
  private where(values: Float64Array, counts: (i: number) => boolean): Float64Array {
    for (let i = 0; i < this.length; i++) {
      if (!counts(i)) {
        return values.map((value, k) => (counts(k) ? value : NaN));
      }
    }
    return values;
  }

  /** Resident memory of the process, else what Go keeps. */
  private usageOfProcess(): Float64Array {
    const { drawn, input, go } = this;
    return input.usage.map((bytes, i) => (drawn[i] ? orElse(bytes, go.retained[i]) : NaN));
  }
}

/** A process that was restarted inside its container began after the container did. */
function beganAt({ containerStart, processStart }: Instance, firstDrawn: number): number {
  const latest = Math.max(orElse(containerStart, -Infinity), orElse(processStart, -Infinity));
  return Number.isFinite(latest) ? Math.min(latest, firstDrawn) : firstDrawn;
}
