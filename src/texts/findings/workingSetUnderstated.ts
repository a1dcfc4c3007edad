import type { FindingDescription } from '../words';

export const id = 'working-set-understated';
export const order = 20;
export const name = 'Working set too low';

export const headlines = {
  'working-set-understated.headline':
    'Working set hides {{size}} of memory in use: it said {{workingSet}} while at least {{need}} could not be given back.',
  'working-set-understated.headline-limit':
    'Working set hides {{size}} of memory in use: it said {{workingSetShare}} of the limit while the need was {{needShare}}.',
  'working-set-understated.headline-possible':
    'Working set says {{workingSet}} while Go has {{need}} in use: it may hide {{size}} of memory in use, or Go counts memory that it never touched.',
  'working-set-understated.headline-killed':
    'Working set hid {{size}} of memory in use: it said {{workingSetShare}} of the limit when the container was killed at its limit.',
} as const;

export const details = {
  'working-set-understated.killed':
    'In the last sample {{excess}} stood on the file lists without being cache, and working set was {{workingSet}}. The kernel takes free pages before it kills, so these were in use.',
  'working-set-understated.hidden':
    'Usage minus cache minus lazily freed memory is {{need}}, but working set is {{workingSet}}: pages that Go took back into use still count as inactive file memory.',
  'working-set-understated.live':
    'Live heap, stacks and what Go needs to manage them are {{need}}, but working set is {{workingSet}}; this version of Go gives memory back lazily, and pages that it took back into use still count as inactive file memory.',
  'working-set-understated.heap': 'Go alone keeps {{retained}}, of which {{heap}} is heap in use.',
  'working-set-understated.lasted':
    'It lasted {{duration}} in all between {{from}} and {{to}}; at its peak {{peak}} were hidden.',
  'working-set-understated.refuted':
    'Heap in use, stacks and off-heap memory together stay below working set in the same scrape, or the difference vanishes when samples are at most 15 s apart.',
  'working-set-understated.advice':
    'Whatever reads working set is misled: kubectl top, the HorizontalPodAutoscaler, node eviction and alerts. Alert on the corrected working set instead. GODEBUG=madvdontneed=1 or Go 1.16 and later end it.',
} as const;

export const description: FindingDescription = {
  title: 'Working set understated',
  meaning:
    'Pages that Go gave back lazily and then took into use again still count as inactive file memory until the kernel looks at them. Working set leaves inactive file memory out, so it hides live memory: kubectl top, the HorizontalPodAutoscaler, node eviction and alerts see less than the process needs.',
  test: 'max(working set, usage - cache - lazily freed) exceeds working set by more than the threshold, for three samples and the duration in a row, within one run. Where working set is the only series of the container and Go gives memory back lazily: live heap, stacks and metadata, as far as the process is resident, exceed working set by as much; only as possible, unless anonymous memory of the process is known: Go counts untouched memory (a ballast), and resident memory holds mapped files.',
  confirm:
    'A restart with GODEBUG=madvdontneed=1 raises working set at the same load; LazyFree in /proc/PID/smaps is smaller than the inactive_file that no file explains.',
  needs: ['workingSet', 'heapReleased'],
  layers: ['heap-objects', 'heap-fragmented', 'heap-idle', 'stacks', 'runtime', 'off-heap'],
  references: [
    'https://go.dev/issue/44554',
    'https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v1/memory.html',
  ],
  recording: 'reuse-115',
};
