import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

describe('options', () => {
  const { visit } = usePreview();

  it('shows and hides the verdict', () =>
    visit({ params: { edit: '1' } }, async ({ panel, options }) => {
      await panel.verdict.waitFor();
      const toggle = options.getByLabel('Verdict', { exact: true });
      await toggle.uncheck({ force: true });
      await panel.verdict.waitFor({ state: 'detached' });
      await toggle.check({ force: true });
      await panel.verdict.waitFor();
    }));

  it('draws anew with another unit', () =>
    visit(
      { params: { fieldConfig: JSON.stringify({ defaults: { unit: 'decbytes' }, overrides: [] }) } },
      async ({ panel }) => {
        await panel.drawn();
        await panel.hover(0.5);
        await panel.tooltip.waitFor();
        assert.match(await panel.tooltip.innerText(), /\d MB/);
      }
    ));

  it('opens and closes the pane', () =>
    visit({}, async ({ panel, page, options }) => {
      await panel.drawn();
      await page.getByRole('button', { name: 'Edit panel' }).click();
      await options.waitFor();
      await page.getByRole('button', { name: 'Close options' }).click();
      await options.waitFor({ state: 'detached' });
    }));
});
