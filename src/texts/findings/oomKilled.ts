import type { FindingDescription } from '../words';

export const id = 'oom-killed';
export const order = 140;
export const name = 'OOM killed';

export const headlines = {
  'oom-killed.headline': 'The container was OOM-killed at its memory limit before {{at}}. {{cause}}',
  'oom-killed.headline-hidden':
    'The container was OOM-killed at its memory limit before {{at}} although working set said only {{workingSet}} of it. {{cause}}',
  'oom-killed.headline-possible':
    'The container was probably OOM-killed before {{at}}: at least {{need}} of the limit was needed, working set said {{workingSet}}, and no series tells the reason.',
  'oom-killed.headline-level':
    'The container was probably OOM-killed before {{at}}: at least {{need}} of the limit was needed, and no series tells the reason.',
  'oom-killed.headline-elsewhere':
    'The container was OOM-killed before {{at}} at {{usage}} of its own limit: the limit of the pod or the memory of the node ran out, or usage rose between two samples.',
  'oom-killed.headline-elsewhere-or-hidden':
    'The container was OOM-killed before {{at}} while working set said {{workingSet}} of its own limit: it hides memory in use, usage rose between two samples, or the limit of the pod or the memory of the node ran out.',
  'oom-killed.headline-process-share':
    'The container was OOM-killed before {{at}} while its process had {{usage}} of the limit; no series tells what else was charged to it.',
  'oom-killed.headline-at-start':
    'The container was OOM-killed again right after it started, before {{at}}: no sample shows what it needs to start, most likely more than its limit of {{limit}}.',
  'oom-killed.headline-of-several':
    'A container was OOM-killed before {{at}} while all that these series may add up had {{usage}} of their limits: one of them reached its own, or usage rose between two samples.',
  'oom-killed.headline-rss-share':
    'The container was OOM-killed before {{at}} while the series that there are told of {{usage}} of the limit; none tells all that is charged to it.',
  'oom-killed.headline-no-limit':
    'The container was OOM-killed before {{at}} with {{usage}} and without a limit of its own: the node or the pod ran out of memory.',
  'oom-killed.headline-limit-unknown':
    'The container was OOM-killed before {{at}} with {{usage}}; no series tells its limit: it was at that, or the node or the pod ran out of memory.',
  'oom-killed.headline-process':
    'The kernel killed a process of the container at its memory limit before {{at}}; the container went on. {{cause}}',
  'oom-killed.headline-process-elsewhere':
    'The kernel killed a process of the container before {{at}} with {{usage}} charged to it; the container went on. The limit of the pod or the memory of the node ran out, or usage rose between two samples.',
  'oom-killed.part-cause-process': 'Before that, {{part}} rose from {{low}} to {{high}}.',
  'oom-killed.part-cause': 'In the life that ended, {{part}} rose from {{low}} to {{high}}.',
  'oom-killed.part-most': 'Most of it was {{part}}: {{size}}.',
  'oom-killed.part-not-seen': 'The samples do not show what filled it.',
  'oom-killed.part-go': 'memory of Go',
  'oom-killed.part-stacks': 'goroutine stacks',
  'oom-killed.part-off-heap': 'memory outside of the Go heap',
  'oom-killed.part-anonymous': 'anonymous memory',
  'oom-killed.part-cache': 'files in memory (tmpfs) or cache in use',
  'oom-killed.part-inactive-cache': 'inactive file cache',
  'oom-killed.part-kernel': 'kernel memory',
  'oom-killed.part-beside-rss': 'memory that is not of the program (files in memory, cache in use or kernel memory)',
  'oom-killed.part-unknown': 'memory that no series splits further',
} as const;

