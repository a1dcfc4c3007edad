import { expect, test } from './fixtures';

test('an annotation is added, changed and deleted in the panel', async ({ openVariant, page }) => {
  const panel = await openVariant(() => undefined);
  await panel.drawn();
  await panel.hover(0.7);
  await expect(panel.tooltip).toBeVisible();
  await panel.click(0.7);
  await panel.tooltip.getByRole('button', { name: 'Add annotation' }).click();
  await panel.tooltip.getByRole('textbox', { name: 'Text' }).fill('Looked here');
  await panel.tooltip.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /Looked here/ }).click();
  const told = page.getByTestId('composition-event-tooltip');
  await told.getByRole('button', { name: 'Edit' }).click();
  await told.getByRole('textbox', { name: 'Text' }).fill('Seen before');
  await told.getByRole('button', { name: 'Save' }).click();
  const changed = page.getByRole('button', { name: /Seen before/ });
  await changed.click();
  await told.getByRole('button', { name: 'Delete' }).click();
  await expect(changed).toHaveCount(0);
});

/** Fires as soon as it is evaluated, and is tied to the panel. */
const rule = (dashboard: string, folderUID: string) => ({
  title: dashboard,
  ruleGroup: dashboard,
  folderUID,
  noDataState: 'Alerting',
  execErrState: 'Alerting',
  for: '0s',
  orgID: 1,
  condition: 'B',
  annotations: { __dashboardUid__: dashboard, __panelId__: '1' },
  data: [
    {
      refId: 'A',
      relativeTimeRange: { from: 600, to: 0 },
      datasourceUid: 'prometheus',
      model: { refId: 'A', expr: 'vector(1)', instant: true },
    },
    {
      refId: 'B',
      relativeTimeRange: { from: 0, to: 0 },
      datasourceUid: '__expr__',
      model: {
        refId: 'B',
        type: 'threshold',
        expression: 'A',
        conditions: [{ evaluator: { type: 'gt', params: [0] } }],
      },
    },
  ],
});

test('the state of a linked alert rule stands beside the title', async ({ openVariant, page, request }) => {
  test.slow();
  // Grafana asks for states in ranges that end now.
  const panel = await openVariant(() => undefined, { from: 'now-15m', to: 'now' });
  const dashboard = new URL(page.url()).pathname.split('/')[2];
  // Folders and dashboards share their ids.
  const folder = `${dashboard}-f`;
  const group = `/api/v1/provisioning/folder/${folder}/rule-groups/${dashboard}`;
  await request.post('/api/folders', { data: { uid: folder, title: `Alerts of ${dashboard}` } });
  try {
    const made = await request.post('/api/v1/provisioning/alert-rules', { data: rule(dashboard, folder) });
    expect(made.ok(), await made.text()).toBe(true);
    const rules = await (await request.get(group)).json();
    await request.put(group, { data: { ...rules, interval: 10 } });
    await expect(async () => {
      await page.reload();
      await expect(panel.body).toBeVisible();
      await expect(page.locator('.panel-alert-icon')).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 90_000 });
  } finally {
    await request.delete(`/api/folders/${folder}?forceDeleteRules=true`);
  }
});
