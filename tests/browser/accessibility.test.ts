import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { violationsIn } from '../support/axe';
import { usePreview } from '../support/preview';

/**
 * The page around the panels: Grafana's chrome and pickers have their own tests. Grafana 11's inputs take no name from
 * the page, so the options are left out there.
 */
const options = process.env.PREVIEW_HOST === '11' ? [] : ['[data-testid="options-pane"]'];
const ours = ['header', 'nav', ...options];

describe('accessibility', () => {
  const { visit } = usePreview();

  for (const theme of ['dark', 'light']) {
    it(`finds nothing to complain about in the page in the ${theme} theme`, () =>
      visit({ params: { theme, edit: '1' } }, async ({ panel, options, page }) => {
        await panel.drawn();
        await options.waitFor();
        assert.deepEqual(await violationsIn(page, ours), []);
      }));
  }

  it('selects a recording by the keyboard', () =>
    visit({}, async ({ panel, gallery, page, param }) => {
      await panel.drawn();
      await gallery.getByRole('textbox').fill('steady-119');
      await gallery.getByRole('link').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('recording') === 'steady-119');
      await panel.drawn();
      assert.equal(param('recording'), 'steady-119');
    }));

  it('has one main region, one first heading and a title', () =>
    visit({}, async ({ panel, page }) => {
      await panel.drawn();
      assert.equal(await page.getByRole('main').count(), 1);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
      assert.match(await page.title(), /up-111-115-store/);
    }));
});
