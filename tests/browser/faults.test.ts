import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Page } from 'playwright-core';

import { CompositionPanel } from '../pages/CompositionPanel';
import { harness } from '../support/harnessCode';
import { usePreview } from '../support/preview';

/** More series than are read at once: such a fleet is read in slices beside the page. */
const many = `Array.from({ length: 300 }, (_, i) => harness.frames({ pod: prefix + i, points: 120 })).flat()`;
const fleet = (prefix: string) => `((prefix) => ${many})(${JSON.stringify(prefix)})`;

describe('faults', () => {
  const { visit } = usePreview();

  const mounted = (test: (page: Page, panel: CompositionPanel) => Promise<void>) =>
    visit({ params: { panel: 'solo' }, alone: true }, async ({ page, panel }) => {
      await panel.drawn();
      await page.evaluate(harness);
      // Beside console errors and exceptions, which every test of the preview forbids.
      await page.evaluate(`{
        window.unhandled = [];
        window.addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
        window.panel = harness.mount();
      }`);
      await test(page, new CompositionPanel(page.getByTestId('harness')));
      await page.waitForTimeout(200);
      assert.deepEqual(await page.evaluate('unhandled'), []);
    });

  it('leaves nothing behind when it is taken away while it reads', () =>
    mounted(async (page) => {
      await page.evaluate(`(async () => {
        await panel.render({ series: ${fleet('web-')}, points: 120 });
        panel.unmount();
      })()`);
      await page.waitForTimeout(1500);
      assert.equal(await page.getByTestId('harness').count(), 0);
    }));

  it('shows the last of three answers that come while it reads, and never the others after it', () =>
    mounted(async (page, panel) => {
      await page.evaluate(`(async () => {
        window.seen = [];
        new MutationObserver(() => {
          const name = panel.element.querySelector('[role="rowheader"]')?.textContent;
          if (name && name !== seen.at(-1)) seen.push(name);
        }).observe(panel.element, { subtree: true, childList: true, characterData: true });
        for (const series of [${fleet('first-')}, ${fleet('second-')}, ${fleet('third-')}]) {
          await panel.render({ series, points: 120 });
          await harness.pause();
        }
      })()`);
      await panel.fleet.rows.first().waitFor();
      await page.waitForTimeout(1000);
      const seen = await page.evaluate<string[]>('seen');
      assert.ok(seen.length > 0);
      assert.deepEqual(
        seen.filter((name) => !name.includes('third-')),
        []
      );
    }));

  it('takes the size that it has at the end when it is resized while it reads', () =>
    mounted(async (page, panel) => {
      await page.evaluate(`(async () => {
        const series = ${fleet('web-')};
        for (const width of [800, 300, 1100]) {
          await panel.render({ series, points: 120, width });
          await harness.pause();
        }
      })()`);
      await panel.fleet.rows.first().waitFor();
      assert.equal((await panel.body.boundingBox())?.width, 1100);
      assert.equal((await panel.fleet.rows.first().getByRole('gridcell').count()) > 3, true);
    }));

  it('composes what one of two queries answered when the other failed, and says what is missing', () =>
    mounted(async (page, panel) => {
      await page.evaluate(`panel.render({ series: harness.frames({}) })`);
      await panel.drawn();
      await panel.legendItem('Heap objects').waitFor();
      await page.evaluate(`panel.render({
        series: harness.frames({ phase: 1 }).filter(({ refId }) => refId === 'A'),
        phase: 1,
        state: 'Error',
        errors: [{ refId: 'B', message: 'the query timed out' }],
      })`);
      await panel.legendItem('Heap objects').waitFor({ state: 'detached' });
      assert.match(await panel.notice.innerText(), /Go/);
      // And all of it again after that.
      await page.evaluate(`panel.render({ series: harness.frames({ phase: 2 }), phase: 2 })`);
      await panel.legendItem('Heap objects').waitFor();
    }));

  it('says that there are no data in a range that has not begun', () =>
    mounted(async (page, panel) => {
      await page.evaluate(`panel.render({ series: harness.frames({}) })`);
      await panel.drawn();
      await page.evaluate(`panel.render({ series: [], phase: 1_000_000 })`);
      await panel.missing.waitFor();
      assert.equal(await panel.chart.count(), 0, 'the old picture is shown under a range that it is not of');
    }));

  it('draws samples in order of time where a clock jumped back', () =>
    mounted(async (page, panel) => {
      const texts = await page.evaluate<string[]>(`(async () => {
        const jump = (series) => series.map((frame) => ({
          ...frame,
          fields: frame.fields.map((field) => ({
            ...field,
            values: [...field.values.slice(60), ...field.values.slice(0, 60)],
          })),
        }));
        const said = [];
        for (const change of [(series) => series, jump]) {
          await panel.render({ series: change(harness.frames({})) });
          while (!panel.element.querySelector('[data-testid="composition-reader-table"]')) {
            await harness.pause();
          }
          await new Promise((resolve) => setTimeout(resolve, 300));
          said.push(panel.element.querySelector('[data-testid="composition-reader-table"]').textContent);
        }
        return said;
      })()`);
      assert.equal(texts[1], texts[0]);
      await panel.drawn();
    }));

  it('keeps the zoom when a refresh comes while it is drawn', () =>
    visit({ alone: true }, async ({ page, panel }) => {
      await panel.drawn();
      const box = await panel.plot.boundingBox();
      assert.ok(box);
      const before = page.url();
      await page.mouse.move(box.x + 0.3 * box.width, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + 0.5 * box.width, box.y + 50, { steps: 4 });
      await page.getByTestId('data-testid RefreshPicker run button').dispatchEvent('click');
      await page.waitForTimeout(300);
      await page.mouse.move(box.x + 0.7 * box.width, box.y + 50, { steps: 4 });
      await page.mouse.up();
      await page.waitForFunction((url) => location.href !== url, before);
      await panel.drawn();
      assert.match(page.url(), /from=/);
    }));
});
