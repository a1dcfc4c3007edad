import { unlikeLoad } from '../growthWords';
import type { FindingDescription } from '../words';

export const id = 'stack-growth';
export const order = 90;
export const name = 'Stacks grow';

export const headlines = {
  'stack-growth.headline':
    'Goroutine stacks keep growing: from {{low}} to {{high}} in {{duration}}, together with the number of goroutines.',
  'stack-growth.headline-deep': 'Goroutine stacks keep growing: from {{low}} to {{high}} in {{duration}}.',
  'stack-growth.headline-over': 'Goroutine stacks grew from {{low}} to {{high}} in {{duration}}, until this run ended.',
  'stack-growth.headline-ended':
    'Goroutine stacks grew from {{low}} to {{high}} in {{duration}}, and have stayed there.',
  'stack-growth.headline-open':
    'Goroutine stacks rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
} as const;

export const details = {
  'stack-growth.goroutines': 'The number of goroutines rises with the stacks: goroutines are started and never end.',
  'stack-growth.no-goroutines': 'The number of goroutines is not known or does not rise: the stacks get deeper.',
  'stack-growth.refuted': 'Goroutines and stacks fall again when the load falls.',
  'stack-growth.advice':
    'Look at what the goroutines wait for: /debug/pprof/goroutine?debug=1 groups them by stack. Usual causes are channels nobody reads, requests without timeout, and tickers that are never stopped.',
} as const;

export const description: FindingDescription = {
  title: 'Goroutine stack growth',
  meaning: 'Goroutines are started and never end, or their stacks get deeper: each keeps at least 2 KiB.',
  test: `The level that stack memory never goes below again rises with the number of goroutines where that is known; a rise that has ended is information. ${unlikeLoad}`,
  confirm: '/debug/pprof/goroutine?debug=1 shows many goroutines waiting at one place.',
  needs: ['stackSys'],
  layers: ['stacks'],
  references: ['https://pkg.go.dev/runtime/pprof#Profile'],
  recording: 'gor-124',
};
