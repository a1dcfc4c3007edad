import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Page } from 'playwright-core';

import { type CompositionPanel } from '../pages/CompositionPanel';
import { hostileTexts } from '../support/hostileTexts';
import { oneWorkload } from '../support/options';
import { usePreview } from '../support/preview';
import { readManifest, readSeries } from '../support/recordings';

const recording = 'up-111-115-store';
const { start, end } = readManifest(recording);
const texts = Object.entries(hostileTexts);

/** Labels that name what is shown; every one of them is hostile at once. */
const renamed = (text: string): Record<string, string> => ({
  namespace: text,
  pod: text,
  container: text,
  image: text,
  name: text,
});

/** Answers the preview's queries with the recording, once for each text, under labels of that text. */
const answerAs = (labels: readonly string[]) => async (page: Page) => {
  for (const file of ['container', 'go'] as const) {
    const result = labels.flatMap((text) =>
      readSeries(recording, file).map(({ metric, values }) => ({
        metric: Object.fromEntries(Object.entries(metric).map(([name, value]) => [name, renamed(text)[name] ?? value])),
        values,
      }))
    );
    const json = { answer: { status: 'success', data: { resultType: 'matrix', result } } };
    await page.route(`**/recordings/${recording}/${file}.json`, (route) => route.fulfill({ json }));
  }
};

/** Nothing of a text ran, nothing became an element, and nothing stands out of the panel or widens the page. */
async function expectHarmless(page: Page, panel: CompositionPanel) {
  const found = await panel.body.evaluate((body) => {
    const { right } = body.getBoundingClientRect();
    const outside = [...body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      // What scrolls or cuts off its content may hold more than is seen.
      return box.width > 0 && box.right > right + 1 && !element.parentElement?.closest('[data-cut]');
    });
    return {
      reached: 'reachedPage' in window,
      elements: document.querySelectorAll('[onerror], [onload], [href^="javascript:"]').length,
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      outside: outside.filter((element) => isSeen(element, right)).map((element) => element.outerHTML.slice(0, 200)),
    };

    /** True where no ancestor within the page cuts the element off. */
    function isSeen(element: Element, edge: number): boolean {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const cuts = getComputedStyle(at).overflowX !== 'visible' || getComputedStyle(at).clipPath !== 'none';
        if (cuts && at.getBoundingClientRect().right <= edge + 1) {
          return false;
        }
      }
      return true;
    }
  });
  assert.deepEqual(found, { reached: false, elements: 0, wider: 0, outside: [] });
}

const frame = {
  from: new Date(start * 1000).toISOString(),
  to: new Date(end * 1000).toISOString(),
  recording,
  panel: 'solo',
  w: '700',
  h: '420',
};

describe('hostile labels', () => {
  const { visit } = usePreview();

  for (const [what, text] of texts) {
    it(`shows ${what} as text, in one workload`, () =>
      visit(
        {
          params: { ...frame, options: oneWorkload },
          prepare: answerAs([text]),
          viewport: { width: 720, height: 500 },
        },
        async ({ page, panel }) => {
          await panel.drawn();
          await panel.hover(0.7);
          await panel.tooltip.waitFor();
          await expectHarmless(page, panel);
          await panel.click(0.7);
          await page.keyboard.press('Escape');
          await panel.openFindings();
          await expectHarmless(page, panel);
          const label = await panel.chart.locator('[aria-label]').first().getAttribute('aria-label');
          const shown = text.slice(0, 40).replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
          assert.ok(label?.includes(shown), `not named ${shown}: ${label?.slice(0, 200)}`);
        }
      ));
  }

  it('shows them as names of a fleet, finds them, and keeps the choice of each in the link', () =>
    visit(
      { params: frame, prepare: answerAs(texts.map(([, text]) => text)), viewport: { width: 720, height: 500 } },
      async ({ page, panel, param }) => {
        const { fleet } = panel;
        await fleet.table.waitFor();
        assert.equal(await fleet.table.getAttribute('aria-rowcount'), String(texts.length + 1));
        await expectHarmless(page, panel);
        await fleet.search.fill('<img');
        await page.waitForFunction(() => document.querySelectorAll('[role="rowheader"]').length === 1);
        assert.match((await fleet.names())[0] ?? '', /<img src=x onerror=/);
        await fleet.rows.first().click();
        await panel.drawn();
        await expectHarmless(page, panel);
        assert.match(param('gomem-1') ?? '', /<img src=x/);
        await page.reload();
        await panel.drawn();
        await expectHarmless(page, panel);
      }
    ));
});

describe('hostile annotations and links', () => {
  const { visit } = usePreview();
  const time = ((start + end) / 2) * 1000;

  it('shows annotations without what they would run, in the tooltip and in the pinned one', () =>
    visit(
      {
        params: {
          ...frame,
          annotations: JSON.stringify(
            // A link has room for so much.
            Object.values(hostileTexts)
              .map((whole) => whole.slice(0, 1000))
              .map((text, i) => ({
                time: time + i * 20_000,
                text: `${text} <a href="javascript:window.reachedPage=1">click</a>`,
                title: text,
                tags: [text.slice(0, 200)],
              }))
          ),
        },
        viewport: { width: 720, height: 500 },
        // Grafana's sanitiser leaves images, without what they would run.
        provoked: /404 .*\/x\)/,
      },
      async ({ page, panel }) => {
        await panel.drawn();
        const marks = panel.chart.getByRole('button', { name: /^Annotation/ });
        await marks.first().waitFor();
        const count = await marks.count();
        assert.ok(count > 0);
        for (let k = 0; k < count; k++) {
          await marks.nth(k).focus();
          await page.waitForTimeout(100);
          await expectHarmless(page, panel);
        }
      }
    ));

  it('takes the address out of data links that would run something', () =>
    visit(
      {
        params: {
          ...frame,
          fieldConfig: JSON.stringify({
            defaults: {
              links: [
                { title: '<b>report</b>', url: 'javascript:window.reachedPage=1' },
                { title: 'data', url: 'data:text/html,<script>window.reachedPage=1</script>' },
              ],
            },
          }),
        },
        viewport: { width: 720, height: 500 },
      },
      async ({ page, panel }) => {
        await panel.drawn();
        await panel.click(0.7);
        await panel.tooltip.waitFor();
        const link = panel.tooltip.getByText('<b>report</b>').first();
        await link.waitFor();
        await expectHarmless(page, panel);
        assert.equal(await panel.tooltip.locator('[href^="javascript:"], [href^="data:"]').count(), 0);
      }
    ));
});
