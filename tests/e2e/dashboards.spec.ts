import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { fleetCluster, hasFleet, otherCluster } from './fleet';

const uids = { fleet: 'gomem-fleet', workload: 'gomem-workload', upgrade: 'gomem-upgrade' };

/** Waits until no panel has been loading for two seconds; all are in view. */
async function settled(page: Page) {
  const loading = page.getByLabel('Panel loading bar');
  let calm = 0;
  await expect(page.getByRole('region').first()).toBeVisible();
  await expect
    .poll(
      async () => {
        calm = (await loading.count()) === 0 ? calm + 1 : 0;
        return calm;
      },
      { intervals: [500], timeout: 50_000 }
    )
    .toBeGreaterThan(4);
}

/** On the tests' own fleet of 120 pods, else on whatever there is: what has no series is empty, and no error. */
for (const [name, uid] of Object.entries(uids)) {
  test(`${name} asks nothing that Prometheus refuses`, async ({ gotoDashboardPage, page, selectors }) => {
    await page.setViewportSize({ width: 1280, height: 3000 });
    const dashboardPage = await gotoDashboardPage({
      uid,
      queryParams: new URLSearchParams(hasFleet ? { 'var-cluster': fleetCluster } : {}),
    });
    await settled(page);
    await expect(dashboardPage.getByGrafanaSelector(selectors.components.Panels.Panel.status('error'))).toHaveCount(0);
  });
}

if (hasFleet) {
  test.describe('on a fleet without recording rules', () => {
    test('counts its containers', async ({ gotoDashboardPage, page }) => {
      await gotoDashboardPage({ uid: uids.fleet, queryParams: new URLSearchParams({ 'var-cluster': fleetCluster }) });
      await expect(page.getByRole('region', { name: 'Containers', exact: true })).toContainText('120');
    });

    test('compares each version over its own time', async ({ gotoDashboardPage, page }) => {
      await gotoDashboardPage({ uid: uids.upgrade, queryParams: new URLSearchParams({ 'var-cluster': fleetCluster }) });
      const table = page.getByRole('region', { name: 'How do the versions compare, side by side?' });
      await expect(table).toContainText('go1.11.13');
      await expect(table).toContainText('go1.12.17');
    });

    test('asks for the rules where containers are too many', async ({ gotoDashboardPage, page }) => {
      const queryParams = new URLSearchParams([
        ['var-cluster', fleetCluster],
        ['var-cluster', otherCluster],
      ]);
      // Grafana draws what is in view.
      await page.setViewportSize({ width: 1280, height: 3000 });
      await gotoDashboardPage({ uid: uids.fleet, queryParams });
      const panel = page.getByRole('region', { name: 'Which Go versions are in use?' });
      await expect(panel).toContainText('the recording rules of this project are not installed');
    });
  });
}
