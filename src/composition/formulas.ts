import { clampMin, max, min, minus, orElse, plus, type Expression } from '../metrics/expression';

/** Derived quantities in bytes, in the vocabulary of docs/design.md §2. */
export type Quantity =
  | 'base'
  | 'retained'
  | 'outsideGo'
  | 'excess'
  | 'lazilyFreed'
  | 'freedFloor'
  | 'lazilyFreedFloor'
  | 'lazilyFreedCeiling'
  | 'freedByAnybody'
  | 'mostUsage'
  | 'needOfRss'
  | 'needLow'
  | 'correctedWorkingSet'
  | 'offHeap'
  | 'kernel'
  | 'heldCache'
  | 'limit';

export type Formula = Expression<Quantity>;

const the = (quantity: Quantity): Formula => ({ quantity });

const plainExcess: Formula = minus(the('base'), 'workingSet', 'cache');

/** Heap that Go has not given back, as much of it as series tell. */
const heap: Formula = orElse(minus('heapSys', 'heapReleased'), 'heapInuse', 'heapAlloc');

/** What Go keeps, as much of it as series tell. */
const kept: Formula = orElse(the('retained'), plus(heap, 'stackSys'), heap, 'stackSys');

/**
 * THE formulas. Evidence, recording rules and dashboards are rendered from them; sample.ts does the same arithmetic on
 * numbers that bounds.ts makes consistent, and a property test compares the two (docs/design.md §6).
 */
export const formulas: Readonly<Record<Quantity, Formula>> = {
  /** What the layers add up to (bases.ts). */
  base: orElse('usage', max(plus('rss', 'cache'), 'workingSet'), max('workingSet', 'rss'), 'rss', 'processRss', kept),
  /** G: what Go has not given back. */
  retained: orElse(minus('sys', 'heapReleased'), 'retained', plus('otelStack', 'otelOther')),
  /** Anonymous memory that Go does not keep; left out of the estimate where Go never touched part of what it counts. */
  outsideGo: minus('rss', the('retained')),
  /** E: only MADV_FREE makes it positive; the file lists give a tighter bound where both are exported. */
  excess: clampMin(
    orElse(
      min(max(minus(plus('inactiveFile', 'activeFile'), 'cache'), plainExcess), minus(the('base'), 'workingSet')),
      plainExcess
    )
  ),
  lazilyFreed: clampMin(min(the('excess'), 'heapReleased', the('outsideGo'))),
  /**
   * At least so much was freed lazily, by Go or by another allocator. Without Go series nothing is certain; the
   * difference of a value to itself is 0 wherever the value is known.
   */
  freedFloor: orElse(clampMin(minus(the('excess'), the('retained'))), minus(the('lazilyFreed'), the('lazilyFreed'))),
  lazilyFreedFloor: min(the('freedFloor'), the('lazilyFreed')),
  lazilyFreedCeiling: max(the('lazilyFreed'), min(minus(the('base'), 'workingSet'), 'rss', 'heapReleased')),
  /** More than Go ever had was freed lazily by another allocator. */
  freedByAnybody: max(the('lazilyFreed'), minus(the('excess'), the('retained'))),
  /** Usage, or what it cannot be above. */
  mostUsage: orElse('usage', the('limit')),
  /**
   * Lazily freed pages are on the inactive file list, which is what working set leaves out of usage: of rss all is
   * needed but so much, and of working set all but what is not rss.
   */
  needOfRss: clampMin(minus('workingSet', clampMin(minus(the('mostUsage'), 'rss')))),
  /** Without working set nothing tells what of the rest is lazily freed, so only what Go keeps is certain. */
  needLow: orElse(
    clampMin(minus('rss', the('freedByAnybody'))),
    max(min(kept, the('base')), the('needOfRss')),
    the('needOfRss')
  ),
  correctedWorkingSet: orElse(
    max(minus(the('base'), 'cache', the('lazilyFreed')), 'workingSet'),
    min(max('workingSet', kept), the('base'))
  ),
  offHeap: clampMin(minus('rss', the('retained'), the('freedByAnybody'))),
  kernel: minus(the('base'), 'rss', 'cache'),
  /** Cache that is not inactive: active file cache and tmpfs. */
  heldCache: clampMin(minus(plus('workingSet', 'cache'), the('base'))),
  limit: orElse('limit', 'kubeLimit'),
};
