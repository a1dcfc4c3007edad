import http from 'node:http';

import { fileBelow, sendError, sendFile, sendJson } from './files.mjs';
import { proxyToPrometheus } from './prometheusProxy.mjs';
import { listRecordings, panelFiles } from './recordings.mjs';
import { below, foldersFor, fonts, page, recordings } from './site.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] wanted port; a free one where it is taken
 * @property {string} [prometheus] URL of a Prometheus for live mode
 * @property {string} [host] another Grafana generation of preview/hosts
 */

/**
 * Serves the preview on the loopback interface.
 * @param {ServerOptions} [options]
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function startServer({ port = 0, prometheus, host } = {}) {
  const folders = foldersFor(host);
  const server = http.createServer((request, response) => {
    answer(request, response, { prometheus, folders }).catch((error) => {
      if (!response.headersSent) {
        sendError(response, 500, error instanceof Error ? error.message : String(error));
      }
      response.end();
    });
  });
  const actual = await listen(server, port).catch((error) => {
    if (error.code !== 'EADDRINUSE') {
      throw error;
    }
    return listen(server, 0);
  });
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {http.Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * Pages elsewhere must not reach the Prometheus behind this server by a name that they point at the loopback address.
 */
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {{ prometheus: string | undefined, folders: ReturnType<typeof foldersFor> }} serving
 */
async function answer(request, response, { prometheus, folders }) {
  const host = request.headers.host ?? '';
  const { origin } = request.headers;
  if (!localHost.test(host) || (origin && origin !== `http://${host}`)) {
    sendError(response, 403, 'This server answers its own page only');
    return;
  }
  const url = new URL(request.url ?? '/', `http://${host}`);
  if (url.pathname.startsWith('/prometheus/')) {
    if (prometheus) {
      await proxyToPrometheus(request, response, url, prometheus);
    } else {
      sendError(response, 404, 'No Prometheus was given (--prometheus URL)');
    }
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendError(response, 405, 'Only GET is understood here');
    return;
  }
  await answerFile(response, url.pathname, Boolean(prometheus), folders);
}

/**
 * @param {http.ServerResponse} response
 * @param {string} pathname
 * @param {boolean} live
 * @param {ReturnType<typeof foldersFor>} folders
 */
async function answerFile(response, pathname, live, folders) {
  if (pathname === '/') {
    await sendFile(response, page);
    return;
  }
  if (pathname === '/mode.json') {
    sendJson(response, { live });
    return;
  }
  if (pathname === '/recordings/index.json') {
    sendJson(response, await listRecordings(recordings));
    return;
  }
  const recorded = /^\/recordings\/([\w-]+)\/(\w+)\.json$/.exec(pathname);
  if (recorded) {
    const [, name = '', file = ''] = recorded;
    const found = panelFiles.includes(file) ? await fileBelow(recordings, `${name}/${file}.json.gz`) : null;
    await sendOr404(response, found, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    return;
  }
  const font = fonts[pathname];
  if (font) {
    await sendFile(response, below('node_modules/@fontsource', font));
    return;
  }
  const served = folders.find(({ prefix }) => pathname.startsWith(prefix));
  await sendOr404(
    response,
    served ? await fileBelow(served.folder, served.file ?? pathname.slice(served.prefix.length)) : null
  );
}

/**
 * @param {http.ServerResponse} response
 * @param {string | null} file
 * @param {Record<string, string>} [headers]
 */
async function sendOr404(response, file, headers) {
  if (file) {
    await sendFile(response, file, headers);
  } else {
    sendError(response, 404, 'Not found');
  }
}
