import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What memory.stat and its neighbours say of one cgroup, bytes; names are those of cgroup v1. */
export interface Accounting {
  usage: number;
  limit: number;
  rss: number;
  cache: number;
  shmem: number;
  swap: number;
  mappedFile: number;
  inactiveFile: number;
  activeFile: number;
}

export interface MemoryGroup {
  /** Command and arguments that run a program in it. */
  wrap(command: string, args: readonly string[]): [string, string[]];
  read(): Accounting;
  remove(): Promise<void>;
}

export type CgroupVersion = 'v1' | 'v2';

const root = '/sys/fs/cgroup';
const noLimit = 2 ** 62;

/** The version whose memory controller can be used here, or null with the reason why none can. */
export function findCgroups(): { version: CgroupVersion } | { version: null; reason: string } {
  const probe = (version: CgroupVersion, folder: string): boolean => {
    const made = path.join(folder, `gomem-probe-${process.pid}`);
    try {
      if (version === 'v2') {
        writeFileSync(path.join(folder, 'cgroup.subtree_control'), '+memory');
      }
      mkdirSync(made);
      const usable = existsSync(path.join(made, version === 'v1' ? 'memory.usage_in_bytes' : 'memory.current'));
      rmdirSync(made);
      return usable;
    } catch {
      return false;
    }
  };
  if (existsSync(`${root}/memory/memory.usage_in_bytes`)) {
    return probe('v1', `${root}/memory`)
      ? { version: 'v1' }
      : { version: null, reason: 'not allowed to make a memory cgroup' };
  }
  if (existsSync(`${root}/cgroup.controllers`)) {
    return probe('v2', root) ? { version: 'v2' } : { version: null, reason: 'not allowed to make a memory cgroup' };
  }
  return { version: null, reason: 'the system has no memory cgroups' };
}

const numbersOf = (file: string): Map<string, number> =>
  new Map(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([key = '', value]) => [key, Number(value)])
  );

/** Makes a memory cgroup with a limit below `parent`; the names of files and of counters differ between versions. */
export function makeCgroup(version: CgroupVersion, name: string, limitBytes: number): MemoryGroup {
  const folder = path.join(version === 'v1' ? `${root}/memory` : root, name);
  mkdirSync(folder);
  const file = (name_: string) => path.join(folder, name_);
  const number = (name_: string) => Number(readFileSync(file(name_), 'utf8').trim());
  writeFileSync(file(version === 'v1' ? 'memory.limit_in_bytes' : 'memory.max'), String(limitBytes));
  return {
    wrap: (command, args) => ['sh', ['-c', 'echo $$ > "$0" && exec "$@"', file('cgroup.procs'), command, ...args]],
    read() {
      const stat = numbersOf(file('memory.stat'));
      const of = (v1: string, v2: string) => stat.get(version === 'v1' ? v1 : v2) ?? 0;
      const limit = number(version === 'v1' ? 'memory.limit_in_bytes' : 'memory.max');
      return {
        usage: number(version === 'v1' ? 'memory.usage_in_bytes' : 'memory.current'),
        limit: limit > 0 && limit < noLimit ? limit : 0,
        rss: of('total_rss', 'anon'),
        cache: of('total_cache', 'file'),
        shmem: of('total_shmem', 'shmem'),
        swap:
          version === 'v1'
            ? of('total_swap', '')
            : existsSync(file('memory.swap.current'))
              ? number('memory.swap.current')
              : 0,
        mappedFile: of('total_mapped_file', 'file_mapped'),
        inactiveFile: of('total_inactive_file', 'inactive_file'),
        activeFile: of('total_active_file', 'active_file'),
      };
    },
    async remove() {
      // The kernel lets go of an ended process a moment later.
      for (let attempt = 0; existsSync(folder); attempt++) {
        try {
          rmdirSync(folder);
        } catch (error) {
          if (attempt > 50) {
            throw error;
          }
          await sleep(100);
        }
      }
    },
  };
}

/** Sizes of /proc/PID/smaps_rollup, bytes; empty when the process is gone. */
export function smapsOf(pid: number): Map<string, number> {
  try {
    const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^(\w+):\s+(\d+) kB$/gm);
    return new Map([...lines].map(([, key = '', value]) => [key, Number(value) * 1024]));
  } catch {
    return new Map();
  }
}

/**
 * Stands in for a cgroup where none can be made: what a kernel would charge for the pages of one process. It cannot
 * show that lazily freed pages which are used again stay out of working set, since only the kernel's lists know.
 */
export function processGroup(pid: () => number): MemoryGroup {
  return {
    wrap: (command, args) => [command, [...args]],
    read() {
      const smaps = smapsOf(pid());
      const of = (key: string) => smaps.get(key) ?? 0;
      const file = of('Rss') - of('Anonymous');
      return {
        usage: of('Rss'),
        limit: 0,
        rss: of('Anonymous'),
        cache: file,
        shmem: of('Pss_Shmem'),
        swap: of('Swap'),
        mappedFile: file,
        inactiveFile: of('LazyFree'),
        activeFile: file,
      };
    },
    remove: async () => undefined,
  };
}
