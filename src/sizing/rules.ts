import { MiB } from '../metrics/units';

/** One formula in words; docs/domain.md §4.5 has the reasons. */
interface Rule {
  name: string;
  formula: string;
  because: string;
}

/** Formulas of the three numbers. `need` is the corrected working set, never working set. */
export const sizingRules = {
  request: {
    name: 'memory request',
    formula: 'min(limit, p99(need)), rounded up',
    because: 'the kubelet ranks pods for eviction by whether they use more than they request, then by how much more',
  },
  limit: {
    name: 'memory limit',
    formula:
      '1.2 * max(peak(need) + its present rise once more, heap goal + p99(outside of Go)), rounded up; (GOMEMLIMIT + p99(outside of Go)) / 0.9 where the heap fills up to GOMEMLIMIT',
    because:
      'the kernel kills at the limit, whatever the average was, and GOGC lets the heap grow to its goal (go.dev/doc/gc-guide#GOGC)',
  },
  goMemLimit: {
    name: 'GOMEMLIMIT',
    formula: 'limit - p99(outside of Go) - 10 % of the limit, rounded down; at least 1.1 * live heap, else none',
    because:
      'it leaves out what C code and the kernel hold, and wants 5 to 10 % of headroom (go.dev/doc/gc-guide#Memory_limit)',
  },
} as const satisfies Record<string, Rule>;

/** The limit is so many times what was needed: common recommenders add 15 % to the working set. */
export const limitMargin = 1.2;
/** Share of the limit that stays free between GOMEMLIMIT and what Go does not count. */
export const goHeadroom = 0.1;
/** GOMEMLIMIT below so many times the live heap makes the collector run without end. */
export const leastOverLive = 1.1;
/** Where more than this share of the need was never touched, what GOMEMLIMIT counts is not what is resident. */
export const mostUntouched = 0.1;
/** Bounds of what the collector adds to the live heap: a quarter is where it begins to crowd, 1 is GOGC=100. */
export const heapSlack = { least: 0.25, most: 1 } as const;
/** A need whose peak is less than this above its median was seen without a burst of load. */
export const flatPeak = 1.1;

/** Numbers that people set are round: at most 1/32 is added or taken, in whole MiB. */
const stepOf = (bytes: number): number => Math.max(MiB, 2 ** (Math.floor(Math.log2(bytes)) - 5));

/** The next round size from `bytes` on. */
export const roundUp = (bytes: number): number => Math.ceil(bytes / stepOf(bytes)) * stepOf(bytes);

/** The next round size up to `bytes`. */
export const roundDown = (bytes: number): number => Math.floor(bytes / stepOf(bytes)) * stepOf(bytes);
