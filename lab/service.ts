import { type ChildProcess, execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import type { MemoryGroup } from './cgroup';

const execute = promisify(execFile);
const source = path.join(__dirname, '..', 'sample-service');
/** From here on GODEBUG=madvdontneed switches between both ways to give memory back. */
const leastGo = 16;

export class LabError extends Error {}

/** The Go that is installed, such as `go1.26.8`. Throws a LabError where there is none, or one that is too old. */
export async function findGo(): Promise<string> {
  const { stdout } = await execute('go', ['env', 'GOVERSION'], { cwd: source }).catch(() => {
    throw new LabError('The lab needs Go 1.16 or newer: install it from https://go.dev/dl and put it on the PATH.');
  });
  const version = stdout.trim();
  if (Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0) < leastGo) {
    throw new LabError(`The lab needs Go 1.16 or newer; this is ${version || 'older'}.`);
  }
  return version;
}

/** Builds the sample service into a folder and returns the program. */
export async function buildService(version: string, folder: string): Promise<string> {
  const { stdout } = await execute('sh', ['module-for.sh', version.replace(/^go/, '')], { cwd: source });
  const program = path.join(folder, 'sample-service');
  const modules = stdout.trim() === '.' ? [] : [`-modfile=${path.join(source, stdout.trim(), 'go.mod')}`];
  await execute('go', ['build', ...modules, '-o', program, '.'], {
    cwd: source,
    env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly -buildvcs=false' },
  });
  return program;
}

/** Starts the service in its cgroup. */
export function startService(program: string, group: MemoryGroup, port: number, godebug: string): ChildProcess {
  const flags = [
    '-listen',
    `127.0.0.1:${port}`,
    '-load',
    'spiky',
    '-size',
    '400',
    '-every',
    '14s',
    '-hold',
    '3s',
    '-release',
  ];
  const [command, args] = group.wrap(program, flags);
  return spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'], env: { ...process.env, GODEBUG: godebug } });
}
