import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { MiB } from '../../src/metrics/units';
import { type PreviewPage } from '../pages/PreviewPage';
import { answerQueries } from '../support/answers';
import { violationsIn } from '../support/axe';
import { usePreview } from '../support/preview';
import { readManifest } from '../support/recordings';

const recording = 'up-111-115-store';
const { start, end } = readManifest(recording);
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const name = 'Working set above request';
const sizes = { B: 1, KiB: 1024, MiB, GiB: 1024 * MiB };

/** What kube-state-metrics would tell of the recorded container. */
const requesting =
  (request: number) =>
  (container: RangeSeries[]): RangeSeries[] => {
    const one = container.find(({ metric }) => metric.__name__ === 'container_memory_working_set_bytes');
    const { namespace = '', pod = '', container: of = '' } = one?.metric ?? {};
    const labels = { namespace, pod, container: of, resource: 'memory', unit: 'byte' };
    const values = (one?.values ?? []).map(([time]): [number, string] => [time, String(request)]);
    return [{ metric: { __name__: 'kube_pod_container_resource_requests', ...labels }, values }];
  };

describe('working set above the request', () => {
  const { visit } = usePreview({ prometheus: () => 'http://127.0.0.1:9' });
  const withRequest = (request: number, test: (preview: PreviewPage) => Promise<void>, params = {}) =>
    visit(
      {
        params: { minStep: '2s', from: iso(start), to: iso(end), ...params },
        prepare: (page) => answerQueries(page, recording, 'data', requesting(request)),
      },
      async (preview) => {
        await preview.panel.drawn();
        await preview.panel.legend.waitFor();
        await test(preview);
      }
    );
  const sizeIn = async (preview: PreviewPage, row: string): Promise<number> => {
    const text = await preview.panel.tooltipRow(row).locator('td').nth(1).innerText();
    const [number = '', unit = ''] = text.split(/\s/);
    return Number(number) * (Object.entries(sizes).find(([one]) => one === unit)?.[1] ?? NaN);
  };
  const picture = ({ panel }: PreviewPage) =>
    panel.chart
      .locator('canvas')
      .first()
      .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));

  for (const theme of ['dark', 'light']) {
    it(`is an area with a name and its size in the ${theme} theme, and no part of the sum`, () =>
      withRequest(
        100 * MiB,
        async (preview) => {
          const { panel, page } = preview;
          await panel.legendItem(name).waitFor();
          await panel.hover(0.7);
          await panel.tooltip.waitFor();
          const [above, workingSet, request] = [
            await sizeIn(preview, name),
            await sizeIn(preview, 'Working set'),
            await sizeIn(preview, 'Request'),
          ];
          assert.equal(request, 100 * MiB);
          assert.ok(above > 0 && Math.abs(above - (workingSet - request)) < 2 * MiB, `${above} of ${workingSet}`);
          const total = await panel.tooltipTotal.getAttribute('data-bytes');
          assert.deepEqual(await violationsIn(page, ['[data-testid="composition-panel"]']), []);

          await page.mouse.move(0, 0);
          const before = await picture(preview);
          await panel.legendItem(name).click({ modifiers: ['Control'] });
          await page.waitForTimeout(300);
          assert.notEqual(await picture(preview), before);
          await panel.hover(0.7);
          await panel.tooltip.waitFor();
          assert.equal(await panel.tooltipRow(name).count(), 0);
          assert.equal(await panel.tooltipTotal.getAttribute('data-bytes'), total);
        },
        { theme }
      ));
  }

  it('is read to those who cannot see it', () =>
    withRequest(100 * MiB, async ({ panel }) => {
      assert.match(await panel.readerTable.innerText(), new RegExp(name));
    }));

  it('is not there where working set stays below', () =>
    withRequest(64 * 1024 * MiB, async ({ panel }) => {
      await panel.legendItem('Request').waitFor();
      assert.equal(await panel.legendItem(name).count(), 0);
    }));
});
