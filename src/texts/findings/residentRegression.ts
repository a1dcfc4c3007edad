import type { FindingDescription } from '../words';

export const id = 'resident-regression';
export const order = 40;
export const name = 'Resident memory stepped up';

export const headlines = {
  'resident-regression.headline':
    'Since the change from {{from}} to {{to}}, {{size}} more of the same Go memory is resident.',
  'resident-regression.headline-possible':
    'Since the change from {{from}} to {{to}}, {{size}} more is resident while Go keeps as much: more of the same Go memory, or memory outside of the Go heap.',
} as const;

export const details = {
  'resident-regression.levels':
    'rss went from {{before}} to {{after}}, working set from {{workingSetBefore}} to {{workingSetAfter}}.',
  'resident-regression.resident': 'Resident memory went from {{before}} to {{after}}.',
  'resident-regression.go': "Go's own numbers do not show it: Go kept {{before}} before and keeps {{after}} now.",
  'resident-regression.change': 'The Go version changed from {{from}} to {{to}} at {{at}}. {{change}}',
  'resident-regression.refuted':
    'Live heap or off-heap memory rose by the same amount, or the load changed with the release.',
  'resident-regression.advice-possible': 'Compare Rss of the heap mappings in /proc/PID/smaps before and after.',
  'resident-regression.advice':
    'Upgrade to {{fixedIn}} or later, which fix a known regression of this kind. Rss of the heap mappings in /proc/PID/smaps shows it before and after.',
} as const;

export const description: FindingDescription = {
  title: 'Resident regression after a Go upgrade',
  meaning:
    "After a change of Go version, more of the memory that Go counts is really resident, while Go's own numbers stay flat. Go 1.24.0 to 1.24.5 are known for it: large allocations were zeroed although they already were zero.",
  test: 'Medians after the warm-up, before and after the change: rss and working set rise by more than the threshold, what Go keeps changes by less than 30 % of that, and rss stays within what Go keeps.',
  confirm:
    'Rss of the Go heap mappings in /proc/PID/smaps grew at the same heap size; the same build with another Go version does not show it.',
  needs: ['rss', 'sys', 'heapReleased', 'goVersion'],
  layers: ['heap-objects', 'heap-fragmented', 'heap-idle', 'runtime'],
  references: [
    'https://go.dev/issue/72991',
    'https://go.dev/issue/73800',
    'https://www.datadoghq.com/blog/engineering/go-memory-regression/',
  ],
  recording: 'up-123-1245-resident',
};
