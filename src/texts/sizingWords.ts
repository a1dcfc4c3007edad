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
  'sizing.leak': 'No limit is recommended, since a growing need reaches any. Fix the growth first. {{finding}}',
  'sizing.too-short':
    'The range holds {{window}} of this container. Less than {{least}} shows no need: choose a longer range.',
  'sizing.no-need':
    'The need is not known: it takes container_memory_usage_bytes and container_memory_working_set_bytes together.',
  'sizing.less-than-day':
    'The range holds {{window}}, so a peak of the day may not be in it: choose some days, better a week.',
  'sizing.no-peak': 'The need was flat, {{p50}} typically and {{peak}} at the most: no burst of load was seen.',
  'sizing.coarse': 'Samples are {{step}} apart: peaks between them are not seen.',
  'sizing.undecided':
    '{{size}} of the need at its peak, {{share}}, are cache or kernel memory that may be reclaimable; they count as needed.',
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
