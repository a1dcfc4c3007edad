import { after, before } from 'node:test';

import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

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
  /** The test leaves traces in its page, so that no other test may go on in it. */
  alone?: boolean;
  /** Errors that the test provokes. */
  provoked?: RegExp;
}

const defaultViewport = { width: 1500, height: 950 };

/** What a page takes from its link only while it loads. */
const bootKey = ({ lang = '', explore = '' }: Record<string, string>) => `${lang} ${explore}`;

/** Serves the preview and drives it in headless Chromium for the tests of one file. Call it at the top of the file. */
export function usePreview({ prometheus }: Options = {}) {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let context: BrowserContext;
  /**
   * Pages that passed a test and wait for the next, by what they booted with: most of a test's time is loading Grafana.
   */
  const loaded = new Map<string, Page>();

  before(async () => {
    server = await startServer({ port: 0, prometheus: prometheus?.(), host: process.env.PREVIEW_HOST });
    // Pages that share a process share what it compiled of Grafana's code: a new page loads in half the time.
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--process-per-site'],
    });
    context = await browser.newContext({
      viewport: defaultViewport,
      timezoneId: 'UTC',
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    // A page that stays open keeps that process, with what it compiled, from test to test.
    await (await context.newPage()).goto(`${server.url}/build/preview.css`);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** What a page stores must not reach the pages after it. */
  const close = async (page: Page) => {
    await page.evaluate(() => window.localStorage.clear()).catch(() => undefined);
    await page.close();
  };

  return {
    url: () => server.url,
    /** Opens the page, runs the test on it and fails when the page reported an error meanwhile. */
    async visit(options: OpenOptions, test: (preview: PreviewPage) => Promise<void>) {
      const { params = {}, viewport } = options;
      const alone = options.alone || options.prepare !== undefined || prometheus !== undefined;
      const key = bootKey(params);
      const kept = alone ? undefined : loaded.get(key);
      const page = kept ?? (await context.newPage());
      loaded.delete(key);
      let passed = false;
      try {
        await options.prepare?.(page);
        await page.setViewportSize(viewport ?? defaultViewport);
        const preview = kept ? await PreviewPage.goOn(kept, params) : await PreviewPage.open(page, server.url, params);
        await test(preview);
        preview.expectNoProblems(options.provoked);
        passed = true;
      } finally {
        if (passed && !alone && !loaded.has(key)) {
          loaded.set(key, page);
        } else {
          await close(page);
        }
      }
    },
  };
}
