import { noLimit } from './limits';
import {
  cacheOf,
  excessOf,
  freedCeilingOf,
  freedFloorOf,
  freedOf,
  pageCacheOf,
  residentOf,
  unexplainedOf,
  workingSetOf,
} from './bounds';
import { orElse } from './columns';
import type { GoSample } from './goLayers';
import type { Mode } from './types';

/** When several modes occur within a run, the last of these names it: it says most. */
export const byRichness = ['no-go', 'process', 'minimal', 'otel', 'full'] as const satisfies readonly Mode[];
const [noGo, ofProcess, minimal, otel, full] = byRichness.keys();

/** Columns that a composition is made of, on the grid of its workload; NaN where a series is missing. */
export interface Inputs {
  usage: Float64Array;
  workingSet: Float64Array;
  rss: Float64Array;
  cache: Float64Array;
  inactiveFile: Float64Array;
  activeFile: Float64Array;
  processRss: Float64Array;
  kernelUsage: Float64Array;
  /** Usage, or what it cannot be above. */
  mostUsage: Float64Array;
}

/** Columns that are made of them. */
export interface Outputs {
  /** Bounds of the need. */
  low: Float64Array;
  high: Float64Array;
  /** Lazily freed. */
  estimate: Float64Array;
  floor: Float64Array;
  ceiling: Float64Array;
  /** File-list excess. */
  excess: Float64Array;
  /** Go memory that is mapped and not resident, or swapped out. */
  notResident: Float64Array;
}

/**
 * Composes one timestamp after another (docs/design.md §6): what follows from the series there goes into the columns of
 * `out`, and no number is kept in an object on its way.
 */
export class Sampler {
  /** The largest sizes so far outside of Go: not explained, and known to be needed. */
  readonly most = { other: 0, outside: 0 };

  constructor(
    private readonly input: Inputs,
    private readonly go: GoSample,
    private readonly out: Outputs,
    private readonly hasContainer: boolean
  ) {}

  /**
   * What could be made of timestamp `i`, as an index into `byRichness`; -1 where nothing is drawn. With `ballast`, Go
   * counts memory that it never touched.
   */
  compose(i: number, ballast: boolean): number {
    const { input, go } = this;
    const usage = this.hasContainer ? input.usage[i] : orElse(input.usage[i], go.retained[i]);
    if (!(usage > 0 && usage < noLimit)) {
      return -1;
    }
    if (!this.hasContainer) {
      return this.composeProcess(i, usage);
    }
    return Number.isNaN(input.rss[i] + input.cache[i])
      ? this.composeMinimal(i, residentOf(input.rss[i], usage))
      : this.composeFull(i, ballast);
  }

  private composeFull(i: number, ballast: boolean): number {
    const { input, go, out, most } = this;
    const usage = input.usage[i];
    const rss = residentOf(input.rss[i], usage);
    const cache = cacheOf(input.cache[i], usage, rss);
    const kernel = usage - rss - cache;
    const outside = usage - workingSetOf(input.workingSet[i], usage);
    const knowsWorkingSet = outside === outside;
    const excess = excessOf(outside, rss, cache, input.inactiveFile[i] + input.activeFile[i]);
    const retained = go.retained[i];
    const released = go.released[i];
    const estimate = freedOf(excess, released, ballast ? NaN : rss - retained);
    const lazy = orElse(estimate, 0);
    const resident = Math.max(0, rss - lazy);
    const knowsGo = go.knows(i);
    const own = go.own(i);
    const rest = Math.max(0, resident - own);
    const unexplained = unexplainedOf(knowsWorkingSet || !knowsGo, excess - lazy - retained, rest);
    const other = unexplained + kernel - Math.min(kernel, orElse(input.kernelUsage[i], Infinity));
    out.estimate[i] = estimate;
    out.floor[i] = freedFloorOf(estimate, excess, retained);
    out.ceiling[i] = freedCeilingOf(estimate, outside, rss, released);
    out.excess[i] = excess;
    out.notResident[i] = Math.max(0, own - resident);
    // Without working set and Go, all of it may have been freed lazily.
    out.low[i] = knowsWorkingSet || knowsGo ? resident - unexplained : 0;
    out.high[i] = usage - pageCacheOf(outside, lazy, cache) - lazy;
    if (other > most.other) {
      most.other = other;
    }
    if (rest - unexplained > most.outside) {
      most.outside = rest - unexplained;
    }
    return !knowsGo ? noGo : go.isCoarse(i) ? otel : full;
  }

  /**
   * Usage, working set and Go: Go's own memory is needed, what else working set counts may be cache; the rest is page
   * cache or lazily freed. Of rss as much is needed as cannot be on the inactive file list, which is what working set
   * leaves out.
   */
  private composeMinimal(i: number, rss: number): number {
    const { input, go, out, most } = this;
    const usage = input.usage[i];
    const workingSet = workingSetOf(input.workingSet[i], usage);
    const knowsWorkingSet = workingSet === workingSet;
    const knowsGo = go.knows(i);
    const own = go.own(i);
    const held = knowsWorkingSet ? Math.min(usage, Math.max(workingSet, own)) : usage;
    const other = Math.max(0, held - own);
    const ofRss = orElse(workingSet - Math.max(0, input.mostUsage[i] - rss), 0);
    out.estimate[i] = NaN;
    out.floor[i] = knowsWorkingSet ? 0 : NaN;
    out.ceiling[i] = knowsWorkingSet ? Math.min(usage - workingSet, orElse(go.released[i], Infinity)) : NaN;
    out.excess[i] = NaN;
    out.notResident[i] = Math.max(0, own - held);
    out.low[i] = Math.max(held - other, ofRss);
    out.high[i] = held;
    if (other > most.other) {
      most.other = other;
    }
    return knowsGo ? minimal : noGo;
  }

  private composeProcess(i: number, usage: number): number {
    const { input, go, out, most } = this;
    const own = go.own(i);
    const other = Math.max(0, usage - own);
    out.estimate[i] = NaN;
    out.floor[i] = NaN;
    out.ceiling[i] = NaN;
    out.excess[i] = NaN;
    out.notResident[i] = Math.max(0, own - usage);
    out.low[i] = usage - other;
    out.high[i] = usage;
    if (other > most.other) {
      most.other = other;
    }
    return go.isCoarse(i) && Number.isNaN(input.processRss[i]) ? otel : ofProcess;
  }
}
