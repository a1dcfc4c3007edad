import type { FindingId } from '../../diagnosis/types';

/** Short names of findings, for places without room for a sentence. */
export const findingNames: Record<FindingId, string> = {
  'lazily-freed': 'Lazily freed memory',
  'working-set-understated': 'Working set too low',
  'accounting-correction': 'Accounting corrected',
  'resident-regression': 'Resident memory stepped up',
  'huge-page-bloat': 'Huge pages',
  'heap-growth': 'Heap grows',
  'idle-heap': 'Idle heap',
  fragmentation: 'Heap fragmentation',
  'stack-growth': 'Stacks grow',
  'off-heap-growth': 'Off-heap grows',
  'page-cache-growth': 'Page cache grows',
  'shared-memory-growth': 'Shared memory grows',
  'kernel-memory-growth': 'Kernel memory grows',
  'oom-killed': 'OOM killed',
  'oom-risk': 'OOM risk',
  'insufficient-data': 'Not enough data',
};
