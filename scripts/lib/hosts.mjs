import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { hashOf, newestChange, readStamp, stampTime, writeStamp } from './freshness.mjs';
import { SetupError, root, run } from './run.mjs';

/**
 * Grafana generations beside the plugin's own that the compatibility tests run on; each has its packages in
 * preview/hosts.
 */
export const otherHosts = ['11', '13'];

/** @param {string} host */
const folderOf = (host) => path.join(root, 'preview/hosts', host);

/**
 * Where the preview's sources are found for a host, and where its bundle goes.
 * @param {string | undefined} host the plugin's own where it is left out
 */
export function foldersOf(host) {
  return host
    ? { context: path.join(folderOf(host), '.linked/preview'), output: path.join(folderOf(host), 'dist') }
    : { context: path.join(root, 'preview'), output: path.join(root, 'preview/dist') };
}

/**
 * Links the sources into a host's folder, so that imports in them find the host's packages.
 * @param {string | undefined} host
 */
export function linkSources(host) {
  if (!host) {
    return;
  }
  if (!otherHosts.includes(host)) {
    throw new SetupError(`There is no host "${host}"; there are ${otherHosts.join(', ')}.`);
  }
  const linked = path.join(folderOf(host), '.linked');
  rmSync(linked, { recursive: true, force: true });
  mkdirSync(linked, { recursive: true });
  for (const name of ['preview', 'src']) {
    symlinkSync(path.join(root, name), path.join(linked, name), 'dir');
  }
}

/** @type {Map<string, Promise<void>>} */
const installing = new Map();

/**
 * Installs a host's packages where they are missing or outdated; once, however often it is asked for.
 * @param {string} host
 */
export function ensureHostInstalled(host) {
  const begun = installing.get(host) ?? installHost(host);
  installing.set(host, begun);
  return begun;
}

/** @param {string} host */
async function installHost(host) {
  const lock = path.join(folderOf(host), 'package-lock.json');
  const wanted = hashOf(lock);
  if (readStamp(`host-${host}`) !== wanted) {
    console.error(`Installing the packages of Grafana ${host} (npm ci) ...`);
    const { code, stdout, stderr } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folderOf(host),
      quiet: true,
      mayFail: true,
    });
    if (code !== 0) {
      throw new SetupError(`npm ci failed for Grafana ${host}:\n${stdout}${stderr}`);
    }
    writeStamp(`host-${host}`, Date.now(), wanted);
  }
}

/**
 * Bundles the preview with a host's packages, where that is missing or outdated.
 * @param {string} host
 */
export async function ensureHostBuilt(host) {
  await ensureHostInstalled(host);
  const name = `preview-${host}`;
  if (stampTime(name) < newestChange(['preview', 'src/metrics'])) {
    console.error(`Bundling the preview for Grafana ${host} ...`);
    const startedAt = Date.now();
    await run(process.execPath, ['scripts/build-preview.mjs', host], { quiet: true });
    writeStamp(name, startedAt);
  }
}
