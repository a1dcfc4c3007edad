import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type CDPSession } from 'playwright-core';

import { harness } from '../support/harnessCode';
import { usePreview } from '../support/preview';

/** How long the panel is refreshed; the nightly script asks for longer. */
const lasts = Number(process.env.SOAK_SECONDS ?? 60) * 1000;
/** Compiled code and what is kept of it grow at first; only what comes after is compared. */
const warmUp = Math.min(300_000, lasts / 2);

/** What a page holds after everything unused has been collected. */
async function held(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  return { heap, nodes, listeners };
}

describe('soak', () => {
  const { visit } = usePreview();

  it('holds as much after many refreshes of a growing range as after few', () =>
    visit({ params: { panel: 'solo' }, alone: true }, async ({ panel, page }) => {
      await panel.drawn();
      await page.evaluate(harness);
      await page.evaluate('window.panel = harness.mount()');
      const session = await page.context().newCDPSession(page);
      let refreshes = 0;
      /** Ranges that grow from 60 to 240 samples, over and over, each with new values as after 5 s. */
      const refreshUntil = async (end: number) => {
        while (Date.now() < end) {
          await page.evaluate(`(async () => {
            for (let points = 60; points <= 240; points += 3) {
              const phase = ${refreshes} + points;
              await panel.render({ series: harness.frames({ phase, points }), points, phase });
              await harness.pause();
            }
          })()`);
          refreshes += 61;
        }
      };
      const began = Date.now();
      await refreshUntil(began + warmUp);
      const before = await held(session);
      const few = refreshes;
      await refreshUntil(began + lasts);
      const after = await held(session);
      const told = `after ${few} and ${refreshes} refreshes: ${JSON.stringify(before)}, ${JSON.stringify(after)}`;
      console.log(told);
      assert.ok(refreshes > 1.5 * few, `too slow to say anything, ${told}`);
      assert.ok(after.heap < 1.05 * before.heap, `the heap grew, ${told}`);
      assert.ok(after.nodes <= 1.05 * before.nodes + 20, `the document grew, ${told}`);
      assert.ok(after.listeners <= before.listeners + 10, `listeners were left, ${told}`);
    }));
});
