import { after, before } from 'node:test';

import { type Browser, type Page, chromium } from 'playwright-core';

import { startServer } from '../../preview/server/server.mjs';
import { PreviewPage } from '../pages/PreviewPage';

interface Options {
  /** Live mode on this Prometheus. */
  prometheus?: () => string;
}

export interface OpenOptions {
  /** Parameters of the link. */
  params?: Record<string, string>;
  viewport?: { width: number; height: number };
  /** Runs before the page opens. */
  prepare?: (page: Page) => Promise<unknown>;
  /** Errors that the test provokes. */
  provoked?: RegExp;
}

/** Serves the preview and drives it in headless Chromium for the tests of one file. Call it at the top of the file. */
export function usePreview({ prometheus }: Options = {}) {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;

  before(async () => {
    server = await startServer({ port: 0, prometheus: prometheus?.(), host: process.env.PREVIEW_HOST });
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    url: () => server.url,
    /** Opens the page, runs the test on it and fails when the page reported an error meanwhile. */
    async visit(options: OpenOptions, test: (preview: PreviewPage) => Promise<void>) {
      const context = await browser.newContext({
        viewport: options.viewport ?? { width: 1500, height: 950 },
        timezoneId: 'UTC',
        locale: 'en-US',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      try {
        const page = await context.newPage();
        await options.prepare?.(page);
        const preview = await PreviewPage.open(page, server.url, options.params ?? {});
        await test(preview);
        preview.expectNoProblems(options.provoked);
      } finally {
        await context.close();
      }
    },
  };
}
