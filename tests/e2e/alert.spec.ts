import { CompositionPanel } from '../pages/CompositionPanel';
import { expect, test } from './fixtures';
import { hasFleet } from './fleet';
import { onRecordedLeak, recordedRange } from './leak';

/** Where there is no Prometheus of the tests' own, the recorded incident comes from a source that takes no PromQL. */
if (hasFleet) {
  test("an alert made of a finding is filled in, in Grafana's editor", async ({ openVariant, page }) => {
    const panel = await openVariant(onRecordedLeak, recordedRange);
    await panel.openFindings();
    const link = panel.findings.getByRole('link', { name: 'Create alert' }).first();
    // All of the form is in view, so that all of it is drawn.
    await page.setViewportSize({ width: 1400, height: 2600 });
    await page.goto((await link.getAttribute('href')) ?? '');

    await expect(page.getByRole('textbox', { name: 'name' })).toHaveValue(
      'Live heap growth: leak-119/pay-c/wallet-0/wallet'
    );
    await expect(page.locator('.monaco-editor').first()).toContainText('go_memstats_heap_alloc_bytes');
    await expect(page.getByRole('spinbutton')).toHaveValue(String(32 * 1024 * 1024));
    await expect(page.getByText('Is above', { exact: false }).first()).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Pending period' })).toHaveValue('15m');
    for (const [label, value] of [
      ['severity', 'warning'],
      ['finding', 'heap-growth'],
      ['pod', 'wallet-0'],
    ]) {
      await expect(page.getByRole('main').getByText(label, { exact: true }).first()).toBeVisible();
      await expect(page.getByRole('main').getByText(value, { exact: true }).first()).toBeVisible();
    }
    await expect(page.getByRole('textbox', { name: /^Summary/ })).toHaveValue(/^Live heap growth: /);
    await expect(page.getByRole('textbox', { name: /^Description/ })).toHaveValue(/more than 32 MiB\./);
    await expect(page.getByRole('textbox', { name: /^Runbook URL/ })).toHaveValue(
      /\/plugins\/gomem-composition-panel$/
    );
    await expect(page.getByRole('link', { name: /A Go upgrade from 1.11 to 1.15/ })).toBeVisible();

    // Grafana takes query and threshold: the rise was over when the recording ended.
    await page.getByRole('button', { name: 'Preview alert rule condition' }).click();
    await expect(page.getByText('Normal', { exact: true }).first()).toBeVisible();
  });

  test('who may not create alerts is offered the rule alone', async ({ openVariant, page, browser }) => {
    await openVariant(onRecordedLeak, recordedRange);
    const visitor = await browser.newPage({ storageState: { cookies: [], origins: [] } });
    await visitor.goto(page.url());
    const panel = new CompositionPanel(visitor.locator('body'));
    await panel.openFindings();
    await expect(panel.findings.getByRole('button', { name: 'Copy as Prometheus rule' })).toBeVisible();
    await expect(panel.findings.getByRole('link', { name: 'Create alert' })).toHaveCount(0);
    await visitor.close();
  });
}

test('no alert is made of data that no Prometheus gave', async ({ recorded }) => {
  await recorded.openFindings();
  await expect(recorded.findings.getByRole('button', { name: 'Copy as Prometheus rule' })).toBeVisible();
  await expect(recorded.findings.getByRole('link', { name: 'Create alert' })).toHaveCount(0);
});
