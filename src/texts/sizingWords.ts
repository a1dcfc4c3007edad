/** What is said of recommended sizes: formulas with numbers, why there is none, and what the method cannot know. */
export const sizing = {
  'sizing.request': 'In 99 of 100 samples of {{window}} the need is at most {{p99}}; rounded up.',
  'sizing.request-leak': 'It holds for now only, since the need grows. {{finding}}',
  'sizing.limit': 'The highest need seen, {{peak}}, and {{margin}} more; rounded up.',
  'sizing.limit-heap':
    'The collector lets the heap grow to {{goal}}, and {{outside}} are outside of Go; {{margin}} more; rounded up.',
  'sizing.limit-held':
    'The heap fills up to GOMEMLIMIT, {{own}}, whatever is live, and {{outside}} are outside of Go; {{headroom}} of the limit stay free; rounded up.',
  'sizing.limit-rising':
    'The need still rises by {{rate}}: {{ahead}} are included for as long again, at most a day. Look again when it has come to rest.',
  'sizing.limit-killed':
    'The kernel killed at {{limit}}, so what the container would have needed is not known: the limit starts from there.',
  'sizing.killed-elsewhere':
    'No limit is recommended: the container was OOM-killed at {{share}} of its own limit. Either the node or the pod ran out of memory, or the need rose to the limit between two samples, or these series do not tell all of it. Find out which first; a finer step may show it.',
  'sizing.killed-at-start':
    'No limit is recommended: the container was OOM-killed right after its start, before a sample shows what it needs. Raise the limit until it starts, then look again.',
  'sizing.elsewhere':
    'The process has {{resident}} resident, and only {{charged}} are charged to the container: it runs in a virtual machine or a sandbox that is charged elsewhere, or the series are of another container.',
  'sizing.killed-without-limit':
    'The container was OOM-killed without a limit of its own: if its need rose between two samples, no sample shows how far.',
  'sizing.replica': 'These are the sizes of {{name}}, which needs most: all pods of its owner have one template.',
  'sizing.sum':
    'These series name no pod, so they may be the sum of several pods, and each pod has a limit of its own. Keep the label pod in the queries: sum by (namespace, pod, container).',
  'sizing.twice':
    'The query adds up the cgroup of the pod and those of its containers, so sizes may be twice what there is. Add container!="" to its selector.',
  'sizing.swap':
    '{{size}} of the need at its peak were in swap, which the limit does not count. They are included, since on a node without swap they are memory.',
  'sizing.active-cache':
    '{{size}} of active file cache are left out, since the kernel can drop them. Where a program reads them all the time (a mapped database), add what should stay in memory.',
  'sizing.leak': 'No limit is recommended, since a growing need reaches any. Fix the growth first. {{finding}}',
  'sizing.too-short':
    'The range holds {{window}} of this container. Less than {{least}} shows no need: choose a longer range.',
  'sizing.no-need':
    'The need is not known: it takes container_memory_usage_bytes and container_memory_working_set_bytes together.',
  'sizing.less-than-day':
    'The range holds {{window}}, so a peak of the day may not be in it: choose some days, better a week.',
  'sizing.no-peak': 'The need was {{p50}} typically and {{peak}} at the most: no burst of load was seen.',
  'sizing.coarse': 'Samples are {{step}} apart: peaks between them are not seen.',
  'sizing.undecided':
    '{{size}} of the need at its peak, {{share}}, may be cache or kernel memory that can be reclaimed; they count as needed.',
  'sizing.untouched':
    'Go counts {{size}} that it never touched, such as a ballast; the limit has no room for them, should they be touched.',
  'sizing.no-go':
    'Without Go series nothing tells freed memory from memory that is used again: the need may be higher than it looks.',
  'sizing.gomemlimit':
    'The limit of {{limit}} without {{outside}} outside of Go (off-heap and kernel memory, 99th percentile) and without {{headroom}} of the limit as headroom; rounded down.',
  'sizing.gomemlimit-untouched':
    'GOMEMLIMIT would count {{size}} that Go never touched. If that is a ballast, remove it first: GOMEMLIMIT takes its place.',
  'sizing.gomemlimit-unknown': 'The Go version is not known; before Go 1.19 GOMEMLIMIT has no effect.',
  'sizing.gomemlimit-old': '{{version}} has no memory limit of its own: Go has one from 1.19 on.',
  'sizing.gomemlimit-no-go': 'Without Go series nothing tells what a limit of the runtime would count.',
  'sizing.gomemlimit-no-limit': 'It follows from the memory limit, and none is recommended.',
  'sizing.gomemlimit-low':
    'The limit of {{limit}} without {{outside}} outside of Go and without {{headroom}} of headroom leaves less than the live heap of {{live}} and a tenth: the collector would run without end. Raise the limit or fix what fills it first.',
} as const;
