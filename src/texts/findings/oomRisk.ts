import type { FindingDescription } from '../words';

export const id = 'oom-risk';
export const order = 150;
export const name = 'OOM risk';

export const headlines = {
  'oom-risk.headline': 'The process needs {{need}} of its memory limit: an OOM kill is near.',
  'oom-risk.headline-hidden':
    'The process needs {{need}} of its memory limit, although working set says only {{workingSet}}: an OOM kill is near.',
  'oom-risk.headline-possible':
    'The process may need up to {{need}} of its memory limit; some of it may be file cache.',
  'oom-risk.headline-clear':
    'Usage is at {{usage}} of the limit, but {{reclaimable}} of it can be reclaimed: the need is {{need}} of the limit.',
} as const;

export const details = {
  'oom-risk.need-exactly': '{{high}} of a limit of {{limit}} cannot be given back.',
  'oom-risk.need': 'Between {{low}} and {{high}} of a limit of {{limit}} cannot be given back.',
  'oom-risk.no-gomemlimit':
    'GOMEMLIMIT is not set, so Go does not know of the limit and does not collect harder near it.',
  'oom-risk.gomemlimit': 'GOMEMLIMIT is {{own}}: Go collects harder before that, at the cost of CPU.',
  'oom-risk.gomemlimit-above': 'GOMEMLIMIT is {{own}}, above the limit of {{limit}}: it cannot help.',
  'oom-risk.time': 'At its present pace the need reaches the limit in about {{left}}.',
  'oom-risk.refuted':
    'memory.stat of the cgroup shows much inactive_file or slab_reclaimable beyond what is drawn as reclaimable.',
  'oom-risk.refuted-clear': 'container_memory_events_max_total or failcnt rises together with OOM events.',
  'oom-risk.advice':
    'Raise the limit, or lower the need: lower GOGC, from Go 1.19 on set GOMEMLIMIT to the limit minus off-heap and kernel memory minus some 10 %, and look at the growth findings beside this one.',
  'oom-risk.advice-clear': 'No action is needed. Alert on need over limit instead of usage over limit.',
} as const;

export const description: FindingDescription = {
  title: 'OOM risk',
  meaning:
    'What the process cannot give back comes close to the limit. Usage counts what can be taken back, working set leaves out what is live; the need does neither.',
  test: 'The lower end of the need is above 85 % of the limit (warning) or 95 % (critical) for three samples and the duration; "possible" when only the corrected working set is. An all-clear when usage is above 90 % and the need is not.',
  confirm: 'memory.events (cgroup v2: max, oom) or memory.failcnt (v1) rises; PSI memory pressure rises.',
  references: ['https://go.dev/doc/gc-guide#Memory_limit'],
  recording: 'oomrisk-124',
  allClear: {
    meaning:
      'Usage is near the limit, and an alert on usage would fire. Most of it is page cache or lazily freed memory, which the kernel takes back before it kills anything.',
    confirm: 'memory.events (cgroup v2) counts max but no oom_kill; usage stays at the limit while nothing is slow.',
  },
};
