import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Something the user has to do first, told in one line. */
export class SetupError extends Error {}

/**
 * @typedef {object} RunOptions
 * @property {boolean} [quiet] keep the output to itself unless the command fails
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {string} [cwd]
 * @property {boolean} [mayFail] resolve with the exit code instead of throwing
 */

/**
 * Runs a command and resolves with its exit code and standard output.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export function run(command, args, { quiet = false, env, cwd = root, mayFail = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const result = { code: code ?? 1, stdout, stderr };
      if (result.code === 0 || mayFail) {
        resolve(result);
        return;
      }
      const output = quiet ? `\n${stdout}${stderr}` : '';
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}${output}`));
    });
  });
}

/**
 * Runs the command line of an installed package with this Node.
 * @param {string} script path below node_modules
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runPackage(script, args, options) {
  return run(process.execPath, [path.join(root, 'node_modules', script), ...args], options);
}

/**
 * Lets a script end with one line for what the user can mend, and with a stack for what is our fault.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}
