import type { FindingDescription } from '../words';

export const id = 'oom-risk';
export const order = 150;
export const name = 'OOM risk';

export const headlines = {
  'oom-risk.headline': 'The process needs {{need}} of its memory limit: an OOM kill is near.',
  'oom-risk.headline-gomemlimit':
    'Live memory fills {{fills}} of GOMEMLIMIT, which is close to the memory limit: if it rises further, Go goes beyond both, and an OOM kill follows.',
  'oom-risk.headline-hidden':
    'The process needs {{need}} of its memory limit, although working set says only {{workingSet}}: an OOM kill is near.',
  'oom-risk.headline-passed':
    'The process needed {{need}} of its memory limit at its peak; until {{until}} an OOM kill was near, and the need has fallen since.',
  'oom-risk.headline-raised':
    'The process needed {{need}} of its memory limit until {{until}}, when the limit was raised; it needs as much as before.',
  'oom-risk.headline-bursts':
    'For moments, {{count}} times so far, the process needs {{need}} of its memory limit: an OOM kill is near each time.',
  'oom-risk.headline-over':
    'The process needed {{need}} of its memory limit at its peak: an OOM kill was near until this run ended at {{until}}.',
  'oom-risk.headline-unseen':
    'The process needed all of its memory limit when it was killed; the last samples before that said {{need}}.',
  'oom-risk.headline-swap':
    'The process needs {{need}} of its memory limit and {{swap}} more, which the kernel moved to swap: it is slow before it is killed.',
  'oom-risk.headline-held':
    'Working set is at {{workingSet}} of the memory limit, and usage stood at the limit for {{lasted}} without a kill: the kernel takes back cache or kernel memory as fast as it is filled.',
  'oom-risk.headline-possible':
    'The container may need up to {{need}} of its memory limit; no series tells how much of it can be given back.',
  'oom-risk.headline-possible-passed':
    'Until {{until}} the container may have needed up to {{need}} of its memory limit; no series tells how much of it could have been given back.',
  'oom-risk.headline-possible-rss':
    'Resident memory is at {{need}} of the memory limit; without working set no series tells whether some of it was freed lazily.',
  'oom-risk.headline-undecided':
    'Working set is at {{workingSet}} of the memory limit, but the process itself needs far less: the rest is cache or kernel memory. File cache can be taken back, tmpfs and most memory of the kernel cannot.',
  'oom-risk.headline-undecided-passed':
    'Until {{until}} working set was at {{workingSet}} of the memory limit; what is not of the process itself was cache or kernel memory. File cache can be taken back, tmpfs and most memory of the kernel cannot.',
  'oom-risk.headline-pressed':
    'For {{waiting}} of the time something in the container waits for memory: working set is at {{workingSet}} of the memory limit, and what is taken back of it is read again at once.',
  'oom-risk.headline-killed':
    'The container filled its memory limit until the kernel killed in it: what looked as if it could be taken back was needed.',
  'oom-risk.headline-clear':
    'Usage is at {{usage}} of the limit, but {{reclaimable}} of it can be reclaimed: the need is {{need}} of the limit.',
} as const;

