import { withFallbacks } from '../metrics/fallbacks';
import type { Role } from '../metrics/types';
import type { Instance, Workload } from '../workloads/types';
import { clamp, countsUntouched, lazilyFreed, normalise, type Normalised } from './bounds';
import { goPartsAt, takeOut, type GoParts } from './goLayers';
import { layerTable } from './layers';
import type { Composition, CompositionInstance, Layer, LayerId, Mode } from './types';

/** Kubernetes and the kernel write "no limit" as 0 or as a number near 2^63. */
const noLimit = 2 ** 62;

/** More cache than this without a single inactive page over a whole run is no container; it is a wrong formula. */
const plausibleActiveCache = 1024 * 1024;

type Values = Partial<Record<Role, Float64Array>>;

/**
 * Composes one workload: at every grid timestamp of a live instance with usage > 0, layers of bytes that are never
 * negative and sum to usage exactly, from the series that exist there (docs/design.md §6). Without container series,
 * usage is process RSS, else what Go has not given back. Pure; the workload is only read.
 */
export function compose(workload: Workload): Composition {
  const series = withFallbacks(workload.series);
  const out = new Output(workload, series);
  for (const instance of workload.instances) {
    composeInstance(workload, instance, series, out);
  }
  return out.result();
}

function composeInstance(workload: Workload, instance: Instance, series: Values, out: Output): void {
  const range = { start: instance.start, end: instance.end };
  const hasContainer = series.usage !== undefined;
  const refused = hasContainer && isOldAccounting(series, range);
  const untouchedBallast = hasContainer && hasUntouchedBallast(series, range);
  const modes: Record<Mode, number> = { full: 0, 'no-go': 0, minimal: 0, process: 0, otel: 0 };
  const hasGo = new Uint8Array(instance.end - instance.start);

  for (let i = instance.start; i < instance.end; i++) {
    const go = goPartsAt(series, i);
    hasGo[i - instance.start] = Number(go !== null);
    const usage = hasContainer ? value(series, 'usage', i) : orNaN(value(series, 'processRss', i), go?.retained);
    if (usage > 0 && Number.isFinite(usage)) {
      modes[out.compose(i, usage, go, { refused, untouchedBallast })]++;
    }
  }
  const drawnAt = indicesOf(out.drawn, instance);
  if (drawnAt.length === 0) {
    return;
  }
  const mode = (['full', 'otel', 'minimal', 'process', 'no-go'] as const).find((name) => modes[name] > 0) ?? 'no-go';
  if (mode !== 'no-go') {
    for (const i of drawnAt) {
      out.goMissing[i] = 1 - hasGo[i - instance.start];
    }
  }
  out.instances.push({
    start: instance.start,
    end: instance.end,
    from: workload.time[drawnAt[0]],
    to: workload.time[drawnAt[drawnAt.length - 1]],
    startedAt: beganAt(instance, workload.time[drawnAt[0]]),
    goVersion: instance.goVersion,
    mode,
    untouchedBallast,
    refused,
  });
}

/** A process that was restarted inside its container began after the container did. */
function beganAt({ containerStart, processStart }: Instance, firstDrawn: number): number {
  const latest = Math.max(orNaN(containerStart, -Infinity), orNaN(processStart, -Infinity));
  return Number.isFinite(latest) ? Math.min(latest, firstDrawn) : firstDrawn;
}

interface Range {
  start: number;
  end: number;
}

const value = (series: Values, role: Role, i: number): number => series[role]?.[i] ?? NaN;
const orNaN = (x: number, other: number | undefined): number => (Number.isNaN(x) ? (other ?? NaN) : x);

function indicesOf(flags: Uint8Array, { start, end }: Range): number[] {
  const indices: number[] = [];
  for (let i = start; i < end; i++) {
    if (flags[i]) {
      indices.push(i);
    }
  }
  return indices;
}

/**
 * cAdvisor before 0.39 reads cgroup v1 keys on cgroup v2: rss = cache = 0 throughout, and before 0.37 working set =
 * usage throughout (docs/domain.md §2.3, last rows).
 */
function isOldAccounting(series: Values, { start, end }: Range): boolean {
  let samples = 0;
  let empty = 0;
  let noInactive = 0;
  let cached = 0;
  for (let i = start; i < end; i++) {
    if (!(value(series, 'usage', i) > 0)) {
      continue;
    }
    samples++;
    empty += Number(value(series, 'rss', i) === 0 && value(series, 'cache', i) === 0);
    noInactive += Number(value(series, 'workingSet', i) === value(series, 'usage', i));
    cached += Number(value(series, 'cache', i) > plausibleActiveCache);
  }
  return samples > 0 && (empty === samples || (noInactive === samples && cached === samples));
}

