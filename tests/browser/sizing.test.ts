import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parse } from 'yaml';

import { usePreview } from '../support/preview';

describe('sizing', () => {
  const { visit } = usePreview();

  it('is open where nothing was found, and its YAML is on the clipboard', () =>
    visit({ params: { recording: 'steady-119' } }, async ({ panel, page }) => {
      await panel.openFindings();
      const sizing = panel.findings.getByRole('region', { name: 'Sizing' });
      await sizing.getByRole('button', { name: 'Copy as YAML' }).click();
      const { resources, env } = parse(await page.evaluate(() => navigator.clipboard.readText()));
      assert.match(resources.requests.memory, /^\d+Mi$/);
      assert.ok(parseInt(resources.requests.memory, 10) < parseInt(resources.limits.memory, 10));
      assert.equal(env[0].name, 'GOMEMLIMIT');
      await sizing.getByText('The highest need seen').waitFor();
    }));

  it('says of a leak why there is no limit', () =>
    visit({ params: { recording: 'leak-119' } }, async ({ panel, page }) => {
      await panel.openFindings();
      const sizing = panel.findings.getByRole('region', { name: 'Sizing' });
      await sizing.getByRole('button', { expanded: false }).click();
      await sizing.getByText('No limit is recommended').waitFor();
      await sizing.getByRole('button', { name: 'Copy as text' }).click();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Memory limit: none\. No limit/m);
    }));
});
