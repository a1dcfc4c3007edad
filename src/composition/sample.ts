import { noLimit } from './limits';
import { clamp, lazilyFreed, normalise, setFreed, unknownAccounts, unknownFreed, type Accounting } from './bounds';
import { orElse } from './columns';
import type { GoSample } from './goLayers';
import type { Mode } from './types';

/** When several modes occur within a run, the last of these names it: it says most. */
export const byRichness = ['no-go', 'process', 'minimal', 'otel', 'full'] as const satisfies readonly Mode[];
const [noGo, ofProcess, minimal, otel, full] = byRichness.keys();

/** Columns that a composition is made of, on the grid of its workload; NaN where a series is missing. */
export interface Inputs extends Readonly<Record<keyof Accounting, Float64Array>> {
  processRss: Float64Array;
  kernelUsage: Float64Array;
  /** Usage, or what it cannot be above. */
  mostUsage: Float64Array;
}

/** What holds for a run as a whole (doubts.ts). */
export interface RunDoubts {
  refused: boolean;
  untouchedBallast: boolean;
}

/**
 * The composition of one timestamp after another: all that follows from the series there (docs/design.md §6). One
 * object stands for all of them, so that a hundred thousand samples make no garbage; what is wanted of a timestamp
 * is read before the next one.
 */
export class Sample {
  /** What could be made of it, as an index into `byRichness`; -1 where nothing is drawn. */
  mode = -1;
  /** True where rss and cache are known, so that all layers of a container are. */
  isFull = false;
  /** What the layers add up to. */
  usage = NaN;
  /** Bounds of the need. */
  low = NaN;
  high = NaN;
  /** Go memory that is mapped and not resident, or swapped out. */
  notResident = NaN;
  readonly freed = unknownFreed();
  readonly accounts = unknownAccounts();
  /** Page cache, cache that working set counts, and memory of the kernel. */
  pageCache = NaN;
  held = NaN;
  kernel = NaN;
  /** Usage beyond what Go and working set account for, in a composition without rss or cache. */
  cacheOrFreed = NaN;
  /** What lies outside of Go: known to be needed, and not explained. */
  outside = NaN;
  other = NaN;

  private readonly read: Accounting = {
    usage: NaN,
    workingSet: NaN,
    rss: NaN,
    cache: NaN,
    inactiveFile: NaN,
    activeFile: NaN,
  };

  constructor(
    private readonly input: Inputs,
    readonly go: GoSample,
    private readonly hasContainer: boolean
  ) {}

  /** Goes to timestamp `i`. */
  compose(i: number, { refused, untouchedBallast }: RunDoubts): void {
    const { input, go, read } = this;
    this.mode = -1;
    this.isFull = false;
    go.read(i);
    this.usage = this.hasContainer ? input.usage[i] : orElse(input.usage[i], go.retained);
    if (!(this.usage > 0 && this.usage < noLimit)) {
      return;
    }
    this.notResident = 0;
    if (!this.hasContainer) {
      this.composeProcess(Number.isNaN(input.processRss[i]));
      return;
    }
    read.usage = this.usage;
    read.workingSet = input.workingSet[i];
    read.rss = refused ? NaN : input.rss[i];
    read.cache = refused ? NaN : input.cache[i];
    read.inactiveFile = input.inactiveFile[i];
    read.activeFile = input.activeFile[i];
    normalise(read, this.accounts);
    if (Number.isNaN(read.rss) || Number.isNaN(read.cache)) {
      this.composeMinimal(input.mostUsage[i]);
    } else {
      this.composeFull(input.kernelUsage[i], untouchedBallast);
    }
  }

  private composeFull(kernelUsage: number, ballast: boolean): void {
    const { go, accounts: n } = this;
    lazilyFreed(n, go, ballast, this.freed);
    const lazy = orElse(this.freed.estimate, 0);
    const knowsWorkingSet = !Number.isNaN(n.workingSet);
    this.pageCache = knowsWorkingSet ? clamp(n.usage - n.workingSet - lazy, 0, n.cache) : 0;
    this.held = n.cache - this.pageCache;
    // Parts of huge pages that Go gave back and that are not split yet are no memory of the kernel itself.
    this.kernel = Math.min(n.kernel, orElse(kernelUsage, Infinity));
    const resident = Math.max(0, n.rss - lazy);
    const rest = go.known ? this.placeGo(resident) : resident;
    // More than Go ever had was freed lazily: another allocator did it, and may have taken it into use again. Without
    // working set nothing tells what is lazily freed of what Go does not keep.
    const unexplained = knowsWorkingSet || !go.known ? clamp(orElse(n.excess - lazy - go.retained, 0), 0, rest) : rest;
    this.other = unexplained + n.kernel - this.kernel;
    this.outside = rest - unexplained;
    // Without working set and Go, all of it may have been freed lazily.
    this.low = knowsWorkingSet || go.known ? resident - unexplained : 0;
    this.high = n.usage - this.pageCache - lazy;
    this.isFull = true;
    this.mode = !go.known ? noGo : go.coarse ? otel : full;
  }

  /**
   * Usage, working set and Go: Go's own memory is needed, what else working set counts may be cache; the rest is page
   * cache or lazily freed. Of rss as much is needed as cannot be on the inactive file list, which is what working set
   * leaves out.
   */
  private composeMinimal(mostUsage: number): void {
    const { go, usage } = this;
    const { workingSet, rss } = this.accounts;
    const own = go.known ? go.own() : 0;
    const knowsWorkingSet = !Number.isNaN(workingSet);
    const held = knowsWorkingSet ? Math.min(usage, Math.max(workingSet, own)) : usage;
    this.other = go.known ? this.placeGo(held) : held;
    this.cacheOrFreed = usage - held;
    const ofRss = orElse(workingSet - Math.max(0, mostUsage - rss), 0);
    this.low = Math.max(held - this.other, ofRss);
    this.high = held;
    this.accounts.excess = NaN;
    const most = Math.min(usage - workingSet, orElse(go.heapReleased, Infinity));
    setFreed(this.freed, NaN, knowsWorkingSet ? 0 : NaN, knowsWorkingSet ? most : NaN);
    this.mode = go.known ? minimal : noGo;
  }

  private composeProcess(lacksRss: boolean): void {
    const { go, usage } = this;
    this.other = go.known ? this.placeGo(usage) : usage;
    this.low = usage - this.other;
    this.high = usage;
    this.accounts.excess = NaN;
    setFreed(this.freed, NaN, NaN, NaN);
    this.mode = go.coarse && lacksRss ? otel : ofProcess;
  }

  /**
   * Places Go's own layers within `room` bytes that are resident, and returns the bytes of the room that are left.
   * Where the layers exceed the room, the rest is Go memory that is mapped but not resident, or swapped out.
   */
  private placeGo(room: number): number {
    const own = this.go.own();
    const deficit = Math.max(0, own - room);
    if (deficit > 0) {
      this.go.fitInto(room);
    }
    this.notResident = deficit;
    return Math.max(0, room - own);
  }
}
