import { unlikeLoad } from '../growthWords';
import type { FindingDescription } from '../words';

export const id = 'heap-growth';
export const order = 60;
export const name = 'Heap grows';

export const headlines = {
  'heap-growth.headline': 'Live heap keeps growing: from {{low}} to {{high}} in {{duration}}, about {{rate}}.',
  'heap-growth.headline-over':
    'Live heap grew from {{low}} to {{high}} in {{duration}}, about {{rate}}, until this run ended.',
  'heap-growth.headline-ended':
    'Live heap grew from {{low}} to {{high}} in {{duration}} and has stayed there: more load, a fuller cache, or a leak that paused.',
  'heap-growth.headline-open':
    'Live heap rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
  'heap-growth.headline-pattern':
    'Live heap grew up to {{high}} before each of {{runs}} kills: the same leak after every restart.',
} as const;

export const details = {
  'heap-growth.goal':
    'The heap size at which the next garbage collection starts rises with it, so collections do not free it.',
  'heap-growth.goroutines':
    'Goroutines rose from {{low}} to {{high}} in the same time: each keeps its stack and what it refers to alive.',
  'heap-growth.pattern': '{{runs}} runs in a row rose until they were killed.',
  'heap-growth.refuted':
    'Only the peaks rise while the lowest values between garbage collections stay flat, or the growth ends when caches are warm.',
  'heap-growth.advice':
    'Compare two heap profiles taken some time apart: go tool pprof -inuse_space -diff_base old.pb.gz new.pb.gz. Raising the limit or lowering GOGC only delays it.',
  'heap-growth.advice-goroutines':
    'Find out where goroutines wait: two goroutine profiles some time apart (/debug/pprof/goroutine). Heap profiles show what they hold: go tool pprof -inuse_space -diff_base old.pb.gz new.pb.gz.',
} as const;

export const description: FindingDescription = {
  title: 'Live heap growth',
  meaning:
    'The memory that is still live after garbage collections keeps growing: a leak, an unbounded cache, or a load that grows.',
  test: `The level that live heap never goes below again rises by more than the threshold, not in one step, longer than a warm-up, still at the end of the range, and the garbage collection goal rises with it. Runs that each rise until they are killed are a pattern. ${unlikeLoad}`,
  confirm: 'Two heap profiles some time apart differ: go tool pprof -inuse_space -diff_base old.pb.gz new.pb.gz.',
  needs: ['heapAlloc'],
  layers: ['heap-objects'],
  references: ['https://go.dev/doc/diagnostics', 'https://pkg.go.dev/net/http/pprof'],
  recording: 'leak-119',
};
