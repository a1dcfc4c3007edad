import type { FindingDescription } from '../words';

export const id = 'gc-thrash';
export const order = 155;
export const name = 'Collector at its limit';

export const headlines = {
  'gc-thrash.headline':
    'The garbage collector is at its memory limit: live memory fills {{live}} of GOMEMLIMIT, and it collects {{rate}} times a minute.',
} as const;

export const details = {
  'gc-thrash.live': '{{live}} of {{limit}} (GOMEMLIMIT) stay in use after collections, so each of them frees little.',
  'gc-thrash.oftener': 'The collector runs {{rate}} times a minute; before it ran {{before}} times.',
  'gc-thrash.often': 'The collector runs {{rate}} times a minute.',
  'gc-thrash.cpu': 'The collector takes {{share}} of the CPU time that Go may use; the Go runtime stops it at half.',
  'gc-thrash.throttled':
    'In {{share}} of its periods the container was held at its CPU limit, and the collector with it.',
  'gc-thrash.refuted':
    'go_cpu_classes_gc_total_cpu_seconds_total takes a small share of the CPU, and requests are not slower.',
  'gc-thrash.advice-low':
    'Raise GOMEMLIMIT: it is far below the memory limit, which has room. Without a unit its value is taken as bytes.',
  'gc-thrash.advice':
    'Raise GOMEMLIMIT together with the memory limit, or shrink the live heap (compare heap profiles). A lower GOGC makes it worse.',
} as const;

export const description: FindingDescription = {
  title: 'Collector at its memory limit',
  meaning:
    'GOMEMLIMIT makes Go collect more often instead of growing. Where live memory itself comes near it, collections follow each other and take up to half of the CPU (a death spiral), while memory looks flat.',
  test: 'The least heap after collections plus what else Go keeps is above 88 % of GOMEMLIMIT, and collections are three times as frequent as before, or one every five seconds, or take a fifth of the CPU time.',
  confirm: 'GODEBUG=gctrace=1 shows collections one after another; the CPU profile is full of gcBgMarkWorker.',
  needs: ['goMemLimit', 'heapAlloc', 'gcCount'],
  layers: ['heap-objects'],
  references: ['https://go.dev/doc/gc-guide#Memory_limit', 'https://go.dev/issue/48409'],
  recording: 'thrash-126-memlimit',
};
