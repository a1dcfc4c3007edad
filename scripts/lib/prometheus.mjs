import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

import { apt, findOnPath, hasApt, isExecutable, isRoot } from './find.mjs';
import { SetupError, run } from './run.mjs';

const cache = path.join(
  process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
  'gomem-composition-panel',
  'prometheus'
);

/** @typedef {{prometheus: string, promtool: string}} Binaries */

/**
 * Prometheus and promtool: from PATH, else unpacked from Debian's package into the user's cache. Nothing is installed
 * and no service is started.
 * @returns {Promise<Binaries>}
 */
export async function ensurePrometheus() {
  const prometheus = findOnPath(['prometheus']);
  const promtool = findOnPath(['promtool']);
  if (prometheus && promtool) {
    return { prometheus, promtool };
  }
  const unpacked = {
    prometheus: path.join(cache, 'usr/bin/prometheus'),
    promtool: path.join(cache, 'usr/bin/promtool'),
  };
  if (areThere(unpacked) || ((await unpack()) && areThere(unpacked))) {
    return unpacked;
  }
  throw new SetupError(
    'Prometheus is needed: put "prometheus" and "promtool" on the PATH ("apt-get install prometheus").'
  );
}

/** @param {Binaries} binaries */
function areThere(binaries) {
  return Object.values(binaries).every(isExecutable);
}

async function unpack() {
  if (!hasApt) {
    return false;
  }
  process.stderr.write('Unpacking Prometheus (apt-get download prometheus) ...\n');
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const download = () => apt(['download', 'prometheus'], cache);
  if (!(await download()) && !(isRoot && (await apt(['update'])) && (await download()))) {
    return false;
  }
  const [archive] = readdirSync(cache).filter((name) => name.endsWith('.deb'));
  if (!archive) {
    return false;
  }
  await run('dpkg-deb', ['-x', path.join(cache, archive), cache], { quiet: true });
  rmSync(path.join(cache, archive));
  return true;
}
