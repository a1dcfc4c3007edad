import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root } from './run.mjs';

/** Stamps live where `npm ci` removes them together with what they vouch for. */
const stampFolder = path.join(root, 'node_modules/.cache/gomem');

/** @param {string} file */
export function modifiedAt(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/**
 * When the newest file below the given files and folders changed, without tests and build results.
 * @param {string[]} sources relative to the root
 */
export function newestChange(sources) {
  return Math.max(0, ...sources.map((source) => newestBelow(path.join(root, source))));
}

/**
 * @param {string} file
 * @returns {number}
 */
function newestBelow(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  const children = readdirSync(file).filter((name) => !results.has(name) && !/\.test\.tsx?$/.test(name));
  return Math.max(stat.mtimeMs, ...children.map((name) => newestBelow(path.join(file, name))));
}

/** Folders that hold what is made from sources, or leads back to them. */
const results = new Set(['dist', '.linked', 'node_modules']);

/** @param {string} name */
export function stampTime(name) {
  return modifiedAt(path.join(stampFolder, name));
}

/** @param {string} name */
export function readStamp(name) {
  try {
    return readFileSync(path.join(stampFolder, name), 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} name
 * @param {number} [at] ms; now where it is left out
 * @param {string} [content]
 */
export function writeStamp(name, at = Date.now(), content = '') {
  mkdirSync(stampFolder, { recursive: true });
  const file = path.join(stampFolder, name);
  writeFileSync(file, content);
  utimesSync(file, at / 1000, at / 1000);
}

/** @param {string} file */
export function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
