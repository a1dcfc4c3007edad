/**
 * What a series describes: the cgroup of a container, Kubernetes' view of it, the Go runtime, or the process around
 * it.
 */
export type Subject = 'container' | 'kube' | 'go' | 'process';

/**
 * How a series behaves in time. `level`: a size at an instant. `setting`: holds until it is changed, so one sample
 * speaks for a whole run. `counter`: only rises, and its increase is what counts. `fact`: its labels or its constant
 * value say something, such as a version or a start time.
 */
export type Kind = 'level' | 'setting' | 'counter' | 'fact';

interface RoleRow {
  of: Subject;
  kind: Kind;
  /** What the product needs it for. */
  for: string;
}

/**
 * THE role table: one row for each quantity. Several metric names may carry the same role (see table.ts); every list
 * of roles elsewhere is derived from this one.
 */
export const roleTable = {
  usage: { of: 'container', kind: 'level', for: 'what the layers add up to' },
  workingSet: { of: 'container', kind: 'level', for: 'file-list excess, need' },
  rss: { of: 'container', kind: 'level', for: 'anonymous layers' },
  cache: { of: 'container', kind: 'level', for: 'cache layers' },
  inactiveFile: { of: 'container', kind: 'level', for: 'tighter file-list excess' },
  activeFile: { of: 'container', kind: 'level', for: 'tells active file cache from tmpfs' },
  mappedFile: { of: 'container', kind: 'level', for: 'tells mapped file cache from tmpfs' },
  kernelUsage: { of: 'container', kind: 'level', for: 'tells kernel memory from parts of huge pages' },
  shmem: { of: 'container', kind: 'level', for: 'tells tmpfs from file cache' },
  swap: { of: 'container', kind: 'level', for: 'shown beside usage' },
  oomEvents: { of: 'container', kind: 'counter', for: 'kills' },
  pressureWaiting: { of: 'container', kind: 'counter', for: 'whether taking memory back hurts' },
  majorFaults: { of: 'container', kind: 'counter', for: 'whether what was taken back is read again' },
  limitHits: { of: 'container', kind: 'counter', for: 'how often the limit was run into' },
  slowed: { of: 'container', kind: 'counter', for: 'how often memory.high slowed the container down' },
  cpuPeriods: { of: 'container', kind: 'counter', for: 'how often the container could be held at its CPU limit' },
  cpuThrottled: { of: 'container', kind: 'counter', for: 'how often the container was held at its CPU limit' },
  containerStart: { of: 'container', kind: 'fact', for: 'tells runs apart' },
  limit: { of: 'container', kind: 'setting', for: 'headroom' },
  kubeLimit: { of: 'kube', kind: 'setting', for: 'headroom' },
  request: { of: 'kube', kind: 'setting', for: 'eviction order' },
  restarts: { of: 'kube', kind: 'counter', for: 'kills' },
  terminatedReason: { of: 'kube', kind: 'fact', for: 'kills' },
  heapAlloc: { of: 'go', kind: 'level', for: 'heap objects' },
  heapUnused: { of: 'go', kind: 'level', for: 'heap in use, where runtime/metrics splits it' },
  heapFree: { of: 'go', kind: 'level', for: 'idle heap, where runtime/metrics splits it' },
  heapInuse: { of: 'go', kind: 'level', for: 'fragmentation' },
  heapIdle: { of: 'go', kind: 'level', for: 'idle heap' },
  heapReleased: { of: 'go', kind: 'level', for: 'lazily freed memory' },
  heapSys: { of: 'go', kind: 'level', for: 'runtime layer' },
  heapLive: { of: 'go', kind: 'level', for: 'growth of live heap without saw teeth' },
  stackInuse: { of: 'go', kind: 'level', for: 'stacks, where stackSys is missing' },
  osStacks: { of: 'go', kind: 'level', for: 'stacks, where runtime/metrics splits them' },
  stackSys: { of: 'go', kind: 'level', for: 'stacks' },
  mspanInuse: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  mspanFree: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  mspanSys: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  mcacheInuse: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  mcacheFree: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  mcacheSys: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  buckHashSys: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  gcSys: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  otherSys: { of: 'go', kind: 'level', for: 'what Go obtained, where sys is missing' },
  sys: { of: 'go', kind: 'level', for: 'what Go obtained' },
  retained: { of: 'go', kind: 'level', for: 'sys - heapReleased, where an exporter gives only the difference' },
  otelStack: { of: 'go', kind: 'level', for: 'what Go retains, in the two parts of OpenTelemetry' },
  otelOther: { of: 'go', kind: 'level', for: 'what Go retains, in the two parts of OpenTelemetry' },
  nextGc: { of: 'go', kind: 'level', for: 'goal of the garbage collector' },
  gcCount: { of: 'go', kind: 'counter', for: 'how often the garbage collector runs' },
  gcCpu: { of: 'go', kind: 'counter', for: 'what the garbage collector costs' },
  goCpu: { of: 'go', kind: 'counter', for: 'the CPU time that Go may use, of which the collector takes a share' },
  cgoTotal: { of: 'go', kind: 'level', for: 'off-heap memory that the program knows of' },
  goroutines: { of: 'go', kind: 'level', for: 'growth of stacks' },
  goVersion: { of: 'go', kind: 'fact', for: 'upgrades' },
  goMemLimit: { of: 'go', kind: 'setting', for: 'headroom' },
  processRss: { of: 'process', kind: 'level', for: 'composition without container series' },
  processAnon: { of: 'process', kind: 'level', for: 'anonymous memory without container series' },
  processFile: { of: 'process', kind: 'level', for: 'tells mapped file cache from tmpfs' },
  processShared: { of: 'process', kind: 'level', for: 'tells tmpfs from mapped file cache' },
  processStart: { of: 'process', kind: 'fact', for: 'tells runs apart' },
} as const satisfies Readonly<Record<string, RoleRow>>;

/** What a series means. One role per quantity. */
export type Role = keyof typeof roleTable;

/** All roles, in the order of the table; choices of the "Memory role" override. */
export const allRoles = Object.keys(roleTable) as Role[];

const rowOf = (role: Role): RoleRow => roleTable[role];

export const subjectOf = (role: Role): Subject => rowOf(role).of;

export const isSetting = (role: Role): boolean => rowOf(role).kind === 'setting';

/** True for a count that Kubernetes keeps of a container: its samples are not of the container's instants. */
export const isKubeCounter = (role: Role): boolean => rowOf(role).of === 'kube' && rowOf(role).kind === 'counter';

/** True for what the Go process exports itself: its runtime, or the process around it. */
export const isOfProcess = (role: Role): boolean => rowOf(role).of === 'go' || rowOf(role).of === 'process';

/** Roles of one subject, in the order of the table. */
export const rolesOf = (subject: Subject): Role[] => allRoles.filter((role) => rowOf(role).of === subject);
