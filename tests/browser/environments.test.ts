import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Locator } from 'playwright-core';

import { usePreview } from '../support/preview';

const params = { recording: 'up-111-115-store', panel: 'solo' };

const linear = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Best contrast (WCAG 2) of what is drawn left of the plot with black or white behind it. */
async function axisContrast(chart: Locator, behind: 'black' | 'white'): Promise<number> {
  const data = await chart
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
      return Array.from(context?.getImageData(0, 0, 50, Math.round(context.canvas.height / 2)).data ?? []);
    });
  const base = behind === 'white' ? 255 : 0;
  let best = 1;
  for (let i = 0; i < data.length; i += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(i, i + 4);
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) =>
      linear((value * (alpha / 255) + base * (1 - alpha / 255)) / 255)
    );
    const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    best = Math.max(best, behind === 'white' ? 1.05 / (luminance + 0.05) : (luminance + 0.05) / 0.05);
  }
  return best;
}

describe("the reader's own system", () => {
  const { visit } = usePreview();

  for (const [theme, scheme, background] of [
    ['dark', 'light', 'white'],
    ['light', 'dark', 'black'],
  ] as const) {
    it(`keeps axis labels of the ${theme} theme readable under forced ${scheme} colours`, () =>
      visit(
        {
          params: { ...params, theme },
          prepare: (page) => page.emulateMedia({ forcedColors: 'active', colorScheme: scheme }),
        },
        async ({ panel, page }) => {
          await panel.drawn();
          assert.ok((await axisContrast(panel.chart, background)) >= 4.5);
          await page.emulateMedia({ forcedColors: 'none' });
          await page.waitForTimeout(300);
          // Back in the theme of the page.
          assert.ok((await axisContrast(panel.chart, background === 'white' ? 'black' : 'white')) >= 4.5);
        }
      ));
  }

  it('keeps numbers before their units in a page that is read from right to left', () =>
    visit({ params, alone: true }, async ({ panel, page }) => {
      await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      await panel.drawn();
      await panel.openFindings();
      await panel.hover(0.7, 0.4);
      await panel.tooltip.waitFor();
      for (const table of [panel.comparison, panel.tooltip]) {
        const cell = table
          .getByRole('cell')
          .filter({ hasText: /^\S+ .iB$/ })
          .first();
        const order = await cell.evaluate((element) => {
          const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? element;
          const said = text.textContent ?? '';
          const [first = NaN, last = NaN] = [0, said.length - 1].map((index) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + 1);
            return range.getBoundingClientRect().left;
          });
          return { said, first, last };
        });
        assert.match(order.said, /^[+−]?[\d.]+ .iB$/);
        assert.ok(order.first < order.last, `${order.said} is shown in another order`);
      }
    }));
});
