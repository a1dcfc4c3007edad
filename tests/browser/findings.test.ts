import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { parse } from 'yaml';

import { usePreview } from '../support/preview';
import { readManifest } from '../support/recordings';

const upgrade = { recording: 'up-111-115-store' };

describe('findings', () => {
  const { visit } = usePreview();

  it('shows numbers before and after the upgrade', () =>
    visit({ params: upgrade }, async ({ panel }) => {
      await panel.openFindings();
      const rows = await panel.comparison.getByRole('row').allInnerTexts();
      const change = (name: string) =>
        rows
          .find((row) => row.startsWith(name))
          ?.split('\t')
          .at(-1) ?? '';
      // The new version keeps what it gave back in usage and rss, and needs no more than before.
      for (const name of ['Usage', 'RSS', 'Lazily freed']) {
        assert.match(change(name), /^\+\d{3} MiB$/, name);
      }
      assert.match(change('Working set'), /^−\d{1,2}(\.\d+)? MiB$/);
    }));

  it('frames the interval on the chart and highlights its layers', () =>
    visit({ params: upgrade, viewport: { width: 1500, height: 1100 } }, async ({ panel }) => {
      await panel.openFindings();
      await panel.drawn();
      const framed = await panel.colouredShare();
      await panel.findings.getByRole('button', { expanded: true }).click();
      const plain = await panel.colouredShare();
      assert.ok(framed < plain * 0.9, `${framed} of the pixels are in colour with the frame, ${plain} without`);
    }));

  it('opens and closes by the keyboard', () =>
    visit({ params: upgrade }, async ({ panel, page }) => {
      const button = panel.verdict.getByRole('button');
      await button.focus();
      await page.keyboard.press('Enter');
      await panel.findings.waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await panel.findings.locator(':focus').count(), 1, 'the list does not follow the verdict');
      await page.keyboard.press('Escape');
      await panel.findings.waitFor({ state: 'detached' });
      assert.ok(await button.evaluate((element) => element === document.activeElement));
    }));

  it('puts a summary for a ticket on the clipboard', () =>
    visit({ params: upgrade }, async ({ panel, page }) => {
      await panel.openFindings();
      await panel.findings.getByRole('button', { name: 'Copy summary' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^### Lazily freed memory: .*store/);
      assert.match(copied, /^\| Usage \| \d+ MiB \| \d+ MiB \| \+\d+ MiB \|$/m);
      assert.match(copied, /```promql\n\s+clamp_min\(max\(container_memory_usage_bytes\{/);
      assert.match(copied, /2026-11-22 19:3\d:\d\d UTC\+00:00$/m);
    }));

  it('puts a summary for a chat on the clipboard, with a link to what is seen', () =>
    visit({ params: upgrade }, async ({ panel, page, param }) => {
      await panel.openFindings();
      await panel.findings.getByRole('button', { name: 'Copy for chat' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^Lazily freed memory: .*store\n/);
      assert.match(copied, /^Memory of .*: \d.* used, of which .* needed/m);
      assert.match(copied, /^Usage: \d+ MiB → \d+ MiB \(\+\d+ MiB\)$/m);
      const url = new URL(/^Panel: (.*)$/m.exec(copied)?.[1] ?? '');
      assert.equal(url.origin, new URL(page.url()).origin);
      assert.equal(url.searchParams.get('recording'), param('recording'));
      assert.equal(
        Math.floor(Number(url.searchParams.get('from')) / 1000),
        Math.floor(readManifest(upgrade.recording).start)
      );
      assert.match(url.searchParams.get('gomem-1') ?? '', /thanos-store-0/);
    }));

  it('puts a picture with title, time range and legend on the clipboard', () =>
    visit({ params: upgrade }, async ({ panel, page }) => {
      await panel.openFindings();
      await panel.drawn();
      await panel.findings.getByRole('button', { name: 'Copy picture' }).click();
      await panel.findings.getByText('Picture copied').waitFor();
      const picture = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const png = await item?.getType('image/png');
        if (!png) {
          return null;
        }
        const bitmap = await createImageBitmap(png);
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        const rows = Array.from({ length: bitmap.height }, (_, y) => {
          const { data } = context?.getImageData(0, y, bitmap.width, 1) ?? { data: [] };
          return new Set(Array.from({ length: bitmap.width }, (__, x) => String(data.slice(4 * x, 4 * x + 3)))).size;
        });
        return { width: bitmap.width, height: bitmap.height, rows };
      });
      const chart = await panel.chart
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
      assert.ok(picture);
      assert.equal(picture.width, chart[0] + 24);
      assert.ok(picture.height > chart[1] + 80);
      // Something is written above the chart and below it; the rim is empty.
      assert.ok(
        picture.rows.slice(12, 40).some((colours) => colours > 5),
        'there is no title'
      );
      assert.ok(
        picture.rows.slice(-30, -12).some((colours) => colours > 5),
        'there is no legend'
      );
      assert.equal(picture.rows[0], 1);
    }));

  it('saves the picture where the clipboard takes none, as on plain http', () =>
    visit(
      {
        params: { recording: 'steady-119' },
        prepare: (page) => page.addInitScript(() => Reflect.deleteProperty(window, 'ClipboardItem')),
      },
      async ({ panel, page }) => {
        await panel.openFindings();
        await panel.drawn();
        const download = page.waitForEvent('download');
        await panel.findings.getByRole('button', { name: 'Copy picture' }).click();
        const file = await download;
        assert.match(file.suggestedFilename(), /-memory\.png$/);
        assert.equal(
          readFileSync(await file.path())
            .subarray(1, 4)
            .toString(),
          'PNG'
        );
        await panel.findings.getByText('saved as a file').waitFor();
      }
    ));

  it('puts the query of a piece of evidence on the clipboard', () =>
    visit({ params: upgrade }, async ({ panel, page }) => {
      await panel.openFindings();
      await panel.findings.getByRole('button', { name: 'Copy query' }).first().click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(
        copied,
        /^clamp_min\(max\(container_memory_usage_bytes\{.* - max\(container_memory_working_set_bytes\{/
      );
    }));

  it('puts a rule for Prometheus on the clipboard', () =>
    visit({ params: upgrade }, async ({ panel, page }) => {
      await panel.openFindings();
      await panel.findings.getByRole('button', { name: 'Copy as Prometheus rule' }).click();
      const { groups } = parse(await page.evaluate(() => navigator.clipboard.readText()));
      const [rule] = groups[0].rules;
      assert.match(rule.expr, /^\(clamp_min\([^]*container_memory_usage_bytes\{[^]*\) > \d+$/);
      assert.equal(rule.for, '5m');
      assert.equal(rule.labels.finding, 'lazily-freed');
      assert.match(rule.annotations.runbook_url, /^http.*\/plugins\/gomem-composition-panel$/);
      assert.match(rule.annotations.description, /^Now \{\{ \$value \| humanize1024 \}\}B; .* more than \d+ MiB\. /);
    }));

  it("opens Grafana's alert editor where the user may create alerts", () =>
    visit({ params: { ...upgrade, explore: '1' } }, async ({ panel }) => {
      await panel.openFindings();
      const href = await panel.findings.getByRole('link', { name: 'Create alert' }).first().getAttribute('href');
      const url = new URL(href ?? '', 'http://grafana');
      assert.equal(url.pathname, '/alerting/new');
      assert.equal(JSON.parse(url.searchParams.get('defaults') ?? '{}').queries[0].datasourceUid, 'recorded');
    }));

  it('hands an annotation to the dashboard on a click', () =>
    visit({ params: upgrade }, async ({ panel }) => {
      await panel.openFindings();
      const button = panel.findings.getByRole('button', { name: 'Add annotation at the upgrade' });
      await button.click();
      await panel.findings.getByText('Annotation added').waitFor();
      assert.ok(await button.isDisabled());
    }));

  it('saves layers and lines as CSV that adds up', () =>
    visit({ params: upgrade }, async ({ panel, page }) => {
      await panel.openFindings();
      const download = page.waitForEvent('download');
      await panel.findings.getByRole('button', { name: /CSV/ }).click();
      const file = await download;
      assert.match(file.suggestedFilename(), /store.*\.csv$/);
      const [header = [], ...lines] = readFileSync(await file.path(), 'utf8')
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','));
      const usage = header.indexOf('Usage');
      assert.ok(usage > 1 && lines.length > 50);
      for (const line of lines) {
        const layers = line.slice(1, usage).reduce((sum, cell) => sum + Number(cell), 0);
        assert.ok(Math.abs(layers - Number(line[usage])) < 1, `${line[0]}: layers add up to ${layers}`);
      }
    }));

  it('has room for the list in the smallest panel', () =>
    visit({ params: { ...upgrade, panel: 'solo', w: '200', h: '120' } }, async ({ panel }) => {
      await panel.openFindings();
      const list = await panel.findings.boundingBox();
      const body = await panel.body.boundingBox();
      assert.ok(list && body && list.height > 30);
      assert.ok(list.y + list.height <= body.y + body.height + 1, 'the list is cut off');
    }));

  it('says that nothing was found, and still gives the numbers', () =>
    visit({ params: { recording: 'steady-119' } }, async ({ panel }) => {
      await panel.openFindings();
      assert.match(await panel.findings.innerText(), /None of the known causes/);
      await panel.findings.getByRole('button', { name: /CSV/ }).waitFor();
    }));

  it('opens the query of a piece of evidence in Explore', () =>
    visit({ params: { ...upgrade, explore: '1' } }, async ({ panel }) => {
      await panel.openFindings();
      const link = panel.findings.getByRole('link', { name: 'Open in Explore' }).first();
      const shown = await panel.findings.locator('code').first().innerText();
      const url = new URL((await link.getAttribute('href')) ?? '', 'http://grafana');
      assert.equal(url.pathname, '/explore');
      const [pane] = Object.values<{ datasource: string; queries: Array<{ expr: string }>; range: { from: string } }>(
        JSON.parse(url.searchParams.get('panes') ?? '{}')
      );
      assert.equal(pane?.datasource, 'recorded');
      assert.equal(pane?.queries[0]?.expr, shown);
      // Each as it is shown, whatever it has in it.
      const codes = await panel.findings.locator('code').allInnerTexts();
      for (const one of await panel.findings.getByRole('link', { name: 'Open in Explore' }).all()) {
        const panes = new URL((await one.getAttribute('href')) ?? '', 'http://grafana').searchParams.get('panes') ?? '';
        assert.ok(
          codes.some((code) => panes.includes(JSON.stringify(code))),
          panes
        );
      }
      assert.equal(Math.floor(Number(pane?.range.from) / 1000), Math.floor(readManifest(upgrade.recording).start));
    }));

  it('offers neither Explore nor alerts where Grafana has none', () =>
    visit({ params: upgrade }, async ({ panel }) => {
      await panel.openFindings();
      assert.ok((await panel.findings.getByRole('button', { name: 'Copy query' }).count()) > 0);
      assert.equal(await panel.findings.getByRole('link', { name: 'Open in Explore' }).count(), 0);
      assert.equal(await panel.findings.getByRole('link', { name: 'Create alert' }).count(), 0);
    }));
});
