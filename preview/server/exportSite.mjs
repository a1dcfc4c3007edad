import { copyFile, cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { listRecordings } from './recordings.mjs';
import { below, foldersFor, fonts, page, recordings } from './site.mjs';

/**
 * Writes the demo on recorded incidents as files that any web server can serve at the root of a host.
 * @param {string} target folder; made where it is missing, and empty
 */
export async function exportSite(target) {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) {
    throw new Error(`${target} is not empty`);
  }
  const at = (/** @type {string} */ address) => path.join(target, ...address.split('/'));
  await copyFile(page, at('index.html'));
  await writeFile(at('mode.json'), JSON.stringify({ live: false }));
  // The first prefix that fits decides what is served, so it is written last.
  for (const { prefix, folder, file } of foldersFor().reverse()) {
    if (file) {
      await mkdir(path.dirname(at(prefix)), { recursive: true });
      await copyFile(path.join(folder, file), at(prefix));
    } else {
      await cp(folder, at(prefix), { recursive: true });
    }
  }
  for (const [address, file] of Object.entries(fonts)) {
    await mkdir(path.dirname(at(address)), { recursive: true });
    await copyFile(below('node_modules/@fontsource', file), at(address));
  }
  await exportRecordings(at('recordings'));
}

/**
 * Not compressed: few servers say of files what they are compressed with.
 * @param {string} target
 */
async function exportRecordings(target) {
  const list = await listRecordings(recordings);
  for (const { name, files } of list) {
    await mkdir(path.join(target, name), { recursive: true });
    for (const file of files) {
      const packed = await readFile(path.join(recordings, name, `${file}.json.gz`));
      await writeFile(path.join(target, name, `${file}.json`), await promisify(gunzip)(packed));
    }
  }
  await writeFile(path.join(target, 'index.json'), JSON.stringify(list));
}
