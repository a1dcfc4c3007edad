import assert from 'node:assert/strict';

import { type Page } from 'playwright-core';

import { CompositionPanel } from './CompositionPanel';

const nowhere = 'none';

/** As a link within the page does: the browser's history tells the page. */
const follow = (page: Page, params: Record<string, string>): Promise<void> =>
  page.evaluate(
    (search) => {
      window.history.pushState(null, '', search);
      window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
    },
    `/?${new URLSearchParams(params)}`
  );

/** The preview as a user of the browser meets it. */
export class PreviewPage {
  /** What went wrong in the page: console errors, uncaught exceptions, failed requests. */
  readonly problems: string[] = [];
  readonly panel: CompositionPanel;

  private constructor(readonly page: Page) {
    this.panel = new CompositionPanel(page.getByTestId('panel-composition'));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.problems.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => {
      // A new query cancels the one before.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
        this.problems.push(`request: ${request.url()} ${request.failure()?.errorText}`);
      }
    });
  }

  static async open(page: Page, url: string, params: Record<string, string>): Promise<PreviewPage> {
    const preview = new PreviewPage(page);
    await page.goto(`${url}/?${new URLSearchParams(params)}`);
    return preview;
  }

  /**
   * Follows a link within a page that is loaded already. On the way it leaves for a recording that does not exist, so
   * that nothing of the scene before is left.
   */
  static async goOn(page: Page, params: Record<string, string>): Promise<PreviewPage> {
    page.removeAllListeners();
    await page.mouse.move(0, 0);
    await follow(page, { recording: nowhere });
    await page.getByText(`There is no recording named "${nowhere}"`).waitFor();
    const preview = new PreviewPage(page);
    await follow(page, params);
    return preview;
  }

  get neighbour() {
    return this.page.getByTestId('panel-neighbour');
  }

  get gallery() {
    return this.page.getByTestId('gallery');
  }

  get options() {
    return this.page.getByTestId('options-pane');
  }

  /** A parameter of the link as it is now. */
  param = (name: string): string | null => new URL(this.page.url()).searchParams.get(name);

  verdictText = async (): Promise<string> => {
    await this.panel.verdict.waitFor();
    return this.panel.verdict.innerText();
  };

  selectRecording = async (name: string) => {
    await this.gallery.getByRole('link', { name, exact: false }).first().click();
    await this.page.waitForURL((url) => url.searchParams.get('recording') === name);
  };

  switchTheme = async (theme: 'Dark' | 'Light') => {
    await this.page.getByTestId('theme-switch').getByRole('radio', { name: theme }).check();
    await this.page.waitForURL((url) => url.searchParams.get('theme') === theme.toLowerCase());
  };

  /** Nothing may have gone wrong but what the test provokes. */
  expectNoProblems(provoked?: RegExp) {
    assert.deepEqual(
      this.problems.filter((problem) => !provoked?.test(problem)),
      []
    );
  }
}
