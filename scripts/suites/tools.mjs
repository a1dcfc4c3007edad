import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { ensurePluginBuilt, ensurePreviewBuilt, buildPlugin, buildPreview } from '../lib/setup.mjs';
import { ensureHostInstalled, otherHosts } from '../lib/hosts.mjs';
import { root, runPackage } from '../lib/run.mjs';

/** @typedef {{passed: number, failed: number}} Counts */
/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {() => Promise<Counts>} run prints its own output and counts its tests
 * @property {() => Promise<void>} [prepare] what can be done beside the suites before it
 * @property {boolean} [takesOneCore] runs beside another of the kind, before the suites that take more
 * @property {boolean} [mostlyWaits] runs beside the suites after it
 */

/** @param {boolean} ok @returns {Counts} */
const one = (ok) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** tests/tsconfig.json speaks for every room of TypeScript that runs in Node. */
const projects = ['.', 'preview', 'tests', 'scripts'].map((name) => `${name}/tsconfig.json`);

/** @type {Suite} */
export const typecheck = {
  name: 'typecheck',
  takesOneCore: true,
  async run() {
    let ok = true;
    for (const project of projects) {
      const { code } = await runPackage('typescript/bin/tsc', ['--noEmit', '-p', project], { mayFail: true });
      ok = ok && code === 0;
    }
    return one(ok);
  },
};

/** Whether src compiles against the oldest and the newest supported Grafana, too. @type {Suite} */
export const grafanas = {
  name: 'grafanas',
  takesOneCore: true,
  prepare: async () => {
    await Promise.all(otherHosts.map(ensureHostInstalled));
  },
  async run() {
    let passed = 0;
    for (const host of otherHosts) {
      await ensureHostInstalled(host);
      const { code } = await runPackage('typescript/bin/tsc', ['--noEmit', '-p', `preview/hosts/${host}`], {
        mayFail: true,
      });
      passed += code === 0 ? 1 : 0;
    }
    return { passed, failed: otherHosts.length - passed };
  },
};

/** @type {Suite} */
export const lint = {
  name: 'lint',
  takesOneCore: true,
  async run() {
    const args = ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0'];
    const { code } = await runPackage('eslint/bin/eslint.js', args, { mayFail: true });
    return one(code === 0);
  },
};

/** Whether something is unused (knip.jsonc) or imported in a circle. @type {Suite} */
export const structure = {
  name: 'structure',
  takesOneCore: true,
  async run() {
    const unused = await runPackage('knip/bin/knip.js', ['--no-progress'], { mayFail: true });
    const circles = await runPackage(
      'madge/bin/cli.js',
      ['--circular', '--no-spinner', '--extensions', 'ts,tsx', '--ts-config', 'tsconfig.json', 'src'],
      { mayFail: true }
    );
    const counts = [unused, circles].map(({ code }) => one(code === 0));
    return {
      passed: counts.reduce((sum, { passed }) => sum + passed, 0),
      failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    };
  },
};

/** @type {Suite} */
export const build = {
  name: 'build',
  takesOneCore: true,
  async run() {
    try {
      await buildPlugin();
      await buildPreview();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return one(false);
    }
    return one(existsSync(path.join(root, 'dist/module.js')) && existsSync(path.join(root, 'preview/dist/preview.js')));
  },
};

/** For suites that look at the built plugin, when they run by themselves. */
export async function ensureBuilt() {
  await ensurePluginBuilt();
  await ensurePreviewBuilt();
}

/**
 * Whether the tests of the file are no part of `npm test`: they ask much more of what others ask, and take long.
 * @param {string} file
 */
export const isThorough = (file) => thoroughName.test(file);
export const thoroughName = /\.thorough\.test\.ts$/;

/** @param {string} folder below the root */
export function testFiles(folder) {
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}
