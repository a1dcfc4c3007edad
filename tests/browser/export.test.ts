import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { chromium } from 'playwright-core';

import { exportSite } from '../../preview/server/exportSite.mjs';
import { fileBelow, sendError, sendFile } from '../../preview/server/files.mjs';
import { PreviewPage } from '../pages/PreviewPage';

describe('the exported demo', () => {
  let folder: string;
  let server: http.Server;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'demo-'));
    await exportSite(folder);
    // What any web server does.
    server = http.createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      fileBelow(folder, pathname === '/' ? 'index.html' : pathname)
        .then((file) => (file ? sendFile(response, file) : sendError(response, 404, 'Not found')))
        .catch(() => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    server?.closeAllConnections();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows incidents from static files, without an error', async () => {
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] });
    try {
      const preview = await PreviewPage.open(await browser.newPage(), url, {});
      await preview.panel.drawn();
      await preview.panel.openFindings();
      await preview.selectRecording('steady-119');
      await preview.panel.drawn();
      assert.match(await preview.verdictText(), /healthy/i);
      preview.expectNoProblems();
    } finally {
      await browser.close();
    }
  });

  it('writes into no folder that holds something', async () => {
    await writeFile(path.join(folder, 'mine.txt'), 'kept');
    await assert.rejects(exportSite(folder), /is not empty/);
  });
});