/** A ballast is there most of the time; a scrape that caught a growing heap early is not. */
function hasUntouchedBallast(series: Values, { start, end }: Range): boolean {
  let samples = 0;
  let untouched = 0;
  for (let i = start; i < end; i++) {
    const retained = goPartsAt(series, i)?.retained ?? NaN;
    const rss = Math.min(value(series, 'rss', i), value(series, 'usage', i));
    if (!Number.isNaN(retained) && rss > 0) {
      samples++;
      untouched += Number(countsUntouched(retained, rss));
    }
  }
  return samples >= 3 && untouched > samples / 2;
}

interface Doubts {
  refused: boolean;
  untouchedBallast: boolean;
}

/** The arrays of a composition while it is being filled. */
class Output {
  readonly drawn: Uint8Array;
  readonly goMissing: Uint8Array;
  readonly instances: CompositionInstance[] = [];
  private readonly layers = new Map<LayerId, Float64Array>();
  private readonly arrays: Record<
    | 'usage'
    | 'workingSet'
    | 'correctedWorkingSet'
    | 'low'
    | 'high'
    | 'estimate'
    | 'floor'
    | 'ceiling'
    | 'excess'
    | 'retained'
    | 'notResident',
    Float64Array
  >;

  constructor(
    private readonly workload: Workload,
    private readonly series: Values
  ) {
    const empty = () => new Float64Array(workload.time.length).fill(NaN);
    this.drawn = new Uint8Array(workload.time.length);
    this.goMissing = new Uint8Array(workload.time.length);
    this.arrays = {
      usage: empty(),
      workingSet: empty(),
      correctedWorkingSet: empty(),
      low: empty(),
      high: empty(),
      estimate: empty(),
      floor: empty(),
      ceiling: empty(),
      excess: empty(),
      retained: empty(),
      notResident: empty(),
    };
  }

  /** Fills timestamp `i` and returns what it could be made of. */
  compose(i: number, usage: number, go: GoParts | null, doubts: Doubts): Mode {
    const { arrays } = this;
    this.drawn[i] = 1;
    arrays.usage[i] = usage;
    arrays.retained[i] = go?.retained ?? NaN;
    arrays.notResident[i] = 0;
    if (this.series.usage === undefined) {
      return this.composeProcess(i, usage, go);
    }
    const rss = doubts.refused ? NaN : value(this.series, 'rss', i);
    const cache = doubts.refused ? NaN : value(this.series, 'cache', i);
    const workingSet = value(this.series, 'workingSet', i);
    const activeFile = value(this.series, 'activeFile', i);
    const n = normalise({
      usage,
      workingSet,
      rss,
      cache,
      inactiveFile: value(this.series, 'inactiveFile', i),
      activeFile,
    });
    arrays.workingSet[i] = workingSet;
    if (Number.isNaN(rss) || Number.isNaN(cache)) {
      return this.composeMinimal(i, usage, n.workingSet, go);
    }
    this.composeFull(i, n, go, activeFile, doubts.untouchedBallast);
    return go === null ? 'no-go' : go.coarse ? 'otel' : 'full';
  }

  private composeFull(i: number, n: Normalised, go: GoParts | null, activeFile: number, ballast: boolean): void {
    const { arrays } = this;
    const bounds = lazilyFreed(n, { retained: go?.retained ?? NaN, heapReleased: go?.heapReleased ?? NaN }, ballast);
    const lazy = orNaN(bounds.estimate, 0);
    const pageCache = Number.isNaN(n.workingSet) ? 0 : clamp(n.usage - n.workingSet - lazy, 0, n.cache);
    const held = n.cache - pageCache;
    this.add('lazily-freed', i, lazy);
    this.add('page-cache', i, pageCache);
    if (Number.isNaN(activeFile)) {
      this.add('cache-in-working-set', i, held);
    } else {
      const active = Math.min(held, activeFile);
      this.add('active-page-cache', i, active);
      this.add('shared-memory', i, held - active);
    }
    this.add('kernel', i, n.kernel);
    const resident = n.rss - lazy;
    if (go) {
      const rest = this.addGo(i, go, resident);
      // Without `sys`, what Go has not given back is not known, so neither is what lies outside of it.
      this.add(Number.isNaN(go.retained) ? 'anonymous' : 'off-heap', i, rest);
    } else {
      this.add('anonymous', i, resident);
    }
    arrays.excess[i] = n.excess;
    arrays.estimate[i] = bounds.estimate;
    arrays.floor[i] = bounds.floor;
    arrays.ceiling[i] = bounds.ceiling;
    arrays.low[i] = n.usage - n.cache - lazy;
    arrays.high[i] = n.usage - pageCache - lazy;
    if (!Number.isNaN(n.workingSet)) {
      arrays.correctedWorkingSet[i] = arrays.high[i];
    }
  }

