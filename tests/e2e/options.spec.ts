import { CompositionPanel } from '../pages/CompositionPanel';
import { expect, recordedFile, test } from './fixtures';

test.describe('options', () => {
  test('take the verdict away', async ({ gotoPanelEditPage, readProvisionedDashboard, page }) => {
    const dashboard = await readProvisionedDashboard({ fileName: recordedFile });
    const edit = await gotoPanelEditPage({ dashboard, id: '1' });
    const panel = new CompositionPanel(page.locator('body'));
    await expect(panel.verdict).toBeVisible();
    await edit.getCustomOptions('Show').getSwitch('Verdict').uncheck();
    await expect(panel.verdict).toHaveCount(0);
    await expect(panel.chart).toBeVisible();
  });

  test('draw lines in place of layers', async ({ gotoPanelEditPage, readProvisionedDashboard, page }) => {
    const dashboard = await readProvisionedDashboard({ fileName: recordedFile });
    const edit = await gotoPanelEditPage({ dashboard, id: '1' });
    const panel = new CompositionPanel(page.locator('body'));
    await panel.drawn();
    const stacked = await panel.colouredShare();
    await edit.getCustomOptions('Chart').getRadioGroup('Layers').check('Lines');
    await expect.poll(() => panel.colouredShare()).toBeLessThan(stacked * 0.9);
  });

  test('of a saved panel are kept', async ({ openVariant }) => {
    const panel = await openVariant(({ options }) => Object.assign(options, { show: { verdict: false } }));
    await panel.drawn();
    await expect(panel.verdict).toHaveCount(0);
  });
});

test.describe('field config', () => {
  test('reaches the derived layers by override', async ({ openVariant }) => {
    const panel = await openVariant((model) => {
      model.fieldConfig = {
        defaults: { unit: 'decmbytes' },
        overrides: [
          {
            matcher: { id: 'byName', options: 'Lazily freed' },
            properties: [{ id: 'displayName', value: 'Given back' }],
          },
        ],
      };
    });
    await panel.drawn();
    await expect(panel.legend).toContainText('Given back');
    await expect(panel.legend).not.toContainText('Lazily freed');
  });
});

test.describe('states', () => {
  test('names the queries that are missing where there is no data', async ({ openVariant }) => {
    const panel = await openVariant((model) => {
      model.targets = model.targets.map((target) => ({
        ...target,
        scenarioId: 'no_data_points',
        rawFrameContent: undefined,
      }));
    });
    await expect(panel.missing).toContainText('container_memory_usage_bytes');
    await expect(panel.missing.getByRole('button').first()).toBeVisible();
  });

  test('goes on without Go series', async ({ openVariant }) => {
    const panel = await openVariant((model) => {
      model.targets = model.targets.slice(0, 1);
    });
    await panel.drawn();
    await expect(panel.legend).toContainText('Page cache');
  });
});
