import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

describe('verdict', () => {
  const { visit } = usePreview();

  it('says that the memory after the upgrade is not a leak', () =>
    visit({ params: { recording: 'up-111-115-store' } }, async ({ panel, verdictText }) => {
      assert.match(await verdictText(), /working set hides|not a leak/i);
      await panel.verdict.getByRole('button').click();
      const findings = await panel.findings.innerText();
      assert.match(findings, /not a leak: since the upgrade from go1\.11\.13 to go1\.15\.15/i);
    }));

  it('accuses nothing in a healthy recording', () =>
    visit({ params: { recording: 'steady-119' } }, async ({ verdictText }) => {
      assert.match(await verdictText(), /healthy/i);
    }));

  it('blames no Go version where there are no Go series', () =>
    visit({ params: { recording: 'nogo-115' } }, async ({ verdictText }) => {
      assert.doesNotMatch(await verdictText(), /go1\./);
    }));

  it('leaves findings within reach where it is hidden by option', () =>
    visit(
      {
        params: { recording: 'up-111-115-store', panel: 'solo', options: JSON.stringify({ show: { verdict: false } }) },
      },
      async ({ panel, page }) => {
        await panel.drawn();
        assert.equal(await panel.verdict.count(), 0);
        const corner = panel.root.getByRole('button', { name: 'Findings, numbers and recommended sizes' });
        await corner.focus();
        await page.keyboard.press('Enter');
        await panel.findings.waitFor();
        await panel.findings.getByRole('button', { name: 'Copy summary' }).waitFor();
        await panel.findings.getByRole('button', { name: /CSV/ }).waitFor();
        await panel.findings.getByRole('button', { name: 'Copy summary' }).focus();
        await page.keyboard.press('Escape');
        await panel.findings.waitFor({ state: 'detached' });
        assert.ok(await corner.evaluate((button) => button === document.activeElement));
      }
    ));
});
