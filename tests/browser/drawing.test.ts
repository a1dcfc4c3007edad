import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { oneWorkload } from '../support/options';
import { usePreview } from '../support/preview';

const recordings = [
  'up-111-115-store',
  'reuse-oom-115',
  'roll-111-115',
  'gap-true-111-115',
  'nogo-115',
  'p15-up-inplace',
];
const sizes = [
  { width: 1200, height: 600 },
  { width: 600, height: 400 },
  { width: 320, height: 240 },
  { width: 200, height: 120 },
];

describe('drawing', () => {
  const { visit } = usePreview();

  for (const recording of recordings) {
    it(`draws ${recording} in the dashboard`, () =>
      visit({ params: { recording, options: oneWorkload } }, async ({ panel }) => {
        await panel.drawn();
        await panel.legend.waitFor();
        assert.ok((await panel.colouredShare()) > 0.05, 'the canvas is blank');
      }));
  }

  for (const theme of ['dark', 'light']) {
    for (const { width, height } of sizes) {
      it(`fits ${width} x ${height} px in the ${theme} theme`, () =>
        visit({ params: { panel: 'solo', w: String(width), h: String(height), theme } }, async ({ panel, page }) => {
          await panel.body.waitFor();
          await panel.verdict.waitFor();
          assert.ok(
            (await panel.verdict.innerText()).trim() !== '' || (await panel.verdict.getAttribute('aria-label'))
          );
          const overflow = await page.evaluate(() => {
            const { scrollWidth, scrollHeight } = document.documentElement;
            return { wider: scrollWidth > window.innerWidth, higher: scrollHeight > window.innerHeight };
          });
          assert.deepEqual(overflow, { wider: false, higher: false });
          const outside = await panel.body.evaluate((body) => {
            const { right, bottom } = body.getBoundingClientRect();
            return [...body.querySelectorAll('[data-testid]')]
              .filter(
                (part) =>
                  // What is for screen readers only is clipped to nothing.
                  getComputedStyle(part.parentElement ?? part).clipPath === 'none' &&
                  getComputedStyle(part).clipPath === 'none' &&
                  (part.getBoundingClientRect().right > right + 1 || part.getBoundingClientRect().bottom > bottom + 1)
              )
              .map((part) => part.getAttribute('data-testid'));
          });
          assert.deepEqual(outside, [], 'parts stick out of the panel');
        }));
    }
  }

  it('draws in other colours in the light theme', async () => {
    const backgrounds: string[] = [];
    for (const theme of ['dark', 'light']) {
      await visit({ params: { theme } }, async ({ panel, page }) => {
        await panel.drawn();
        backgrounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      });
    }
    assert.notEqual(backgrounds[0], backgrounds[1]);
  });
});
