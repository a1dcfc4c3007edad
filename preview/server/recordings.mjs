import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Series that a panel may see. What only the tests may know (the ground truth) is not served. */
export const panelFiles = ['container', 'go', 'go_memory_classes'];

/**
 * @typedef {object} Manifest
 * @property {string} story
 * @property {string} namespace
 * @property {number} start
 * @property {number} end
 * @property {Record<string, {step_s?: number}>} files
 * @property {Array<{go_info_shows?: string}>} containers
 * @property {string[]} findings
 */

/**
 * What the gallery shows: the recordings with their stories.
 * @param {string} folder
 */
export async function listRecordings(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // Other folders hold cases that are no recordings.
    .filter((name) => existsSync(path.join(folder, name, 'manifest.json')));
  return Promise.all(names.sort().map((name) => describe(folder, name)));
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function describe(folder, name) {
  /** @type {Manifest} */
  const manifest = JSON.parse(await readFile(path.join(folder, name, 'manifest.json'), 'utf8'));
  const versions = manifest.containers.map((container) => container.go_info_shows).filter(Boolean);
  return {
    name,
    story: manifest.story,
    namespace: manifest.namespace,
    from: Math.floor(manifest.start) * 1000,
    to: Math.ceil(manifest.end) * 1000,
    stepSeconds: manifest.files['container.json']?.step_s ?? 2,
    files: panelFiles.filter((file) => existsSync(path.join(folder, name, `${file}.json.gz`))),
    goVersions: [...new Set(versions)],
    findings: manifest.findings,
  };
}
