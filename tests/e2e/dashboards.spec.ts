import { expect, test } from './fixtures';

/** On the Prometheus of docker-compose.yml; what it has no series for is empty, and no error. */
for (const fileName of ['go-memory-fleet.json', 'go-memory-workload.json', 'go-memory-upgrade.json']) {
  test(`${fileName} asks nothing that Prometheus refuses`, async ({
    gotoDashboardPage,
    readProvisionedDashboard,
    selectors,
  }) => {
    const dashboardPage = await gotoDashboardPage(await readProvisionedDashboard({ fileName }));
    await dashboardPage.waitForPanelsQueriesToComplete({ scrollAll: true });
    await expect(dashboardPage.getByGrafanaSelector(selectors.components.Panels.Panel.status('error'))).toHaveCount(0);
  });
}
