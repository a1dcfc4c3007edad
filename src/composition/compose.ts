import type { Role } from '../metrics/roles';
import type { Instance, Workload } from '../workloads/types';
import { baseOf, baseTable, isOfContainer, type Base } from './bases';
import { clamp, lazilyFreed, normalise, type Normalised } from './bounds';
import { columnsOf, type Values } from './columns';
import { hasUntouchedBallast, isOldAccounting } from './doubts';
import { goColumns, takeOut, type GoColumns } from './goLayers';
import { layerTable } from './layers';
import type { Composition, CompositionInstance, Layer, LayerId, Mode } from './types';

/** Kubernetes and the kernel write "no limit" as 0 or as a number near 2^63; no memory is that large either. */
const noLimit = 2 ** 62;

const orElse = (x: number, other: number): number => (x === x ? x : other);

/** When several modes occur within a run, the one that says most names it. */
const byRichness: readonly Mode[] = ['full', 'otel', 'minimal', 'process', 'no-go'];

/**
 * Composes one workload: at every grid timestamp of a live instance with usage > 0, layers of bytes that are never
 * negative and sum to usage exactly, from the series that exist there (docs/design.md §6). Without container series,
 * usage is process RSS, else what Go has not given back. Pure; the workload is only read.
 */
export function compose(workload: Workload): Composition {
  const composer = new Composer(workload);
  for (const instance of workload.instances) {
    composer.composeInstance(instance);
  }
  return composer.result();
}

/** The arrays of a composition while it is being filled. */
class Composer {
  private readonly length: number;
  private readonly series: Values;
  private readonly base: Base;
  private readonly hasContainer: boolean;
  private readonly go: GoColumns;
  private readonly input;
  private readonly out;
  private readonly layers: Record<LayerId, Float64Array>;
  private readonly drawn: Uint8Array;
  private readonly goMissing: Uint8Array;
  private readonly instances: CompositionInstance[] = [];

  constructor(private readonly workload: Workload) {
    const { length } = workload.time;
    const { series } = workload;
    const sane = withoutAbsurd(series);
    const of = columnsOf(sane, length);
    const unknown = () => new Float64Array(length).fill(NaN);
    this.length = length;
    this.series = series;
    this.base = baseOf(series);
    this.hasContainer = isOfContainer(this.base);
    this.go = goColumns(sane, length);
    this.input = {
      usage: this.baseColumn(of),
      workingSet: of('workingSet'),
      rss: of('rss'),
      cache: of('cache'),
      inactiveFile: of('inactiveFile'),
      activeFile: of('activeFile'),
      processRss: of('processRss'),
      kernelUsage: of('kernelUsage'),
    };
    this.out = {
      usage: unknown(),
      workingSet: unknown(),
      correctedWorkingSet: unknown(),
      low: unknown(),
      high: unknown(),
      estimate: unknown(),
      floor: unknown(),
      ceiling: unknown(),
      excess: unknown(),
      retained: unknown(),
      notResident: unknown(),
    };
    this.layers = Object.fromEntries(layerTable.map(({ id }) => [id, new Float64Array(length)])) as Record<
      LayerId,
      Float64Array
    >;
    this.drawn = new Uint8Array(length);
    this.goMissing = new Uint8Array(length);
  }

  /** What the layers add up to, on the grid. */
  private baseColumn(of: (role: Role) => Float64Array): Float64Array {
    const row = baseTable.find(({ id }) => id === this.base);
    if (!row || this.base === 'usage') {
      return of('usage');
    }
    const at = (i: number) => row.at((role) => of(role)[i]);
    return Float64Array.from({ length: this.length }, (_, i) => at(i));
  }

  composeInstance(instance: Instance): void {
    const { start, end } = instance;
    const { input, go, drawn, workload } = this;
    const refused = this.hasContainer && isOldAccounting(input, instance, this.base === 'usage');
    const untouchedBallast = this.hasContainer && hasUntouchedBallast(input, go, instance);
    const modes = new Set<Mode>();
    let first = -1;
    let last = -1;
    for (let i = start; i < end; i++) {
      const usage = this.hasContainer ? input.usage[i] : orElse(input.usage[i], go.retained[i]);
      if (usage > 0 && usage < noLimit) {
        modes.add(this.composeAt(i, usage, refused, untouchedBallast));
        drawn[i] = 1;
        first = first === -1 ? i : first;
        last = i;
      }
    }
    const mode = byRichness.find((name) => modes.has(name));
    if (mode === undefined) {
      return;
    }
    for (let i = start; mode !== 'no-go' && i < end; i++) {
      this.goMissing[i] = drawn[i] & (1 - go.known[i]);
    }
    this.instances.push({
      ...instance,
      from: workload.time[first],
      to: workload.time[last],
      startedAt: beganAt(instance, workload.time[first]),
      mode,
      untouchedBallast,
      refused,
    });
  }

