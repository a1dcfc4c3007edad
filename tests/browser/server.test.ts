import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, it } from 'node:test';

import { startServer } from '../../preview/server/server.mjs';

/** `fetch` would tidy up the path and the Host header. */
function request(
  url: string,
  path: string,
  { method = 'GET', headers = {} } = {}
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = http.request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('server', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let upstream: http.Server;
  const asked: string[] = [];

  before(async () => {
    upstream = http.createServer((incoming, response) => {
      asked.push(`${incoming.method} ${incoming.url}`);
      response.setHeader('Content-Type', 'application/json');
      response.end('{"status":"success"}');
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const address = upstream.address();
    const port = typeof address === 'object' ? address?.port : 0;
    server = await startServer({ prometheus: `http://127.0.0.1:${port}/prom` });
  });
  after(async () => {
    await server.close();
    upstream.close();
  });

  for (const path of [
    '/build/../../package.json',
    '/build/..%2f..%2fpackage.json',
    '/public/plugins/gomem-composition-panel/..%2F..%2Fpackage.json',
    '/recordings/..%2f/container.json',
    '/recordings/up-111-115-store/truth.json',
    '/recordings/up-111-115-store/manifest.json',
    '/package.json',
    '/build/%00',
    '/build/%E0%A4%A',
  ]) {
    it(`does not serve ${path}`, async () => {
      assert.equal((await request(server.url, path)).status, 404);
    });
  }

  it('answers under its own name only', async () => {
    assert.equal((await request(server.url, '/mode.json', { headers: { Host: 'attacker.example' } })).status, 403);
    assert.equal(
      (await request(server.url, '/mode.json', { headers: { Origin: 'https://attacker.example' } })).status,
      403
    );
  });

  it('forwards the query API to Prometheus', async () => {
    const { status, body } = await request(server.url, '/prometheus/api/v1/query?query=up');
    assert.equal(status, 200);
    assert.equal(body, '{"status":"success"}');
    assert.equal(asked.at(-1), 'GET /prom/api/v1/query?query=up');
  });

  for (const [method, path, status] of [
    ['DELETE', '/prometheus/api/v1/query', 405],
    ['PUT', '/prometheus/api/v1/query', 405],
    ['POST', '/prometheus/api/v1/admin/tsdb/delete_series', 403],
    ['POST', '/prometheus/-/reload', 403],
    ['GET', '/prometheus/api/v1/..%2f..%2f-/config', 403],
    ['POST', '/mode.json', 405],
  ] as const) {
    it(`refuses ${method} ${path}`, async () => {
      const before = asked.length;
      assert.equal((await request(server.url, path, { method })).status, status);
      assert.equal(asked.length, before, 'the request was forwarded');
    });
  }

  it('takes a free port where the wanted one is taken', async () => {
    const port = Number(new URL(server.url).port);
    const second = await startServer({ port });
    assert.notEqual(second.url, server.url);
    assert.equal((await request(second.url, '/prometheus/api/v1/query?query=up')).status, 404);
    await second.close();
  });
});
