import type { FindingDescription } from '../words';

export const id = 'accounting-correction';
export const order = 30;
export const name = 'Accounting corrected';

export const headlines = {
  'accounting-correction.headline-upgrade':
    'Not a regression: with {{to}} (before: {{from}}) memory is given back at once, so working set now shows what was needed all along.',
  'accounting-correction.headline':
    'Not a regression: since the restart memory is given back at once, so usage falls and working set shows what was needed all along.',
} as const;

export const details = {
  'accounting-correction.before':
    'Before, {{lazilyFreed}} were lazily freed: usage was {{usage}} and working set {{workingSet}}.',
  'accounting-correction.after':
    'Since then Go gave back {{returned}} and the kernel took it at once: usage is typically {{usage}}, working set {{workingSet}}, and nothing is lazily freed.',
  'accounting-correction.corrected': 'The corrected working set was {{before}} before and is typically {{after}} now.',
  'accounting-correction.upgrade': 'The Go version changed from {{from}} to {{to}} at {{at}}. {{change}}',
  'accounting-correction.godebug': 'The Go version did not change, so GODEBUG=madvdontneed=1 was set.',
  'accounting-correction.refuted': 'Live heap or off-heap memory grew by the amount that working set rose.',
  'accounting-correction.advice':
    'Nothing needs fixing. Set thresholds of alerts and autoscalers anew: usage and RSS are lower now, and working set is no longer too low.',
} as const;

export const description: FindingDescription = {
  title: 'Accounting correction',
  meaning:
    'Go gives memory back at once now (Go 1.16 and later, or GODEBUG=madvdontneed=1). Usage and rss fall, and working set rises to what was needed all along. It looks like a regression of working set and is none.',
  test: 'Memory was lazily freed in the run before; in this run Go plainly gave memory back, rss fell with it, and nothing is lazily freed.',
  confirm:
    'go_info shows the new version, or the environment of the process has GODEBUG=madvdontneed=1; live heap is the same as before.',
  needs: ['usage', 'workingSet', 'rss', 'cache', 'heapReleased', 'sys'],
  layers: ['lazily-freed'],
  references: ['https://go.dev/doc/go1.16', 'https://go.dev/issue/42330', 'https://go.dev/issue/44554'],
  recording: 'up-115-119-store',
};
