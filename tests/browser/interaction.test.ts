import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

describe('interaction', () => {
  const { visit } = usePreview();

  it('sets the time range of the dashboard by a drag', () =>
    visit({}, async ({ panel, page, param }) => {
      await panel.drawn();
      await panel.drag(0.25, 0.75);
      await page.waitForURL((url) => url.searchParams.has('from'));
      const span = Date.parse(param('to') ?? '') - Date.parse(param('from') ?? '');
      // The recording is shown over 342 s; half of it was selected.
      assert.ok(Math.abs(span - 171_000) < 10_000, `the new range spans ${span} ms`);
      await panel.drawn();
    }));

  it('zooms out on a double click', () =>
    visit({ params: { panel: 'solo' } }, async ({ panel, page, param }) => {
      await panel.drawn();
      await panel.plot.dblclick();
      await page.waitForURL((url) => url.searchParams.has('from'));
      const span = Date.parse(param('to') ?? '') - Date.parse(param('from') ?? '');
      assert.ok(Math.abs(span - 684_000) < 10_000, `the new range spans ${span} ms`);
    }));

  it('shows and pins the tooltip by the keyboard', () =>
    visit({ params: { panel: 'solo' } }, async ({ panel, page }) => {
      await panel.drawn();
      await panel.chart.getByRole('img').focus();
      await page.keyboard.press('ArrowRight', { delay: 300 });
      await panel.tooltip.waitFor();
      const first = await panel.tooltip.innerText();
      await page.keyboard.press('ArrowRight', { delay: 1500 });
      assert.notEqual(await panel.tooltip.innerText(), first);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Close' }).waitFor();
      await page.keyboard.press('Escape');
      await panel.tooltip.waitFor({ state: 'detached' });
    }));

  it('shares the crosshair with the panel below', () =>
    visit({}, async ({ panel, neighbour }) => {
      await panel.drawn();
      await neighbour.locator('.u-over').waitFor();
      await panel.hover(0.6);
      const cursor = neighbour.locator('.u-cursor-x');
      await cursor.and(neighbour.locator(':not(.u-off)')).waitFor();
      const box = await cursor.boundingBox();
      const plot = await neighbour.locator('.u-over').boundingBox();
      assert.ok(box && plot);
      const share = (box.x - plot.x) / plot.width;
      assert.ok(Math.abs(share - 0.6) < 0.05, `the crosshair is at ${share} of the other plot`);
    }));

  it('takes the crosshair from the panel below', () =>
    visit({}, async ({ panel, neighbour, page }) => {
      await panel.drawn();
      const plot = neighbour.locator('.u-over');
      const box = await plot.boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.5 * box.height, { steps: 3 });
      await panel.chart.locator('.u-cursor-x:not(.u-off)').waitFor();
    }));
});
