import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

/** A time range without samples. */
const nothing = { from: '2020-01-01T00:00:00.000Z', to: '2020-01-01T01:00:00.000Z' };

describe('states', () => {
  const { visit } = usePreview();

  it('offers the queries where there is no data', () =>
    visit({ params: nothing }, async ({ panel }) => {
      await panel.missing.waitFor();
      const text = await panel.missing.innerText();
      assert.match(text, /container_memory_usage_bytes/);
      assert.match(text, /go_memstats_heap_released_bytes/);
      assert.ok((await panel.missing.getByRole('button').count()) >= 1, 'nothing to copy the queries with');
    }));

  it('puts a query on the clipboard', () =>
    visit({ params: nothing }, async ({ panel, page }) => {
      await panel.missing.getByRole('button').first().click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^\{__name__=~"container_memory_usage_bytes\|/);
    }));

  it('draws container series without Go series', () =>
    visit({ params: { queries: 'A' } }, async ({ panel }) => {
      await panel.drawn();
      assert.ok((await panel.colouredShare()) > 0.05);
    }));

  it('draws Go series without container series or says what is missing', () =>
    visit({ params: { queries: 'B' } }, async ({ panel }) => {
      await panel.body.waitFor();
      await panel.chart.or(panel.missing).first().waitFor();
    }));
});
