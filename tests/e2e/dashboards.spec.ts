import { expect, test } from './fixtures';
import { fleetCluster, hasFleet, otherCluster } from './fleet';

const uids = { fleet: 'gomem-fleet', workload: 'gomem-workload', upgrade: 'gomem-upgrade' };

/** On the tests' own fleet of 120 pods, else on whatever there is: what has no series is empty, and no error. */
for (const [name, uid] of Object.entries(uids)) {
  test(`${name} asks nothing that Prometheus refuses`, async ({ gotoDashboardPage, selectors }) => {
    const dashboardPage = await gotoDashboardPage({
      uid,
      queryParams: new URLSearchParams(hasFleet ? { 'var-cluster': fleetCluster } : {}),
    });
    await dashboardPage.waitForPanelsQueriesToComplete({ scrollAll: true });
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
      await gotoDashboardPage({ uid: uids.fleet, queryParams });
      const panel = page.getByRole('region', { name: 'Which containers are close to their limit?' });
      await expect(panel).toContainText('the recording rules of this project are not installed');
    });
  });
}
