import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Page } from 'playwright-core';

import { type PreviewPage } from '../pages/PreviewPage';
import { violationsIn } from '../support/axe';
import { oneWorkload } from '../support/options';
import { usePreview } from '../support/preview';
import { readManifest } from '../support/recordings';

/** What is ours in the panel; its frame is Grafana's. */
const ours = ['[data-testid="composition-panel"]', '[data-testid="composition-tooltip"]'];
const violations = (page: Page) => violationsIn(page, ours);

interface State {
  name: string;
  params: Record<string, string>;
  prepare?: (page: Page) => Promise<unknown>;
  provoked?: RegExp;
  reach: (preview: PreviewPage) => Promise<unknown>;
}

const solo = { panel: 'solo', recording: 'up-111-115-store' };
const dataFiles = `**/recordings/${solo.recording}/*.json`;
const withLink = JSON.stringify({ defaults: { links: [{ title: 'Runbook', url: 'https://example.org/' }] } });
const nothing = { from: '2020-01-01T00:00:00.000Z', to: '2020-01-01T01:00:00.000Z' };

/** Opens every finding in turn and looks at each. */
async function everyFinding({ panel, page }: PreviewPage) {
  await panel.eachFinding(async (i) => assert.deepEqual(await violations(page), [], `finding ${i}`));
}

const states: State[] = [
  { name: 'drawn', params: solo, reach: ({ panel }) => panel.drawn() },
  {
    name: 'with the pointer over the verdict',
    params: solo,
    reach: ({ panel }) => panel.verdict.getByRole('button').hover(),
  },
  { name: 'with findings', params: solo, reach: everyFinding },
  { name: 'with alerts and Explore at hand', params: { ...solo, explore: '1' }, reach: everyFinding },
  {
    name: 'with the pointer over an open finding',
    params: solo,
    reach: async ({ panel }) => {
      await panel.openFindings();
      await panel.findings.locator('li > button').first().hover();
    },
  },
  {
    name: 'with a tooltip',
    params: solo,
    reach: async ({ panel }) => {
      await panel.drawn();
      await panel.hover(0.8);
      await panel.tooltip.waitFor();
    },
  },
  {
    name: 'with a pinned tooltip',
    params: { ...solo, fieldConfig: withLink },
    reach: async ({ panel }) => {
      await panel.drawn();
      await panel.hover(0.8);
      await panel.tooltip.waitFor();
      await panel.click(0.8);
      await panel.tooltip.getByRole('link', { name: 'Runbook' }).waitFor();
    },
  },
  { name: 'healthy', params: { ...solo, recording: 'steady-119' }, reach: ({ panel }) => panel.openFindings() },
  { name: 'without Go series', params: { ...solo, queries: 'A' }, reach: everyFinding },
  {
    name: 'with a choice of workloads',
    params: { ...solo, recording: 'roll-111-115', options: oneWorkload },
    reach: async ({ panel }) => {
      await panel.workloadSelect.waitFor();
      await panel.drawn();
    },
  },
  {
    name: 'with old data',
    params: { ...solo, from: 'now-10m', to: 'now' },
    prepare: (page) => page.clock.setFixedTime((readManifest(solo.recording).end + 60) * 1000),
    reach: ({ panel }) => panel.notice.waitFor(),
  },
  {
    name: 'after a failure',
    params: solo,
    prepare: (page) => page.route(dataFiles, (route) => route.fulfill({ status: 503 })),
    provoked: /503/,
    reach: ({ panel }) => panel.failed.waitFor(),
  },
  { name: 'without data', params: { ...solo, ...nothing }, reach: ({ panel }) => panel.missing.waitFor() },
  { name: 'small', params: { ...solo, w: '320', h: '240' }, reach: ({ panel }) => panel.drawn() },
  { name: 'tiny', params: { ...solo, w: '200', h: '120' }, reach: ({ panel }) => panel.openFindings() },
  { name: 'in German', params: { ...solo, lang: 'de-DE' }, reach: ({ panel }) => panel.openFindings() },
];

/** Contrast is that of colours, which are the same on every Grafana: on the others one theme tells the rest. */
const themes = process.env.PREVIEW_HOST ? ['light'] : ['dark', 'light'];

describe('accessibility of the panel', () => {
  const { visit } = usePreview();

  for (const theme of themes) {
    for (const { name, params, reach, ...options } of states) {
      it(`finds nothing to complain about ${name}, ${theme}`, () =>
        visit({ params: { ...params, theme }, ...options }, async (preview) => {
          await preview.panel.body.waitFor();
          await reach(preview);
          assert.deepEqual(await violations(preview.page), []);
        }));
    }
  }

  it('tabulates the chart for screen readers', () =>
    visit({ params: solo }, async ({ panel }) => {
      await panel.drawn();
      const rows = await panel.readerTable.getByRole('row').count();
      assert.ok(rows > 5 && rows < 30, `${rows} rows`);
      assert.ok(await panel.chart.getByRole('img').getAttribute('aria-label'));
    }));

  it('shows where the focus is', () =>
    visit({ params: solo }, async ({ panel, page }) => {
      await panel.openFindings();
      for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element?.closest('[data-testid="composition-findings"]')) {
            return true;
          }
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
        });
        assert.ok(seen, `the focus cannot be seen after ${i + 1} steps`);
      }
    }));
});
