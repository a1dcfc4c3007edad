import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { CompositionPanel } from '../pages/CompositionPanel';
import { violationsIn } from '../support/axe';
import { answerQueries, failureText } from '../support/answers';
import { harness } from '../support/harnessCode';
import { usePreview } from '../support/preview';
import { readManifest } from '../support/recordings';

const recording = 'up-111-115-store';
const { start, end } = readManifest(recording);
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const params = { minStep: '2s', from: iso(start), to: iso(end) };
const provoked = /503/;

describe('loading', () => {
  const live = usePreview({ prometheus: () => 'http://127.0.0.1:9' });
  const recorded = usePreview();

  // A dashboard shows no panel before its first answer; what shows a panel earlier gets this.
  it('waits for the first answer', () =>
    recorded.visit({ params: { recording, panel: 'solo' }, alone: true }, async ({ page, panel }) => {
      await panel.drawn();
      await page.evaluate(harness);
      await page.evaluate(`(async () => {
        window.mounted = harness.mount();
        await mounted.render({ series: [], state: 'Loading' });
      })()`);
      const mounted = new CompositionPanel(page.getByTestId('harness'));
      assert.match(await mounted.waiting.innerText(), /Waiting for data/);
      assert.deepEqual(await violationsIn(page, ['[data-testid="harness"]']), []);
      await page.evaluate(`mounted.render({ series: harness.frames({}) })`);
      await mounted.drawn();
      assert.equal(await mounted.waiting.count(), 0);
    }));

  it('says why the first query failed', () =>
    live.visit(
      { params, provoked, prepare: (page) => answerQueries(page, recording, 'failure') },
      async ({ panel }) => {
        await panel.failed.waitFor();
        assert.match(await panel.failed.innerText(), new RegExp(`The query failed[^]*${failureText}`));
      }
    ));

  it('keeps the picture while a query runs and after it failed, and draws again when data come', async () => {
    let source: Awaited<ReturnType<typeof answerQueries>>;
    const prepare = async (page: Parameters<typeof answerQueries>[0]) => {
      source = await answerQueries(page, recording, 'data');
    };
    await live.visit({ params, provoked, prepare }, async ({ panel, page, verdictText }) => {
      const refresh = page.getByTestId('data-testid RefreshPicker run button');
      const verdict = await verdictText();
      await panel.drawn();
      for (const answer of ['failure', 'never', 'data'] as const) {
        source.become(answer);
        const asked = source.asked();
        await refresh.click();
        await asked;
        await page.waitForTimeout(300);
        assert.equal(await verdictText(), verdict, answer);
        assert.ok((await panel.colouredShare()) > 0.05, answer);
        assert.equal(await panel.failed.or(panel.waiting).or(panel.missing).count(), 0, answer);
      }
    });
  });

  it('says since when there is no sample', () =>
    recorded.visit(
      {
        params: { recording, panel: 'solo', from: 'now-10m', to: 'now' },
        prepare: (page) => page.clock.setFixedTime((end + 60) * 1000),
      },
      async ({ panel }) => {
        await panel.notice.waitFor();
        assert.match(await panel.notice.innerText(), /^No sample since \d\d:\d\d:\d\d/);
        assert.ok((await panel.colouredShare()) > 0.05);
      }
    ));
});
