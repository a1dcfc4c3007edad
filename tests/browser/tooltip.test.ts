import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type PreviewPage } from '../pages/PreviewPage';
import { usePreview } from '../support/preview';
import { usageAt } from '../support/recordings';

interface Case {
  recording: string;
  pod: string;
  container: string;
}

const cases: Case[] = [
  { recording: 'up-111-115-store', pod: 'thanos-store-0', container: 'store' },
  { recording: 'reuse-oom-115', pod: 'receive-0', container: 'receive' },
  { recording: 'p15-up-inplace', pod: 'longstore-3', container: 'longstore' },
  { recording: 'pressure-115', pod: 'thanos-store-0', container: 'store' },
  { recording: 'shmem-119', pod: 'cache-0', container: 'cache' },
];

/** The tooltip names its time as the page's time zone has it, which is UTC in these tests. */
async function tooltipTime({ panel }: PreviewPage): Promise<number> {
  const text = await panel.tooltip.innerText();
  const [, date, clock] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
  assert.ok(date && clock, `no time in the tooltip: ${text}`);
  return Date.parse(`${date}T${clock}Z`) / 1000;
}

describe('tooltip', () => {
  const { visit } = usePreview();

  for (const { recording, pod, container } of cases) {
    it(`shows usage to the byte as its total on ${recording}`, () =>
      visit({ params: { recording } }, async (preview) => {
        const { panel } = preview;
        await panel.drawn();
        const seen = new Set<number>();
        for (let place = 0; place < 20; place++) {
          await panel.hover(0.03 + place * 0.049);
          await panel.tooltip.waitFor();
          const time = await tooltipTime(preview);
          const expected = usageAt(recording, pod, container, time);
          assert.equal(Number(await panel.tooltipTotal.getAttribute('data-bytes')), expected, `at ${time}`);
          seen.add(time);
        }
        assert.ok(seen.size >= 15, `only ${seen.size} different times were hovered`);
      }));
  }

  it('sets off the layer under the pointer without drawing the chart again', () =>
    visit({ params: { recording: 'up-111-115-store' } }, async ({ panel, page }) => {
      await panel.drawn();
      const layerAt = async (y: number) => {
        await panel.hover(0.75, y);
        await page.waitForTimeout(50);
        return panel.emphasis.getAttribute('data-layer');
      };
      const painted = () =>
        panel.emphasis.evaluate((canvas) => {
          const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
          const { data } = context?.getImageData(0, 0, context.canvas.width, context.canvas.height) ?? { data: [] };
          return data.some((value) => value > 0);
        });
      const [lowest, top] = [await layerAt(0.98), await layerAt(0.5)];
      assert.equal(lowest, '0');
      assert.ok(Number(top) > 0, `the layer half way up is ${top}`);
      assert.equal(await painted(), true);
      await page.mouse.move(5, 5);
      await page.waitForTimeout(50);
      assert.equal(await panel.emphasis.getAttribute('data-layer'), '');
      assert.equal(await painted(), false);
    }));

  it('stays inside a narrow window, as on a phone', () =>
    visit(
      {
        params: { recording: 'up-111-115-store', panel: 'solo', w: '380', h: '420' },
        viewport: { width: 390, height: 700 },
        alone: true,
      },
      async ({ panel }) => {
        await panel.drawn();
        for (const x of [0.2, 0.8]) {
          await panel.hover(x);
          const box = await panel.tooltip.boundingBox();
          assert.ok(box && box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
          assert.ok(box.y >= 0 && box.y + box.height <= 700, JSON.stringify(box));
        }
      }
    ));

  it('stays inside a narrow window wherever the pointer is, and is scrolled by the wheel over the chart', () =>
    visit(
      {
        params: { recording: 'up-111-115-store', panel: 'solo', w: '380', h: '780' },
        viewport: { width: 390, height: 800 },
        alone: true,
      },
      async ({ panel, page }) => {
        await panel.drawn();
        for (const y of [0.3, 0.5, 0.6, 0.9]) {
          await panel.hover(0.8, y);
          await page.waitForTimeout(200);
          const box = await panel.tooltip.boundingBox();
          assert.ok(box && box.y >= 0 && box.y + box.height <= 800, `at ${y}: ${JSON.stringify(box)}`);
        }
        const last = panel.tooltip.getByRole('listitem').last();
        const hidden = await last.boundingBox();
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(200);
        const [told, frame] = [await last.boundingBox(), await panel.tooltip.boundingBox()];
        assert.ok(hidden && told && frame && told.y < hidden.y && told.y + told.height <= frame.y + frame.height);
      }
    ));
});
