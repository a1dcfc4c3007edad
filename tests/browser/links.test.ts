import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';
import { recordingNames } from '../support/recordings';

describe('links', () => {
  const { visit } = usePreview();

  it('starts with the Go upgrade and offers every recording', () =>
    visit({}, async ({ panel, gallery }) => {
      await panel.drawn();
      const links = gallery.getByRole('link');
      assert.equal(await links.count(), recordingNames.length);
      assert.equal(await links.first().getAttribute('aria-current'), 'page');
      assert.match(await links.first().innerText(), /up-111-115-store/);
    }));

  it('selects a recording, puts it into the link and comes back', () =>
    visit({}, async ({ panel, page, param, selectRecording, verdictText }) => {
      await panel.drawn();
      const first = await verdictText();
      await selectRecording('steady-119');
      await panel.drawn();
      assert.equal(param('recording'), 'steady-119');
      await page.goBack();
      await page.waitForURL((url) => url.searchParams.get('recording') !== 'steady-119');
      await panel.drawn();
      assert.equal(await verdictText(), first);
    }));

  it('opens the time range, theme and options of a link', () =>
    visit(
      {
        params: {
          recording: 'up-111-115-store',
          from: '2026-11-22T19:36:00.000Z',
          to: '2026-11-22T19:38:00.000Z',
          theme: 'light',
          options: JSON.stringify({ show: { verdict: false, marks: true, findings: true } }),
        },
      },
      async ({ panel, page }) => {
        await panel.drawn();
        await page.getByText('2026-11-22 19:36:00 to 2026-11-22 19:38:00').waitFor();
        assert.ok(await page.evaluate(() => document.body.classList.contains('theme-light')));
        assert.equal(await panel.verdict.count(), 0, 'the option that hides the verdict was not taken');
      }
    ));

  it('switches the theme in place', () =>
    visit({}, async ({ panel, page, switchTheme }) => {
      await panel.drawn();
      await switchTheme('Light');
      await panel.drawn();
      assert.ok(await page.evaluate(() => document.body.classList.contains('theme-light')));
    }));

  it('says so when there is no such recording', () =>
    visit({ params: { recording: 'no-such-thing' } }, async ({ page }) => {
      await page.getByText('There is no recording named "no-such-thing"').waitFor();
    }));
});