export const details = {
  'oom-killed.reason': 'Kubernetes reports OOMKilled as the reason of the last termination.',
  'oom-killed.event': 'cAdvisor counted an OOM event in this container.',
  'oom-killed.events': 'cAdvisor counted {{count}} OOM events in this container.',
  'oom-killed.level':
    '{{usage}} of a limit of {{limit}} could not be given back right before a restart; no series tells the reason.',
  'oom-killed.shares': 'In the last samples usage was {{usage}} of the limit and working set {{workingSet}}.',
  'oom-killed.shares-kept':
    'In the last samples Go kept {{usage}} of the limit, working set said {{workingSet}}, and no series tells usage.',
  'oom-killed.share': 'In the last samples working set was {{workingSet}} of the limit; no series tells usage.',
  'oom-killed.needed':
    'Before the kernel kills it takes back every page that is free to take, so all of the limit of {{limit}} was needed.',
  'oom-killed.rise': '{{part}} rose from {{low}} to {{high}} in {{duration}}.',
  'oom-killed.pattern': 'The same rise came before each of {{kills}} kills.',
  'oom-killed.refuted': 'kubectl describe pod shows another reason or an exit code other than 137.',
  'oom-killed.advice-go':
    'Find out what holds the memory: compare two heap profiles of one life. Until then raise the limit, or set GOMEMLIMIT some 10 % below the limit, so that Go collects harder instead of being killed.',
  'oom-killed.advice-go-beside':
    'Find out what holds the memory: compare two heap profiles of one life. Until then raise the limit, or set GOMEMLIMIT to the limit minus what is outside of Go (about {{outside}} at the kill) minus some 10 %, so that Go collects harder instead of being killed.',
  'oom-killed.advice-go-old':
    'Find out what holds the memory: compare two heap profiles of one life. Until then raise the limit above the need.',
  'oom-killed.advice-gc-off':
    'The garbage collector did not run in this life (GOGC=off without a GOMEMLIMIT that it reached), so nothing tells how much of the heap was garbage. Set GOGC, or GOMEMLIMIT some 10 % below the limit.',
  'oom-killed.advice-off-heap':
    'This memory is outside of the Go heap: look for cgo, C libraries, direct mmap and other processes of the container (/proc/PID/smaps names the mappings). Until then raise the limit; settings of the Go garbage collector have no effect on it.',
  'oom-killed.advice-anonymous':
    'Find out what holds the memory; Go series, if it is a Go program, would tell heap from other memory. Until then raise the limit above the need.',
  'oom-killed.advice-unsplit':
    'What rose right before the kill came after Go was last scraped: it may be of the heap or outside of it. A shorter scrape interval tells, or a heap profile and /proc/PID/smaps of the next life. Until then raise the limit above the need.',
  'oom-killed.advice-cache':
    'File cache would have been dropped before the kill, so these are files in memory: look into emptyDir volumes with medium Memory, /dev/shm and memfd files, and set a sizeLimit below the memory limit.',
  'oom-killed.advice-dirty':
    'Most of the cache was inactive file cache, which is dropped before a kill unless it waits to be written: look for what writes files faster than the disk takes them (backups, downloads, logs), and let it write in smaller parts or sync more often.',
  'oom-killed.advice-kernel':
    'Kernel memory that could not be taken back filled the container: usually sockets with unread data, or very many files. memory.stat of the cgroup splits it (sock, slab_unreclaimable, kernel_stack).',
  'oom-killed.advice-beside-rss':
    'File cache would have been dropped before the kill, so this is tmpfs or kernel memory: memory.stat of the cgroup splits it (shmem, sock, slab_unreclaimable). container_memory_usage_bytes and container_memory_cache would tell which.',
  'oom-killed.advice-node':
    'Set a memory request and a limit, so that the node keeps memory for this container and the kernel does not choose it first; look at what else runs on the node.',
  'oom-killed.advice-limit-unknown':
    'Query its limit, too: kube_pod_container_resource_limits{resource="memory"} or container_spec_memory_limit_bytes. If there is none, set a request and a limit, and look at what else runs on the node.',
  'oom-killed.advice-at-start':
    'Raise the limit until it starts, and size it from what it then needs. If it is killed at any limit, the limit of the pod or the memory of the node is too small.',
  'oom-killed.advice-of-several':
    'Keep the labels pod and container in the queries: each container has a limit of its own, and only its own series tell how near it was.',
  'oom-killed.advice-rss':
    'Query container_memory_usage_bytes and container_memory_working_set_bytes as well: files in memory (tmpfs) and kernel memory are charged to the container and are not resident memory of its processes. They tell whether the container itself was full.',
  'oom-killed.advice-elsewhere':
    'Look at the limit of the pod (sidecars and emptyDir volumes with medium Memory count there) and at the memory of the node; query with a finer step to see a rise that is faster than the samples.',
} as const;

export const description: FindingDescription = {
  title: 'OOM-killed',
  meaning: 'The kernel killed the container, most often at its memory limit.',
  test: 'A termination with the reason OOMKilled, or an OOM event of cAdvisor, which a container survives whose main process was not the one that was killed; where neither is known, a certain need of at least 90 % of the limit right before a restart with the same release that the restart counter does not deny; without a counter, only where the limit may have been reached before the next sample.',
  confirm: 'kubectl describe pod: Last State: Terminated, Reason: OOMKilled, Exit Code: 137; dmesg on the node.',
  needs: ['limit'],
  layers: [],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/'],
  recording: 'reuse-oom-115',
};
