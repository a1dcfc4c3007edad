import { accessSync, constants } from 'node:fs';
import path from 'node:path';

import { run } from './run.mjs';

/**
 * The first of the commands that is on PATH, as an absolute path.
 * @param {string[]} commands
 * @returns {string | null}
 */
export function findOnPath(commands) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const command of commands) {
    for (const folder of folders) {
      const file = path.join(folder, command);
      if (isExecutable(file)) {
        return file;
      }
    }
  }
  return null;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const isRoot = process.getuid?.() === 0;
export const hasApt = findOnPath(['apt-get']) !== null;

/**
 * Runs apt-get; a failure is told by the exit code.
 * @param {string[]} args
 * @param {string} [cwd]
 */
export async function apt(args, cwd) {
  const { code } = await run('apt-get', args, {
    quiet: true,
    mayFail: true,
    cwd,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  return code === 0;
}
