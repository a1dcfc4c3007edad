import type { Locator } from '@playwright/test';

import { cutTexts } from '../support/cutTexts';
import { expect, test, type PanelModel } from './fixtures';

const long = 'a_very_long_name_of_a_layer_that_someone_wrote_by_an_override_without_any_place_to_break';

/** Half of the dashboard, with a name and a link that are longer than it is wide. */
function withLongName(panel: PanelModel) {
  const defaults = { unit: 'bytes', links: [{ title: 'A link with a rather long title of its own', url: '/x' }] };
  const properties = [{ id: 'displayName', value: long }];
  panel.fieldConfig = { defaults, overrides: [{ matcher: { id: 'byName', options: 'Heap objects' }, properties }] };
  Object.assign(panel, { gridPos: { x: 12, y: 0, w: 12, h: 14 } });
}

for (const { width, height } of [
  { width: 1300, height: 900 },
  { width: 900, height: 700 },
]) {
  test(`the tooltip stays in a window of ${width} px, long names and pinned near its edges`, async ({
    openVariant,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const panel = await openVariant(withLongName);
    await panel.drawn();
    for (const x of [0.03, 0.5, 0.97]) {
      for (const y of [0.1, 0.6, 0.97]) {
        await panel.hover(x, y);
        await expect(panel.tooltip).toBeVisible();
        // How far it is beyond an edge, px.
        const beyond = async () => {
          const box = await panel.tooltip.boundingBox();
          return box && Math.max(-box.x, -box.y, box.x + box.width - width, box.y + box.height - height, 0);
        };
        await expect.poll(beyond, `over ${x}, ${y}`).toBe(0);
        await panel.click(x, y);
        await expect(panel.tooltip.getByRole('button', { name: 'Add annotation' })).toHaveCount(1);
        await expect.poll(beyond, `pinned at ${x}, ${y}`).toBe(0);
        await page.keyboard.press('Escape');
      }
    }
    expect(await cutTexts(panel.legend)).toEqual([]);
  });
}

/** Whether all that is drawn of an element is above the lower edge of another. */
async function ends(inner: Locator, outer: Locator): Promise<boolean> {
  const [part, whole] = [await inner.boundingBox(), await outer.boundingBox()];
  return part !== null && whole !== null && part.y + part.height <= whole.y + whole.height;
}

test.describe('two by two grid units', () => {
  const small = (panel: PanelModel) => Object.assign(panel, { title: 'Small', gridPos: { x: 0, y: 0, w: 2, h: 2 } });

  test('hold the verdict', async ({ openVariant, page }) => {
    const panel = await openVariant(small);
    await expect(panel.verdict.getByRole('button')).toBeVisible();
    expect(await ends(panel.verdict, page.getByRole('region', { name: 'Small' }))).toBe(true);
  });

  test('hold the first row of a table', async ({ openVariant, page }) => {
    await openVariant((panel) => {
      small(panel);
      panel.options.view = { mode: 'pods' };
    });
    const row = page.getByRole('row').first();
    await expect(row).toContainText('store');
    expect(await ends(row, page.getByRole('region', { name: 'Small' }))).toBe(true);
  });

  test('hold that there is nothing', async ({ openVariant, page }) => {
    await openVariant((panel) => {
      small(panel);
      panel.targets = panel.targets.map((target) => ({ ...target, rawFrameContent: '[]' }));
    });
    const region = page.getByRole('region', { name: 'Small' });
    await expect(region).toContainText('No data');
    expect(await cutTexts(region)).toEqual([]);
  });
});
