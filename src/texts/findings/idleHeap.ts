import type { FindingDescription } from '../words';

export const id = 'idle-heap';
export const order = 70;
export const name = 'Idle heap';

export const headlines = {
  'idle-heap.headline': 'Go keeps {{size}} of empty heap beside {{inuse}} in use, instead of giving it back.',
  'idle-heap.headline-ended':
    'Go kept {{size}} of empty heap beside {{inuse}} in use for a time, instead of giving it back.',
  'idle-heap.headline-saw':
    'Go lets the heap fill up to {{goal}} although only {{live}} of it are live after a garbage collection.',
} as const;

export const details = {
  'idle-heap.lasted': '{{size}} of heap pages without any object stayed for {{duration}}.',
  'idle-heap.goal':
    'The next garbage collection starts at {{goal}}: Go keeps pages that it expects to need until then.',
  'idle-heap.upgrade': 'The Go version changed from {{from}} to {{to}} at {{at}}. {{change}}',
  'idle-heap.refuted':
    'The empty heap shrinks within minutes after a peak, or it fills and empties with every garbage collection.',
  'idle-heap.advice-old':
    'If the memory is wanted elsewhere: lower GOGC, so that the heap stays smaller; debug.FreeOSMemory() returns it once. Go 1.12.0 to 1.12.4 let idle heap pile up by a defect of the allocator: upgrade.',
  'idle-heap.advice':
    'If the memory is wanted elsewhere: lower GOGC, or set GOMEMLIMIT to less, so that the heap stays smaller; debug.FreeOSMemory() returns it once. A large GOGC (or GOGC=off with GOMEMLIMIT) keeps it on purpose.',
} as const;

export const description: FindingDescription = {
  title: 'Idle heap kept by Go',
  meaning:
    'Go keeps heap pages without any object instead of giving them back, because it expects to need them before the next garbage collection, or because they came free a short while ago.',
  test: 'Idle minus released heap is above the threshold, and with the heap in use above 110 % of the goal (where it is not known, of the largest heap in use) + 32 MiB for the duration; or it is over 30 % of what Go keeps while the goal is more than seven times the live heap.',
  confirm: 'GODEBUG=gctrace=1,scavtrace=1 shows the goal and what is retained; debug.FreeOSMemory() makes it vanish.',
  needs: ['heapIdle', 'heapReleased'],
  layers: ['heap-idle'],
  references: ['https://go.dev/doc/gc-guide', 'https://go.dev/issue/30333'],
  recording: 'idle-119-memlimit',
};
