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
}

/**
 * THE role table: one row for each quantity, under what the product needs it for. Several metric names may carry the
 * same role (see table.ts); every list of roles elsewhere is derived from this one.
 */
export const roleTable = {
  // What the layers add up to.
  usage: { of: 'container', kind: 'level' },
  // File-list excess, need.
  workingSet: { of: 'container', kind: 'level' },
  // Anonymous layers.
  rss: { of: 'container', kind: 'level' },
  // Cache layers.
  cache: { of: 'container', kind: 'level' },
  // Tighter file-list excess.
  inactiveFile: { of: 'container', kind: 'level' },
  // Tells active file cache from tmpfs.
  activeFile: { of: 'container', kind: 'level' },
  // Tells mapped file cache from tmpfs.
  mappedFile: { of: 'container', kind: 'level' },
  // Tells kernel memory from parts of huge pages.
  kernelUsage: { of: 'container', kind: 'level' },
  // Tells tmpfs from file cache.
  shmem: { of: 'container', kind: 'level' },
  // Shown beside usage.
  swap: { of: 'container', kind: 'level' },
  // Kills.
  oomEvents: { of: 'container', kind: 'counter' },
  // Whether taking memory back hurts.
  pressureWaiting: { of: 'container', kind: 'counter' },
  // Whether what was taken back is read again.
  majorFaults: { of: 'container', kind: 'counter' },
  // How often the limit was run into.
  limitHits: { of: 'container', kind: 'counter' },
  // How often memory.high slowed the container down.
  slowed: { of: 'container', kind: 'counter' },
  // How often the container could be held at its CPU limit.
  cpuPeriods: { of: 'container', kind: 'counter' },
  // How often the container was held at its CPU limit.
  cpuThrottled: { of: 'container', kind: 'counter' },
  // Tells runs apart.
  containerStart: { of: 'container', kind: 'fact' },
  // Headroom.
  limit: { of: 'container', kind: 'setting' },
  // Headroom.
  kubeLimit: { of: 'kube', kind: 'setting' },
  // Eviction order.
  request: { of: 'kube', kind: 'setting' },
  // Kills.
  restarts: { of: 'kube', kind: 'counter' },
  // Kills.
  terminatedReason: { of: 'kube', kind: 'fact' },
  // Heap objects.
  heapAlloc: { of: 'go', kind: 'level' },
  // Heap in use, where runtime/metrics splits it.
  heapUnused: { of: 'go', kind: 'level' },
  // Idle heap, where runtime/metrics splits it.
  heapFree: { of: 'go', kind: 'level' },
  // Fragmentation.
  heapInuse: { of: 'go', kind: 'level' },
  // Idle heap.
  heapIdle: { of: 'go', kind: 'level' },
  // Lazily freed memory.
  heapReleased: { of: 'go', kind: 'level' },
  // Runtime layer.
  heapSys: { of: 'go', kind: 'level' },
  // Growth of live heap without saw teeth.
  heapLive: { of: 'go', kind: 'level' },
  // Stacks, where stackSys is missing.
  stackInuse: { of: 'go', kind: 'level' },
  // Stacks, where runtime/metrics splits them.
  osStacks: { of: 'go', kind: 'level' },
  // Stacks.
  stackSys: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  mspanInuse: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  mspanFree: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  mspanSys: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  mcacheInuse: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  mcacheFree: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  mcacheSys: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  buckHashSys: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  gcSys: { of: 'go', kind: 'level' },
  // What Go obtained, where sys is missing.
  otherSys: { of: 'go', kind: 'level' },
  // What Go obtained.
  sys: { of: 'go', kind: 'level' },
  // Sys - heapReleased, where an exporter gives only the difference.
  retained: { of: 'go', kind: 'level' },
  // What Go retains, in the two parts of OpenTelemetry.
  otelStack: { of: 'go', kind: 'level' },
  // What Go retains, in the two parts of OpenTelemetry.
  otelOther: { of: 'go', kind: 'level' },
  // Goal of the garbage collector.
  nextGc: { of: 'go', kind: 'level' },
  // How often the garbage collector runs.
  gcCount: { of: 'go', kind: 'counter' },
  // What the garbage collector costs.
  gcCpu: { of: 'go', kind: 'counter' },
  // The CPU time that Go may use, of which the collector takes a share.
  goCpu: { of: 'go', kind: 'counter' },
  // Off-heap memory that the program knows of.
  cgoTotal: { of: 'go', kind: 'level' },
  // Growth of stacks.
  goroutines: { of: 'go', kind: 'level' },
  // Upgrades.
  goVersion: { of: 'go', kind: 'fact' },
  // Headroom.
  goMemLimit: { of: 'go', kind: 'setting' },
  // Composition without container series.
  processRss: { of: 'process', kind: 'level' },
  // Anonymous memory without container series.
  processAnon: { of: 'process', kind: 'level' },
  // Tells mapped file cache from tmpfs.
  processFile: { of: 'process', kind: 'level' },
  // Tells tmpfs from mapped file cache.
  processShared: { of: 'process', kind: 'level' },
  // Tells runs apart.
  processStart: { of: 'process', kind: 'fact' },
} as const satisfies Readonly<Record<string, RoleRow>>;

/** What a series means. One role per quantity. */
export type Role = keyof typeof roleTable;

/** All roles, in the order of the table; choices of the "Memory role" override. */
export const allRoles = Object.keys(roleTable) as Role[];

const rowOf = (role: Role): RoleRow => roleTable[role];

export const subjectOf = (role: Role): Subject => rowOf(role).of;

export const isSetting = (role: Role): boolean => rowOf(role).kind === 'setting';

export const isLevel = (role: Role): boolean => rowOf(role).kind === 'level';

/** True for a count that Kubernetes keeps of a container: its samples are not of the container's instants. */
export const isKubeCounter = (role: Role): boolean => rowOf(role).of === 'kube' && rowOf(role).kind === 'counter';

/** True for what the Go process exports itself: its runtime, or the process around it. */
export const isOfProcess = (role: Role): boolean => rowOf(role).of === 'go' || rowOf(role).of === 'process';

/** Roles of one subject, in the order of the table. */
export const rolesOf = (subject: Subject): Role[] => allRoles.filter((role) => rowOf(role).of === subject);
