import type { Page } from '@playwright/test';

import { cutTexts } from '../support/cutTexts';
import { expect, test } from './fixtures';
import { fleetCluster, hasFleet, otherCluster } from './fleet';

const uids = { fleet: 'gomem-fleet', workload: 'gomem-workload', upgrade: 'gomem-upgrade' };

/** Panels of each dashboard that say nothing without rules where containers are many. */
const needingRules: Record<string, readonly string[]> = {
  fleet: [
    'Which container needs action?',
    'Which containers hold most lazily freed memory?',
    'Which Go versions are in use?',
  ],
  workload: ['How close is the need to the limit?', 'What is lazily freed, and what is off-heap?'],
  upgrade: ['How do the versions compare, side by side?', 'How far is the rollout?', 'How far are the pods apart?'],
};

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

    test.describe('where containers are too many', () => {
      const chosen: Array<[string, string]> = [
        ['var-cluster', fleetCluster],
        ['var-cluster', otherCluster],
      ];
      const ask = 'More than 150 containers';

      for (const [name, uid] of Object.entries(uids)) {
        test(`${name} asks for the rules in every panel that needs them`, async ({ gotoDashboardPage, page }) => {
          // Grafana draws what is in view.
          await page.setViewportSize({ width: 420, height: 6000 });
          await gotoDashboardPage({ uid, queryParams: new URLSearchParams(chosen) });
          await settled(page);
          const how = page.getByRole('link', { name: `${ask}: install the recording rules` });
          await expect(how).toHaveAttribute('href', /provisioning\.md$|\/plugins\/gomem-composition-panel$/);
          for (const title of needingRules[name] ?? []) {
            const panel = page.getByRole('region', { name: title, exact: true });
            await expect(panel).toContainText(ask);
            expect(await cutTexts(panel)).toEqual([]);
          }
        });
      }

      test('fleet shows no number that nobody measured', async ({ gotoDashboardPage, page }) => {
        await gotoDashboardPage({ uid: uids.fleet, queryParams: new URLSearchParams(chosen) });
        await expect(page.getByRole('region', { name: 'Containers', exact: true })).toContainText('180');
        for (const title of ['Lazily freed', 'Hidden live', 'At risk', 'Alerts']) {
          await expect(page.getByRole('region', { name: title, exact: true })).toContainText('Needs rules');
        }
        await page.getByRole('link', { name: 'Install the recording rules', exact: true }).click();
        await expect(page).toHaveURL(/\/plugins\/gomem-composition-panel$/);
        await expect(page.getByRole('main')).toContainText('rule_files');
      });
    });
  });
}
