import { expect, test } from './fixtures';
import { recordedRange } from './leak';

const datasource = { type: 'prometheus', uid: 'prometheus' };

test('an empty panel says what its data source has, and writes queries that find it', async ({
  openVariant,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const panel = await openVariant((model) => {
    model.datasource = datasource;
    model.targets = [{ refId: 'A', datasource, expr: 'up{job="there is none"}' }];
  }, recordedRange);
  await panel.missing.waitFor();
  const { discovery } = panel;
  await discovery.getByRole('button', { name: /^Check / }).click();
  await expect(discovery).toContainText(/Container series: \d+ of \d+ are there|Container series: all/);
  await discovery.getByRole('button', { name: 'Copy as panel JSON' }).click();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.type).toBe('gomem-composition-panel');
  expect(copied.datasource).toEqual(datasource);
  // What was written draws.
  const again = await openVariant((model) => {
    model.datasource = datasource;
    model.targets = copied.targets;
  }, recordedRange);
  await expect(again.fleet.table.or(again.chart).first()).toBeVisible();
});
