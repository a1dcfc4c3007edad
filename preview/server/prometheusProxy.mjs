import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';

import { sendError } from './files.mjs';

const prefix = '/prometheus';
/** Reading only: nothing that changes the server or its data can be reached. */
const allowedMethods = new Set(['GET', 'POST']);
const forwardedHeaders = ['accept', 'accept-encoding', 'content-type', 'content-length'];

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {URL} url of the request
 * @param {string} prometheus base URL of the Prometheus
 */
export async function proxyToPrometheus(request, response, url, prometheus) {
  if (!allowedMethods.has(request.method ?? '')) {
    sendError(response, 405, 'Only GET and POST are forwarded');
    return;
  }
  if (
    !/^\/prometheus\/api\/v1\/[\w/.:-]+$/.test(url.pathname) ||
    url.pathname.includes('..') ||
    url.pathname.includes('/admin/')
  ) {
    sendError(response, 403, 'Only the query API of Prometheus is forwarded');
    return;
  }
  const base = new URL(prometheus);
  const target = new URL(base.pathname.replace(/\/$/, '') + url.pathname.slice(prefix.length) + url.search, base);
  /** @type {Record<string, string>} */
  const headers = {};
  for (const name of forwardedHeaders) {
    const value = request.headers[name];
    if (typeof value === 'string') {
      headers[name] = value;
    }
  }
  if (base.username) {
    headers.authorization = `Basic ${Buffer.from(`${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`).toString('base64')}`;
  }
  await forward(request, response, target, headers);
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {URL} target
 * @param {Record<string, string>} headers
 */
function forward(request, response, target, headers) {
  const client = target.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const onward = client.request(target, { method: request.method, headers }, (answer) => {
      /** @type {Record<string, string>} */
      const passed = { 'Cache-Control': 'no-store' };
      for (const name of ['content-type', 'content-encoding', 'content-length']) {
        const value = answer.headers[name];
        if (typeof value === 'string') {
          passed[name] = value;
        }
      }
      response.writeHead(answer.statusCode ?? 502, passed);
      pipeline(answer, response).then(resolve, resolve);
    });
    onward.on('error', (error) => {
      if (!response.headersSent) {
        sendError(response, 502, `Prometheus cannot be reached: ${error.message}`);
      }
      resolve(undefined);
    });
    response.on('close', () => onward.destroy());
    pipeline(request, onward).catch(() => undefined);
  });
}
