import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type PreviewPage } from '../pages/PreviewPage';
import { usePreview } from '../support/preview';

/** In the middle of the first recording. */
const time = Date.parse('2026-11-22T19:36:00Z');

async function tooltipText({ panel, page }: PreviewPage, x = 0.6, y = 0.5): Promise<string> {
  await panel.drawn();
  await panel.hover(x, y);
  await panel.tooltip.waitFor();
  await page.waitForTimeout(150);
  return panel.tooltip.innerText();
}

/** The picture that the chart paints, to tell whether it changed. */
const picture = ({ panel }: PreviewPage): Promise<string> =>
  panel.chart
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));

describe('chart', () => {
  const { visit } = usePreview();
  const solo = (params: Record<string, string>, test: (preview: PreviewPage) => Promise<void>) =>
    visit({ params: { panel: 'solo', ...params } }, test);
  const options = (chart: Record<string, unknown>) => JSON.stringify({ diagnosis: { pace: 'compressed' }, ...chart });

  async function pictureOf(params: Record<string, string>): Promise<string> {
    let taken = '';
    await solo(params, async (preview) => {
      await preview.panel.drawn();
      await preview.page.waitForTimeout(300);
      taken = await picture(preview);
    });
    return taken;
  }

  it('draws something else for every way of drawing', async () => {
    const custom = (values: Record<string, unknown>) => JSON.stringify({ defaults: { custom: values }, overrides: [] });
    const pictures = [
      await pictureOf({}),
      await pictureOf({ options: options({ chart: { drawing: 'lines' } }) }),
      await pictureOf({ options: options({ chart: { values: 'share-of-usage' } }) }),
      await pictureOf({ fieldConfig: custom({ lineInterpolation: 'stepAfter' }) }),
      await pictureOf({ fieldConfig: custom({ axisSoftMax: 4 * 2 ** 30 }) }),
    ];
    assert.equal(new Set(pictures).size, pictures.length);
  });

  it('draws thresholds in their style', async () => {
    const thresholds = {
      mode: 'absolute',
      steps: [
        { value: null, color: 'green' },
        { value: 5e8, color: 'red' },
      ],
    };
    const withStyle = (mode: string) =>
      pictureOf({
        fieldConfig: JSON.stringify({ defaults: { thresholds, custom: { thresholdsStyle: { mode } } }, overrides: [] }),
      });
    const pictures = [
      await withStyle('off'),
      await withStyle('line'),
      await withStyle('dashed'),
      await withStyle('area'),
    ];
    assert.equal(new Set(pictures).size, pictures.length);
  });

  it('shows annotations of the dashboard, with their text on hover and on focus', () =>
    solo(
      {
        annotations: JSON.stringify([
          { time, text: 'Deployed v2', tags: ['deploy'] },
          { time: time + 30_000, timeEnd: time + 90_000, text: 'ALERTS firing', color: 'orange' },
          { time: time - 86_400_000, text: 'Yesterday' },
        ]),
      },
      async ({ panel, page }) => {
        await panel.drawn();
        const events = panel.root.getByTestId('composition-event');
        await events.first().waitFor();
        const told = await events.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
        const annotations = told.filter((label) => label?.startsWith('Annotation'));
        assert.equal(annotations.length, 2, `not the two in the range: ${told.join('; ')}`);
        await panel.root.getByRole('button', { name: /Deployed v2/ }).hover();
        const tooltip = page.getByTestId('composition-event-tooltip');
        await tooltip.waitFor();
        assert.match(await tooltip.innerText(), /Deployed v2[^]*deploy/);
        await panel.root.getByRole('button', { name: /ALERTS firing/ }).focus();
        await page.getByText('ALERTS firing').waitFor();
      }
    ));

  it('shows what annotations say as it was written, and keeps their tooltip on a click, to follow its links', () =>
    solo(
      {
        annotations: JSON.stringify([
          {
            time,
            text: 'heap < 80 %, then usage > 90 %: <a href="https://example.org/report">report</a><b onmouseover="alert(1)">!</b>',
          },
          { time: time + 30_000, text: 'Later' },
        ]),
      },
      async ({ panel, page }) => {
        await panel.drawn();
        const event = panel.root.getByRole('button', { name: /heap < 80 %, then usage > 90 %: report/ });
        await event.click();
        await page.mouse.move(0, 0);
        await page.waitForTimeout(500);
        const tooltip = page.getByTestId('composition-event-tooltip');
        assert.match(await tooltip.innerText(), /heap < 80 %, then usage > 90 %: report/);
        const link = tooltip.getByRole('link', { name: 'report' });
        assert.equal(await link.getAttribute('href'), 'https://example.org/report');
        assert.equal(await tooltip.locator('[onmouseover]').count(), 0);
        await event.press('Escape');
        await tooltip.waitFor({ state: 'detached' });
      }
    ));

  it('puts one stop of the Tab key between chart and legend, however many events there are', () =>
    solo(
      {
        annotations: JSON.stringify(Array.from({ length: 60 }, (_, i) => ({ time: time + i * 1000, text: `No ${i}` }))),
      },
      async ({ panel }) => {
        await panel.drawn();
        const events = panel.root.getByTestId('composition-event');
        await events.first().waitFor();
        assert.ok((await events.count()) >= 60);
        assert.equal(await panel.root.locator('[data-testid="composition-event"][tabindex="0"]').count(), 1);
        await events.first().focus();
        await events.first().press('ArrowRight');
        assert.equal(await events.nth(1).evaluate((button) => button === document.activeElement), true);
      }
    ));

  it('hides annotations when told to', () =>
    solo(
      {
        annotations: JSON.stringify([{ time, text: 'Deployed v2' }]),
        options: options({ show: { annotations: false, marks: false } }),
      },
      async ({ panel, page }) => {
        await panel.drawn();
        await page.waitForTimeout(300);
        assert.equal(await panel.root.getByTestId('composition-event').count(), 0);
      }
    ));

  it('marks Go upgrades and OOM kills, and says what they are', async () => {
    await solo({}, async ({ panel }) => {
      await panel.root.getByRole('button', { name: /^Go version, .*go1\.11\.13 → go1\.15\.15/ }).waitFor();
    });
    await solo({ recording: 'reuse-oom-115' }, async ({ panel, page }) => {
      await panel.root
        .getByRole('button', { name: /^OOM kill/ })
        .first()
        .hover();
      await page
        .getByTestId('composition-event-tooltip')
        .getByText(/was OOM-killed/)
        .waitFor();
    });
  });

  it('spans the range of the dashboard, not that of the data', () =>
    visit({ params: { from: '2026-11-22T19:00:00.000Z', to: '2026-11-22T20:00:00.000Z' } }, async (preview) => {
      // 36 of 60 minutes.
      assert.match(await tooltipText(preview, 0.6), /2026-11-22 19:3[56]:\d\d/);
      assert.ok((await preview.panel.colouredShare()) < 0.15, 'the recording of 6 minutes fills the hour');
    }));

  for (const [sync, crosshair, tooltip] of [
    ['off', 0, 0],
    ['crosshair', 1, 0],
    ['tooltip', 1, 1],
  ] as const) {
    it(`shares the pointer both ways as "${sync}" says`, () =>
      visit({ params: { sync }, viewport: { width: 1500, height: 1300 } }, async (preview) => {
        const { panel, neighbour, page } = preview;
        await panel.drawn();
        const other = neighbour.locator('.u-over');
        await other.waitFor();
        await panel.hover(0.6);
        await page.waitForTimeout(400);
        assert.equal(await neighbour.locator('.u-cursor-x:not(.u-off)').count(), crosshair, 'crosshair below');
        assert.equal(await page.getByTestId('neighbour-tooltip').count(), tooltip, 'tooltip below');

        const box = await other.boundingBox();
        assert.ok(box);
        await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.5 * box.height, { steps: 3 });
        await page.waitForTimeout(400);
        assert.equal(await panel.chart.locator('.u-cursor-x:not(.u-off)').count(), crosshair, 'crosshair above');
        assert.equal(await panel.tooltip.count(), tooltip, 'tooltip above');
      }));
  }

  it('says how far the limit is', () =>
    solo({ recording: 'reuse-oom-115' }, async (preview) => {
      const text = await tooltipText(preview, 0.4);
      assert.match(text, /Left to the limit\s+[\d.]+ [KMG]iB\s+[\d.]+%/);
      assert.match(text, /Left once memory is reclaimed/);
    }));

  it('shows only what the pointer is on in the single mode, with the total', () =>
    solo({ options: options({ tooltip: { mode: 'single' } }) }, async (preview) => {
      const text = await tooltipText(preview, 0.7, 0.4);
      assert.match(text, /Lazily freed/);
      assert.match(text, /Total = usage/);
      assert.doesNotMatch(text, /Kernel|Heap objects/);
    }));

  it('has no tooltip when it is hidden', () =>
    solo({ options: options({ tooltip: { mode: 'none' } }) }, async ({ panel, page }) => {
      await panel.drawn();
      await panel.hover(0.6);
      await page.waitForTimeout(400);
      assert.equal(await panel.tooltip.count(), 0);
    }));

  it('emphasises the layer under the pointer', () =>
    solo({}, async (preview) => {
      await tooltipText(preview, 0.7, 0.4);
      const weight = (name: string) =>
        preview.panel.tooltip
          .getByRole('row', { name })
          .first()
          .evaluate((row) => Number(getComputedStyle(row).fontWeight));
      assert.ok((await weight('Lazily freed')) > (await weight('Heap objects')));
    }));

  it('offers the data links of a layer in the pinned tooltip', () =>
    solo(
      {
        fieldConfig: JSON.stringify({
          defaults: {},
          overrides: [
            {
              matcher: { id: 'byName', options: 'Lazily freed' },
              properties: [
                { id: 'links', value: [{ title: 'Docs of ${__series.name}', url: '/docs?pod=${__field.labels.pod}' }] },
              ],
            },
          ],
        }),
      },
      async (preview) => {
        await tooltipText(preview, 0.7, 0.4);
        assert.equal(await preview.panel.tooltip.getByRole('link').count(), 0);
        await preview.page.mouse.down();
        await preview.page.mouse.up();
        const link = preview.panel.tooltip.getByRole('link');
        await link.waitFor();
        assert.equal(await link.getAttribute('href'), '/docs?pod=thanos-store-0');
        assert.equal(await link.innerText(), 'Docs of Lazily freed');
      }
    ));
});
