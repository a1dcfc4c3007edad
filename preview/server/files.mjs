import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** @typedef {import('node:http').ServerResponse} Response */

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The file that a URL path names below a folder, or null where there is none or the path leads out of the folder.
 * @param {string} folder
 * @param {string} urlPath
 * @returns {Promise<string | null>}
 */
export async function fileBelow(folder, urlPath) {
  try {
    const wanted = path.join(folder, decodeURIComponent(urlPath));
    const [root, file] = await Promise.all([realpath(folder), realpath(wanted)]);
    return file.startsWith(root + path.sep) && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/**
 * @param {Response} response
 * @param {string} file
 * @param {Record<string, string>} [headers]
 */
export async function sendFile(response, file, headers = {}) {
  response.writeHead(200, {
    'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
    // Everything here is rebuilt under the same names.
    'Cache-Control': 'no-cache',
    ...headers,
  });
  await pipeline(createReadStream(file), response);
}

/**
 * @param {Response} response
 * @param {unknown} value
 */
export function sendJson(response, value) {
  response.writeHead(200, { 'Content-Type': types['.json'], 'Cache-Control': 'no-cache' });
  response.end(JSON.stringify(value));
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {string} message
 */
export function sendError(response, status, message) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}
