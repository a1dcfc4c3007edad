import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { violationsIn } from '../support/axe';
import { fleetOf } from '../support/fleetPreview';
import { usePreview } from '../support/preview';

const ours = ['[data-testid="composition-panel"]'];

describe('fleet', () => {
  const { visit } = usePreview();

  it('ranks many workloads, what needs action first', () =>
    visit(fleetOf(45), async ({ panel: { fleet } }) => {
      await fleet.table.waitFor();
      assert.equal(await fleet.table.getAttribute('aria-rowcount'), '46');
      // Two pods have a limit that they are close to.
      assert.deepEqual((await fleet.names()).slice(0, 2).sort(), ['service-0-0/service-0', 'service-2-0/service-2']);
      assert.match(await fleet.rows.first().innerText(), /OOM risk/);
    }));

  it('draws a bounded number of rows of a thousand, wherever it is scrolled to', () =>
    visit(fleetOf(1000, { w: '1400', h: '700' }), async ({ panel: { fleet }, page }) => {
      await fleet.table.waitFor();
      assert.equal(await fleet.table.getAttribute('aria-rowcount'), '1001');
      const most = Math.ceil(700 / 40) + 10;
      for (const share of [0, 0.5, 1]) {
        await fleet.table.evaluate((box, place) => (box.scrollTop = box.scrollHeight * place), share);
        await page.waitForTimeout(200);
        const count = await fleet.rows.count();
        assert.ok(count >= 14 && count <= most, `${count} rows at ${share}`);
      }
      assert.equal(await fleet.rows.last().getAttribute('aria-rowindex'), '1001');
    }));

  it('is used by the keyboard', () =>
    visit(fleetOf(45), async ({ panel, page, param }) => {
      const { fleet } = panel;
      await fleet.table.focus();
      for (const key of ['End', 'Home', 'ArrowDown', 'Enter']) {
        await page.keyboard.press(key);
      }
      await panel.drawn();
      assert.equal(await fleet.chosen.getAttribute('aria-rowindex'), '3');
      assert.match(param('gomem-1') ?? '', /service-/);
      await page.keyboard.press('Escape');
      await fleet.detail.waitFor({ state: 'detached' });
      assert.equal(param('gomem-1'), null);
      await page.keyboard.press('End');
      const active = await fleet.active();
      assert.equal(await active.getAttribute('aria-rowindex'), '46');
    }));

  it('takes the place of the list where there is no room for both, and gives it back', () =>
    visit(fleetOf(45, { w: '360', h: '400' }), async ({ panel, page }) => {
      const { fleet } = panel;
      await fleet.table.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await panel.drawn();
      assert.equal(await fleet.table.count(), 0);
      await fleet.detail.getByRole('button', { name: 'All workloads' }).click();
      await fleet.table.waitFor();
      await page.keyboard.press('ArrowUp');
      assert.equal(await (await fleet.active()).getAttribute('aria-rowindex'), '45');
    }));

  it('opens what the link names, and keeps it over a refresh', () =>
    visit(fleetOf(45), async ({ panel, page }) => {
      const { fleet } = panel;
      await fleet.rows.nth(3).click();
      const name = await fleet.chosen.getByRole('rowheader').innerText();
      await page.reload();
      await panel.drawn();
      assert.equal(await fleet.chosen.getByRole('rowheader').innerText(), name);
    }));

  it('sorts, searches and filters', () =>
    visit(fleetOf(45), async ({ panel: { fleet } }) => {
      await fleet.head('Usage').getByRole('button').click();
      assert.equal(await fleet.head('Usage').getAttribute('aria-sort'), 'descending');
      await fleet.search.fill('service-1-7');
      await fleet.rows.first().waitFor();
      assert.deepEqual(await fleet.names(), ['fleet/fleet/service-1-7/service-1']);
      await fleet.search.fill('nothing of that name');
      await fleet.body.getByText('No workload matches.').waitFor();
      await fleet.search.fill('service-1');
      await fleet.table.waitFor();
      assert.ok(await fleet.search.evaluate((input) => input === document.activeElement), 'the focus went away');
    }));

  it('gives the table away as CSV and as Markdown', () =>
    visit(fleetOf(45), async ({ panel: { fleet }, page }) => {
      await fleet.search.fill('service-1');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        fleet.body.getByRole('button', { name: 'Download the table (CSV)' }).click(),
      ]);
      assert.equal(
        readFileSync(await download.path(), 'utf8')
          .trimEnd()
          .split('\r\n').length,
        21
      );
      await fleet.body.getByRole('button', { name: 'Copy as a Markdown table' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied.trimEnd().split('\n').length, 22);
      assert.match(copied, /\| fleet\/fleet\/service-1-0\/service-1 \| Warning \| Lazily freed memory \|/);
    }));

  it('shows a rollout as one story, and each of its pods', () =>
    visit(fleetOf(45, { options: JSON.stringify({ view: { mode: 'owners' } }) }), async ({ panel, param }) => {
      const { fleet } = panel;
      await fleet.table.waitFor();
      assert.equal(await fleet.table.getAttribute('aria-rowcount'), '4');
      await fleet.rows.nth(1).click();
      await panel.drawn();
      assert.match(await fleet.story.innerText(), /Since the rollout of go1\.12\.17, 5 of 5 pods: Lazily freed/);
      assert.match(await fleet.coverage.innerText(), /Made of 5 workloads/);
      await fleet.show('Before and after');
      assert.match(await fleet.versions.innerText(), /go1\.11\.13\s*5 pods\s*go1\.12\.17\s*5 pods/);
      await fleet.show('Pods');
      await fleet.detail.getByRole('row').nth(1).click();
      await panel.verdict.waitFor();
      assert.match(param('gomem-1') ?? '', /service-2-/);
    }));

  it('sums all workloads', () =>
    visit(fleetOf(45, { options: JSON.stringify({ view: { mode: 'sum' } }) }), async ({ panel }) => {
      await panel.drawn();
      assert.match(await panel.fleet.coverage.innerText(), /Made of 45 workloads/);
      assert.ok((await panel.colouredShare()) > 0.05, 'the canvas is blank');
    }));

  for (const theme of ['dark', 'light']) {
    for (const [w, h] of [
      ['1400', '600'],
      ['360', '500'],
    ] as const) {
      it(`has no accessibility violations at ${w} x ${h}, ${theme}`, () =>
        visit(fleetOf(20, { w, h, theme }), async ({ panel, page }) => {
          await panel.fleet.table.waitFor();
          assert.deepEqual(await violationsIn(page, ours), []);
          await panel.fleet.rows.nth(1).click();
          await panel.drawn();
          assert.deepEqual(await violationsIn(page, ours), []);
          await panel.fleet.detail.getByRole('button', { name: /^Owner/ }).click();
          await panel.fleet.story.waitFor();
          await panel.drawn();
          assert.deepEqual(await violationsIn(page, ours), []);
        }));
    }
  }
});
