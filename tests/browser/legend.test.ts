import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type PreviewPage } from '../pages/PreviewPage';
import { usePreview } from '../support/preview';

const item = ({ panel }: PreviewPage, name: string) => panel.legendItem(name);

/** Layers that the tooltip lists, which are those drawn. */
async function shown({ panel, page }: PreviewPage): Promise<string[]> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(200);
  await panel.hover(0.7, 0.4);
  await panel.tooltip.waitFor();
  await page.waitForTimeout(150);
  const names = ['Heap objects', 'Idle heap kept by Go', 'Lazily freed'];
  const rows = await panel.tooltip.locator('tr').allInnerTexts();
  return names.filter((name) => rows.some((row) => row.trim().startsWith(name)));
}

const all = ['Heap objects', 'Idle heap kept by Go', 'Lazily freed'];

describe('legend', () => {
  const { visit } = usePreview();
  const solo = (params: Record<string, string>, test: (preview: PreviewPage) => Promise<void>) =>
    visit({ params: { panel: 'solo', ...params }, viewport: { width: 1300, height: 950 } }, async (preview) => {
      await preview.panel.drawn();
      await preview.panel.legend.waitFor();
      await test(preview);
    });
  const legend = (settings: Record<string, unknown>) =>
    JSON.stringify({ diagnosis: { pace: 'compressed' }, legend: { showLegend: true, calcs: [], ...settings } });

  it('isolates on a click, shows all on the next, moves the isolation on another', () =>
    solo({}, async (preview) => {
      assert.deepEqual(await shown(preview), all);
      await item(preview, 'Heap objects').click();
      assert.deepEqual(await shown(preview), ['Heap objects']);
      await item(preview, 'Lazily freed').click();
      assert.deepEqual(await shown(preview), ['Lazily freed']);
      await item(preview, 'Lazily freed').click();
      assert.deepEqual(await shown(preview), all);
    }));

  for (const modifier of ['Control', 'Meta', 'Shift'] as const) {
    it(`takes one away and adds it again with ${modifier}`, () =>
      solo({}, async (preview) => {
        await item(preview, 'Lazily freed').click({ modifiers: [modifier] });
        assert.deepEqual(await shown(preview), ['Heap objects', 'Idle heap kept by Go']);
        await item(preview, 'Lazily freed').click({ modifiers: [modifier] });
        assert.deepEqual(await shown(preview), all);
      }));
  }

  it('adds to an isolated layer with ctrl', () =>
    solo({}, async (preview) => {
      await item(preview, 'Heap objects').click();
      await item(preview, 'Lazily freed').click({ modifiers: ['Control'] });
      assert.deepEqual(await shown(preview), ['Heap objects', 'Lazily freed']);
    }));

  it('changes the colour of a layer, in the legend and on the chart', () =>
    solo({}, async ({ panel, page }) => {
      const entry = panel.legend.locator('li, tr').filter({ hasText: 'Heap objects' });
      const icon = entry.getByTestId('series-icon');
      const colour = () => icon.evaluate((mark) => getComputedStyle(mark).backgroundColor + mark.getAttribute('style'));
      const canvas = panel.chart.locator('canvas').first();
      const picture = () => canvas.evaluate((c) => (c instanceof HTMLCanvasElement ? c.toDataURL() : ''));
      const [colourBefore, pictureBefore] = [await colour(), await picture()];
      await icon.click();
      await page
        .getByRole('button', { name: /^(dark-)?orange color$/ })
        .first()
        .click();
      await page.keyboard.press('Escape');
      await page.waitForTimeout(500);
      assert.notEqual(await colour(), colourBefore);
      assert.notEqual(await picture(), pictureBefore);
    }));

  it('lists the layers from the bottom of the stack up, in groups', () =>
    solo({}, async ({ panel }) => {
      const groups = await panel.legend
        .getByRole('group')
        .evaluateAll((found) => found.map((group) => group.ariaLabel));
      assert.deepEqual(groups, ['Needed', 'Undecided', 'Reclaimable', 'Lines']);
      const buttons = panel.legend.getByRole('group', { name: 'Needed' }).getByRole('button');
      // Those of the colours have no text; Grafana 13 makes buttons of them.
      const needed = (await buttons.allInnerTexts()).filter((text) => text !== '');
      assert.deepEqual(needed.slice(0, 3), ['Heap objects', 'Heap fragmentation', 'Idle heap kept by Go']);
    }));

  it('is a table with calculations beside the chart', () =>
    solo({ options: legend({ displayMode: 'table', placement: 'right', calcs: ['max'] }) }, async ({ panel }) => {
      const row = panel.legend.getByRole('row', { name: /Lazily freed/ });
      assert.match(await row.innerText(), /\d+ MiB/);
      const [chart, beside] = [await panel.plot.boundingBox(), await panel.legend.boundingBox()];
      assert.ok(chart && beside && beside.x >= chart.x + chart.width, 'the legend is not right of the plot');
    }));

  it('is below the chart by default, and can be hidden', async () => {
    await solo({}, async ({ panel }) => {
      const [chart, below] = [await panel.plot.boundingBox(), await panel.legend.boundingBox()];
      assert.ok(chart && below && below.y >= chart.y + chart.height);
    });
    await visit({ params: { panel: 'solo', options: legend({ showLegend: false }) } }, async ({ panel }) => {
      await panel.drawn();
      assert.equal(await panel.legend.count(), 0);
    });
  });
});