  /** Fills timestamp `i` and returns what it could be made of. */
  private composeAt(i: number, usage: number, refused: boolean, ballast: boolean): Mode {
    const { out, input, go } = this;
    out.usage[i] = usage;
    out.retained[i] = go.retained[i];
    out.notResident[i] = 0;
    if (!this.hasContainer) {
      return this.composeProcess(i, usage);
    }
    const rss = refused ? NaN : input.rss[i];
    const cache = refused ? NaN : input.cache[i];
    out.workingSet[i] = input.workingSet[i];
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
    return !go.known[i] ? 'no-go' : go.coarse[i] ? 'otel' : 'full';
  }

  private composeFull(i: number, n: Normalised, ballast: boolean): void {
    const { out, layers, go } = this;
    const bounds = lazilyFreed(n, { retained: go.retained[i], heapReleased: go.released[i] }, ballast);
    const lazy = orElse(bounds.estimate, 0);
    const knowsWorkingSet = !Number.isNaN(n.workingSet);
    const pageCache = knowsWorkingSet ? clamp(n.usage - n.workingSet - lazy, 0, n.cache) : 0;
    const held = n.cache - pageCache;
    const activeFile = this.input.activeFile[i];
    layers['lazily-freed'][i] = lazy;
    layers['page-cache'][i] = pageCache;
    if (Number.isNaN(activeFile)) {
      layers['cache-in-working-set'][i] = held;
    } else {
      const active = Math.min(held, activeFile);
      layers['active-page-cache'][i] = active;
      layers['shared-memory'][i] = held - active;
    }
    // Parts of huge pages that Go gave back and that are not split yet are no memory of the kernel itself.
    const kernel = Math.min(n.kernel, orElse(this.input.kernelUsage[i], Infinity));
    layers.kernel[i] = kernel;
    const resident = Math.max(0, n.rss - lazy);
    const rest = go.known[i] ? this.placeGo(i, resident) : resident;
    // More than Go ever had was freed lazily: another allocator did it, and may have taken it into use again. Without
    // working set nothing tells what is lazily freed of what Go does not keep.
    const unexplained =
      knowsWorkingSet || !go.known[i] ? clamp(orElse(n.excess - lazy - go.retained[i], 0), 0, rest) : rest;
    layers.other[i] = unexplained + n.kernel - kernel;
    // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
    layers[Number.isNaN(go.retained[i]) ? 'anonymous' : 'off-heap'][i] = rest - unexplained;
    out.excess[i] = n.excess;
    out.estimate[i] = bounds.estimate;
    out.floor[i] = bounds.floor;
    out.ceiling[i] = bounds.ceiling;
    // Without working set and Go, all of it may have been freed lazily.
    out.low[i] = knowsWorkingSet || go.known[i] ? resident - unexplained : 0;
    out.high[i] = n.usage - pageCache - lazy;
    if (knowsWorkingSet) {
      out.correctedWorkingSet[i] = out.high[i];
    }
  }

  /**
   * Usage, working set and Go: Go's own memory is needed, what else working set counts may be cache; the rest is page
   * cache or lazily freed.
   */
  private composeMinimal(i: number, usage: number, workingSet: number): Mode {
    const { out, layers, go } = this;
    const own = go.known[i] ? go.own[i] : 0;
    const knowsWorkingSet = !Number.isNaN(workingSet);
    const held = knowsWorkingSet ? Math.min(usage, Math.max(workingSet, own)) : usage;
    layers.other[i] = go.known[i] ? this.placeGo(i, held) : held;
    layers['cache-or-lazily-freed'][i] = usage - held;
    out.low[i] = held - layers.other[i];
    out.high[i] = held;
    if (knowsWorkingSet) {
      out.correctedWorkingSet[i] = held;
      out.floor[i] = 0;
      out.ceiling[i] = Math.min(usage - workingSet, orElse(go.released[i], Infinity));
    }
    return go.known[i] ? 'minimal' : 'no-go';
  }

