import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RangeResponse, RangeSeries } from '../../preview/data/prometheusFrames';
import { namesOfQuery, recommendedQueries } from '../../src/metrics/queries';
import { usePreview } from '../support/preview';
import { usePrometheus } from '../support/prometheus';
import { queryRange } from '../support/query';
import { readSeries } from '../support/recordings';

const recording = 'up-111-115-store';
const namespace = 'obs-eu';
const stepSeconds = 2;

/** Without these there is no full composition. */
const needed = {
  container: ['usage_bytes', 'working_set_bytes', 'rss', 'cache'].map((name) => `container_memory_${name}`),
  go: ['heap_alloc', 'heap_inuse', 'heap_idle', 'heap_released', 'heap_sys', 'stack_sys', 'sys']
    .map((name) => `go_memstats_${name}_bytes`)
    .concat('go_info'),
};

const keyOf = ({ metric }: RangeSeries) => JSON.stringify(Object.entries(metric).sort());

function span(series: RangeSeries[]) {
  const times = series.flatMap(({ values }) => values.map(([time]) => time));
  return { start: times.reduce((a, b) => Math.min(a, b)), end: times.reduce((a, b) => Math.max(a, b)) };
}

/** A link to the recording's time on the live page. */
const paramsOf = ({ start, end }: ReturnType<typeof span>) => ({
  from: new Date(start * 1000).toISOString(),
  to: new Date(end * 1000).toISOString(),
  minStep: `${stepSeconds}s`,
  options: JSON.stringify({ diagnosis: { pace: 'compressed', sensitivity: 'normal' } }),
  'var-namespace': namespace,
});

/** Takes the clock times out of a text, since the grids of the two pages are a second apart. */
function withoutTimes(text: string) {
  const times = [...text.matchAll(/\d\d:\d\d:\d\d/g)].map(([clock]) => Date.parse(`1970-01-01T${clock}Z`) / 1000);
  return { text: text.replace(/\d\d:\d\d:\d\d/g, 'TIME'), times };
}

describe('a live Prometheus', () => {
  const prometheus = usePrometheus({ recordings: [recording], stepSeconds });
  const live = usePreview({ prometheus: prometheus.url });
  const recorded = usePreview();

  for (const name of ['container', 'go'] as const) {
    it(`supplies the ${name} series through the recommended query`, async () => {
      const expected = readSeries(recording, name).filter(({ metric }) =>
        namesOfQuery(name).includes(metric.__name__ ?? '')
      );
      const { start, end } = span(expected);
      const query = recommendedQueries(`namespace="${namespace}"`)[name];
      const response = await fetch(`${live.url()}/prometheus/api/v1/query_range`, {
        method: 'POST',
        body: new URLSearchParams({ query, start: String(start), end: String(end), step: String(stepSeconds) }),
      });
      const answer: RangeResponse = await response.json();
      assert.equal(answer.status, 'success', answer.error);
      const found = new Map((answer.data?.result ?? []).map((series) => [keyOf(series), series]));
      const metrics = new Set(answer.data?.result.map(({ metric }) => metric.__name__));
      assert.deepEqual(
        needed[name].filter((metric) => !metrics.has(metric)),
        [],
        'needed and not returned'
      );
      assert.deepEqual([...found.keys()].sort(), expected.map(keyOf).sort());
      for (const series of expected) {
        const values = new Map(found.get(keyOf(series))?.values.map(([time, value]) => [time, Number(value)]));
        for (const [time, value] of series.values) {
          assert.equal(values.get(time), Number(value), `${keyOf(series)} at ${time}`);
        }
      }
    });
  }

  it('leads to the verdict of the recording', async () => {
    const { start, end } = span(readSeries(recording, 'container'));
    let expected = '';
    await recorded.visit({ params: { recording } }, async ({ verdictText }) => {
      expected = await verdictText();
    });
    await live.visit({ params: paramsOf({ start, end }) }, async ({ panel, verdictText }) => {
      await panel.drawn();
      const [here, there] = [withoutTimes(await verdictText()), withoutTimes(expected)];
      assert.equal(here.text, there.text);
      assert.ok(here.times.length > 0);
      here.times.forEach((time, index) => assert.ok(Math.abs(time - (there.times[index] ?? NaN)) <= 2 * stepSeconds));
    });
  });

  it('takes every query of the copied summaries, and answers it', () =>
    live.visit({ params: paramsOf(span(readSeries(recording, 'container'))) }, async ({ panel, page }) => {
      await panel.openFindings();
      const copy = async (name: string) => {
        await panel.findings.getByRole('button', { name }).click();
        return page.evaluate(() => navigator.clipboard.readText());
      };
      const dedent = (text: string) => text.replace(/^ +/gm, '');
      const inMarkdown = [...(await copy('Copy summary')).matchAll(/```promql\n([^]*?)\n\s*```/g)];
      const inText = [...(await copy('Copy for chat')).matchAll(/(?:^ {4}.*\n)+/gm)];
      assert.ok(inMarkdown.length >= 3);
      assert.deepEqual(
        inText.map(([query]) => dedent(query).trim()),
        inMarkdown.map(([, query = '']) => dedent(query))
      );
      const { start, end } = span(readSeries(recording, 'container'));
      for (const [query] of inText) {
        const series = await queryRange(prometheus.url(), query, { start, end, stepSeconds });
        assert.ok(series.length > 0, query);
      }
    }));

  it('offers its namespaces and pods', () =>
    live.visit(
      { params: { from: '2026-11-22T19:33:00.000Z', to: '2026-11-22T19:39:00.000Z', minStep: '2s' } },
      async ({ page }) => {
        await page.getByText('Namespace', { exact: true }).waitFor();
        await page.getByText('Pod', { exact: true }).waitFor();
        const options = await fetch(`${live.url()}/prometheus/api/v1/label/namespace/values`);
        assert.deepEqual(await options.json(), { status: 'success', data: [namespace] });
      }
    ));
});
