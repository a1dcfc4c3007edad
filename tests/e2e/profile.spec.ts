import { expect, test } from './fixtures';
import { hasFleet } from './fleet';
import { onRecordedLeak, recordedRange } from './leak';

const uid = 'gomem-e2e-profiles';

/** On the tests' own Grafana, which may be given a data source. */
if (hasFleet) {
  test.describe('profiles', () => {
    test.beforeAll(async ({ playwright, baseURL }) => {
      const request = await playwright.request.newContext({ baseURL, storageState: 'playwright/.auth/admin.json' });
      const data = {
        uid,
        name: 'Profiles',
        type: 'grafana-pyroscope-datasource',
        access: 'proxy',
        url: 'http://localhost:1',
      };
      const answer = await request.post('/api/datasources', { data });
      expect([200, 409]).toContain(answer.status());
      await request.dispose();
    });

    test('of the same workload and time open in Explore', async ({ openVariant, page }) => {
      const panel = await openVariant((model) => {
        onRecordedLeak(model);
        Object.assign(model.options, { profiles: { datasource: uid } });
      }, recordedRange);
      await panel.openFindings();
      const link = panel.findings.getByRole('link', { name: 'Heap profile' });
      // There is no Pyroscope: what would be asked is what counts.
      await page.route(/\/resources\//, (route) => route.fulfill({ json: [] }));
      await page.route('**/api/ds/query?*', (route) => route.fulfill({ json: { results: {} } }));
      const asked = page.waitForRequest((request) =>
        Boolean(request.postData()?.includes('"profileTypeId":"memory:inuse_space:bytes:space:bytes"'))
      );
      await page.goto((await link.getAttribute('href')) ?? '');
      expect((await asked).postData()).toContain('pod=\\"wallet-0\\"');
      await expect(page.locator('.monaco-editor').first()).toContainText('pod="wallet-0"');
      await expect(page.getByText('Profiles', { exact: true }).first()).toBeVisible();
    });

    test('are found by the data source that is chosen in the options', async ({
      gotoPanelEditPage,
      readProvisionedDashboard,
      page,
    }) => {
      const dashboard = await readProvisionedDashboard({ fileName: 'go-memory-recorded.json' });
      await gotoPanelEditPage({ dashboard, id: '1' });
      const choice = page.getByRole('combobox', { name: 'Pyroscope' });
      await choice.click();
      await page.getByRole('option', { name: 'Profiles' }).click();
      await expect(choice).toHaveValue('Profiles');
      await expect(page.getByText('Label of the pod')).toBeVisible();
    });
  });
}