  private composeProcess(i: number, usage: number): Mode {
    const { out, layers, go } = this;
    const rest = go.known[i] ? this.placeGo(i, usage) : usage;
    layers.other[i] = rest;
    out.low[i] = usage - rest;
    out.high[i] = usage;
    return go.coarse[i] && Number.isNaN(this.input.processRss[i]) ? 'otel' : 'process';
  }

  /**
   * Places Go's own layers within `room` bytes that are resident, and returns the bytes of the room that are left.
   * Where the layers exceed the room, the rest is Go memory that is mapped but not resident, or swapped out.
   */
  private placeGo(i: number, room: number): number {
    const { go, layers } = this;
    const deficit = Math.max(0, go.own[i] - room);
    if (deficit > 0) {
      takeOut(go, i, deficit);
    }
    this.out.notResident[i] = deficit;
    layers.stacks[i] = go.stacks[i];
    if (go.coarse[i]) {
      layers['go-other'][i] = go.objects[i] + go.fragmented[i] + go.idle[i] + go.runtime[i];
    } else {
      layers['heap-objects'][i] = go.objects[i];
      layers['heap-fragmented'][i] = go.fragmented[i];
      layers['heap-idle'][i] = go.idle[i];
      layers.runtime[i] = go.runtime[i];
    }
    // Fractions of bytes, as averages have them, must not round to less than nothing.
    return Math.max(0, room - (go.own[i] - deficit));
  }

  result(): Composition {
    const { out, workload, series, length } = this;
    const of = columnsOf(series, length);
    return {
      workload,
      base: this.base,
      time: workload.time,
      layers: this.stackedLayers(),
      drawn: this.drawn,
      goMissing: this.goMissing,
      usage: out.usage,
      workingSet: out.workingSet,
      correctedWorkingSet: out.correctedWorkingSet,
      need: { low: out.low, high: out.high },
      lazilyFreed: { estimate: out.estimate, floor: out.floor, ceiling: out.ceiling },
      fileListExcess: out.excess,
      retained: out.retained,
      notResident: out.notResident,
      rss: of('rss'),
      limit: this.limit(),
      goMemLimit: of('goMemLimit').map(realLimit),
      processRss: of('processRss'),
      nextGc: of('nextGc'),
      instances: this.instances,
      samples: this.drawn.reduce((count, flag) => count + flag, 0),
    };
  }

  /** In the order of the layer table, without layers that have no byte anywhere; NaN where nothing is drawn. */
  private stackedLayers(): Layer[] {
    return layerTable.flatMap(({ id }) => {
      const values = this.layers[id];
      if (!values.some((bytes) => bytes > 0)) {
        return [];
      }
      for (let i = 0; i < this.length; i++) {
        if (!this.drawn[i]) {
          values[i] = NaN;
        }
      }
      return [{ id, values }];
    });
  }

  /** cAdvisor's limit where it is one, else the one that kube-state-metrics knows. */
  private limit(): Float64Array {
    const of = columnsOf(this.series, this.length);
    const [own, kube] = [of('limit'), of('kubeLimit')];
    return own.map((bytes, i) => orElse(realLimit(bytes), realLimit(kube[i])));
  }
}

const realLimit = (bytes: number): number => (bytes > 0 && bytes < noLimit ? bytes : NaN);

/** Sums of absurd magnitudes are infinite, and their differences no numbers: such values count as unknown. */
const withoutAbsurd = (series: Values): Values =>
  Object.fromEntries(
    Object.entries(series).map(([role, values]) => [
      role,
      values.some((bytes) => bytes >= noLimit) ? values.map((bytes) => (bytes < noLimit ? bytes : NaN)) : values,
    ])
  );

/** A process that was restarted inside its container began after the container did. */
function beganAt({ containerStart, processStart }: Instance, firstDrawn: number): number {
  const latest = Math.max(orElse(containerStart, -Infinity), orElse(processStart, -Infinity));
  return Number.isFinite(latest) ? Math.min(latest, firstDrawn) : firstDrawn;
}