  /** Usage, working set and Go: needed = min(U, max(W, G)); the rest is page cache or lazily freed. */
  private composeMinimal(i: number, usage: number, workingSet: number, go: GoParts | null): Mode {
    const { arrays } = this;
    const own = go ? orNaN(go.retained, go.objects + go.fragmented + go.idle + go.stacks + go.runtime) : 0;
    const needed = Number.isNaN(workingSet) ? usage : Math.min(usage, Math.max(workingSet, own));
    const rest = go ? this.addGo(i, go, needed) : needed;
    this.add('other', i, rest);
    this.add('cache-or-lazily-freed', i, usage - needed);
    arrays.low[i] = Number.isNaN(workingSet) ? Math.min(usage, own) : needed;
    arrays.high[i] = needed;
    if (!Number.isNaN(workingSet)) {
      arrays.correctedWorkingSet[i] = needed;
      arrays.floor[i] = 0;
      arrays.ceiling[i] = Math.min(usage - workingSet, orNaN(go?.heapReleased ?? NaN, Infinity));
    }
    return go ? 'minimal' : 'no-go';
  }

  private composeProcess(i: number, usage: number, go: GoParts | null): Mode {
    this.arrays.high[i] = usage;
    if (!go) {
      this.add('other', i, usage);
      this.arrays.low[i] = 0;
      return 'process';
    }
    const rest = this.addGo(i, go, usage);
    this.add('other', i, rest);
    this.arrays.low[i] = usage - rest;
    return go.coarse && Number.isNaN(value(this.series, 'processRss', i)) ? 'otel' : 'process';
  }

  /**
   * Adds Go's own layers, cut to `room` bytes that are resident; returns what of the room they leave. What is cut is
   * mapped, not resident (or swapped out).
   */
  private addGo(i: number, go: GoParts, room: number): number {
    const parts = { ...go };
    const own = parts.objects + parts.fragmented + parts.idle + parts.stacks + parts.runtime;
    const deficit = Math.max(0, own - room);
    takeOut(parts, deficit);
    this.arrays.notResident[i] = deficit;
    this.add('stacks', i, parts.stacks);
    if (go.coarse) {
      this.add('go-other', i, parts.objects + parts.fragmented + parts.idle + parts.runtime);
    } else {
      this.add('heap-objects', i, parts.objects);
      this.add('heap-fragmented', i, parts.fragmented);
      this.add('heap-idle', i, parts.idle);
      this.add('runtime', i, parts.runtime);
    }
    return room - (own - deficit);
  }

  private add(id: LayerId, i: number, bytes: number): void {
    let values = this.layers.get(id);
    if (!values) {
      values = new Float64Array(this.workload.time.length);
      this.layers.set(id, values);
    }
    values[i] = bytes;
  }

  result(): Composition {
    const { arrays, workload } = this;
    const empty = new Float64Array(workload.time.length).fill(NaN);
    const overlay = (role: Role) => this.series[role] ?? empty;
    return {
      workload,
      time: workload.time,
      layers: this.stackedLayers(),
      drawn: this.drawn,
      goMissing: this.goMissing,
      usage: arrays.usage,
      workingSet: arrays.workingSet,
      correctedWorkingSet: arrays.correctedWorkingSet,
      need: { low: arrays.low, high: arrays.high },
      lazilyFreed: { estimate: arrays.estimate, floor: arrays.floor, ceiling: arrays.ceiling },
      fileListExcess: arrays.excess,
      retained: arrays.retained,
      notResident: arrays.notResident,
      rss: overlay('rss'),
      limit: this.limit(),
      goMemLimit: overlay('goMemLimit').map((bytes) => (bytes > 0 && bytes < noLimit ? bytes : NaN)),
      processRss: overlay('processRss'),
      nextGc: overlay('nextGc'),
      instances: this.instances,
      samples: this.drawn.reduce((count, flag) => count + flag, 0),
    };
  }

  /** In the order of the layer table, without layers that have no byte anywhere; NaN where nothing is drawn. */
  private stackedLayers(): Layer[] {
    return layerTable.flatMap(({ id }) => {
      const values = this.layers.get(id);
      if (!values?.some((bytes) => bytes > 0)) {
        return [];
      }
      return [{ id, values: values.map((bytes, i) => (this.drawn[i] ? bytes : NaN)) }];
    });
  }

  /** cAdvisor's limit where it is one, else the one that kube-state-metrics knows. */
  private limit(): Float64Array {
    const { limit, kubeLimit } = this.series;
    const real = (bytes: number | undefined) => (bytes !== undefined && bytes > 0 && bytes < noLimit ? bytes : NaN);
    return new Float64Array(this.workload.time.length).map((_, i) => orNaN(real(limit?.[i]), real(kubeLimit?.[i])));
  }
}