export const details = {
  'oom-risk.need-exactly': '{{high}} of a limit of {{limit}} cannot be given back.',
  'oom-risk.need': 'Between {{low}} and {{high}} of a limit of {{limit}} cannot be given back.',
  'oom-risk.need-with-garbage':
    'Between {{low}} and {{high}} of a limit of {{limit}} are in use, with garbage that Go collects before it reaches GOMEMLIMIT.',
  'oom-risk.limit-lowered': 'The limit was lowered from {{before}} to {{limit}} at {{at}}.',
  'oom-risk.outside':
    '{{size}} of it, {{share}}, is outside of the Go heap, where the garbage collector has no effect.',
  'oom-risk.killed-before':
    'The container was OOM-killed before this range began: the last termination is still reported.',
  'oom-risk.no-gomemlimit':
    'GOMEMLIMIT is not set, so Go does not know of the limit and does not collect harder near it.',
  'oom-risk.gomemlimit': 'GOMEMLIMIT is {{own}}: Go collects harder before that, at the cost of CPU.',
  'oom-risk.gomemlimit-above': 'GOMEMLIMIT is {{own}}, above the limit of {{limit}}: it cannot help.',
  'oom-risk.gomemlimit-no-room':
    'GOMEMLIMIT is {{own}}, and {{outside}} are outside of what Go counts: together more than the limit of {{limit}}, so Go collects too late.',
  'oom-risk.swap':
    '{{swap}} of the process is in swap, which neither usage nor the limit counts: at the limit the kernel writes to swap before it kills.',
  'oom-risk.pressure':
    'For {{share}} of the time something in the container waited until the kernel had taken memory back: that hurts already.',
  'oom-risk.calm':
    'Nothing waits for the kernel to take memory back ({{share}} of the time): that costs nothing so far.',
  'oom-risk.faults': '{{rate}} major page faults a second: pages that were taken back are read from disk again.',
  'oom-risk.hits': 'In this time usage ran into the limit {{count}} times, and the kernel made room.',
  'oom-risk.slowed':
    'In this time usage ran into memory.high {{count}} times, and the kernel slowed the container down to make room.',
  'oom-risk.time-possible': 'At its present pace it reaches the limit in about {{left}}, if all of it is needed.',
  'oom-risk.time': 'At its present pace the need reaches the limit in about {{left}}.',
  'oom-risk.refuted':
    'memory.stat of the cgroup shows much inactive_file or slab_reclaimable beyond what is drawn as reclaimable.',
  'oom-risk.refuted-clear': 'container_memory_events_max_total or failcnt rises together with OOM events.',
  'oom-risk.advice':
    'Raise the limit, or lower the need: lower GOGC, from Go 1.19 on set GOMEMLIMIT to the limit minus off-heap and kernel memory minus some 10 %, and look at the growth findings beside this one.',
  'oom-risk.advice-old':
    'Raise the limit, or lower the need: a lower GOGC keeps less garbage at the cost of CPU. Look at the growth findings beside this one.',
  'oom-risk.advice-part':
    'Raise the limit, and look at what filled the container before it was killed: the findings beside this one name it.',
  'oom-risk.advice-collector':
    'Raise GOMEMLIMIT together with the memory limit, or shrink the live heap (compare heap profiles).',
  'oom-risk.advice-outside':
    'Raise the limit, or find what holds memory outside of the Go heap: cgo, C libraries, direct mmap, other processes of the container, or the shadow memory of the race detector (-race). Settings of the garbage collector have no effect on it.',
  'oom-risk.advice-no-go':
    'Raise the limit, or find what grows in the findings beside this one. If it is a Go program, Go series would tell heap from other memory.',
  'oom-risk.advice-no-room':
    'Lower GOMEMLIMIT below the memory limit by what is outside of Go and some 10 %, or raise the memory limit alone.',
  'oom-risk.advice-swap':
    'Raise the limit, or lower the need as the growth findings beside this one say. A kill follows when swap is full, or its limit for this container is reached.',
  'oom-risk.advice-undecided':
    'Do not raise the limit for this alone. memory.stat of the cgroup tells file cache (active_file) and reclaimable slab from tmpfs (shmem) and sockets (sock); alert on the need instead of working set.',
  'oom-risk.advice-pressed':
    'Raise the limit, so that the files that the program works with fit beside its own memory, or let it map and read less at a time.',
  'oom-risk.advice-clear':
    'For the limit itself nothing needs to change. Alert on need over limit instead of usage over limit.',
} as const;

export const description: FindingDescription = {
  title: 'OOM risk',
  meaning:
    'What the process cannot give back comes close to the limit. Usage counts what can be taken back, working set leaves out what is live; the need does neither.',
  test: 'What cannot be given back is above 85 % of the limit (warning) or 95 % (critical) for three samples and the duration; garbage below GOMEMLIMIT is left out. Marked as possible when working set is and no series tells what it consists of; information when only cache or kernel memory is undecided. An all-clear when usage is above 90 % and the need is not.',
  confirm: 'memory.events (cgroup v2: max, oom) or memory.failcnt (v1) rises; PSI memory pressure rises.',
  needs: ['limit'],
  layers: ['heap-objects', 'heap-fragmented', 'heap-idle', 'stacks', 'runtime', 'off-heap', 'anonymous'],
  references: ['https://go.dev/doc/gc-guide#Memory_limit'],
  recording: 'oomrisk-124',
  allClear: {
    meaning:
      'Usage is near the limit, and an alert on usage would fire. Most of it is page cache or lazily freed memory, which the kernel takes back before it kills anything.',
    confirm: 'memory.events (cgroup v2) counts max but no oom_kill; usage stays at the limit while nothing is slow.',
  },
};
