import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { CompositionPanel } from '../pages/CompositionPanel';
import { violationsIn } from '../support/axe';
import { harness } from '../support/harnessCode';
import { usePreview } from '../support/preview';

/** A size as it is shown. */
const mebibytes = (text: string): number => Number.parseFloat(text) * (text.endsWith('GiB') ? 1024 : 1);

describe('comparison', () => {
  const { visit } = usePreview();

  it("holds the present against the frames of Grafana's time comparison", () =>
    visit({ params: { panel: 'solo' }, alone: true }, async ({ page, panel }) => {
      await panel.drawn();
      await page.evaluate(harness);
      await page.evaluate('window.panel = harness.mount()');
      const mounted = new CompositionPanel(page.getByTestId('harness'));
      await page.evaluate('panel.render({ series: harness.frames({}) })');
      await mounted.drawn();
      const picture = () =>
        mounted.chart
          .locator('canvas')
          .first()
          .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      const alone = await picture();
      await page.evaluate(`{
        const series = harness.frames({});
        panel.render({ series: [...harness.ofThePast(series, 1.5), ...series] });
      }`);
      await page.waitForTimeout(300);
      assert.notEqual(await picture(), alone, 'no outline of the past is drawn');
      await mounted.openFindings();
      const { compare, compareTable } = mounted;
      assert.match(await compare.innerText(), /The same, 1 day before/);
      const usage = compareTable.getByRole('row', { name: /^Usage/ });
      const [past = 0, present = 0] = (await usage.getByRole('cell').allInnerTexts()).map(mebibytes);
      assert.ok(Math.abs(past / present - 1.5) < 0.1, `${past} and ${present}`);
      assert.deepEqual(await violationsIn(page, ['[data-testid="harness"]']), []);
      await page.evaluate('panel.render({ series: harness.frames({}) })');
      await compareTable.waitFor({ state: 'detached' });
    }));

  it('holds two pods against each other, layer by layer, and draws the other as an outline', () =>
    visit({ params: { recording: 'roll-111-115', panel: 'solo', w: '900', h: '640' } }, async ({ page, panel }) => {
      await panel.fleet.rows.first().click();
      await panel.drawn();
      await panel.openFindings();
      await panel.compare.getByRole('button', { name: /Comparison/ }).click();
      await panel.compare.getByRole('combobox').click();
      const options = page.getByRole('option');
      await options.first().waitFor();
      await options.last().click();
      await panel.compareTable.waitFor();
      const names = await panel.compareTable.getByRole('rowheader').allInnerTexts();
      assert.ok(names.includes('Heap objects') && names.includes('Usage'), names.join(', '));
    }));

  it('compares spans that are dragged with Ctrl held, without changing the range of time', () =>
    visit({ params: { recording: 'leak-119', panel: 'solo', w: '1100', h: '640' } }, async ({ page, panel }) => {
      await panel.drawn();
      const range = new URL(page.url()).searchParams.get('from');
      const brush = async (from: number, to: number) => {
        const { x, y, width, height } = (await panel.plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        await page.keyboard.down('Control');
        await page.mouse.move(x + from * width, y + height / 2);
        await page.mouse.down();
        await page.mouse.move(x + ((from + to) / 2) * width, y + height / 2);
        await page.mouse.move(x + to * width, y + height / 2);
        await page.mouse.up();
        await page.keyboard.up('Control');
      };
      const heap = panel.compareTable.getByRole('row', { name: /^Heap objects/ }).getByRole('cell');
      await brush(0.8, 0.95);
      await panel.compareTable.waitFor();
      assert.match(await panel.compare.innerText(), /The rest of the range with \d/);
      const [rest = 0, late = 0] = (await heap.allInnerTexts()).map(mebibytes);
      await brush(0.1, 0.25);
      await page.getByText(/^Medians over all samples: [\d:]+ – [\d:]+ with [\d:]+ – [\d:]+\.$/).waitFor();
      const [early = 0, later = 0] = (await heap.allInnerTexts()).map(mebibytes);
      assert.ok(early < rest && rest < late && later === late, [early, rest, late, later].join(', '));
      assert.equal(new URL(page.url()).searchParams.get('from'), range);
      assert.deepEqual(await violationsIn(page, ['[data-testid="composition-compare"]']), []);
    }));
});
