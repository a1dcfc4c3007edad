import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RangeResponse, RangeSeries } from '../../preview/data/prometheusFrames';
import { namesOfQuery, recommendedQueries } from '../../src/metrics/queries';
import { usePreview } from '../support/preview';
import { usePrometheus } from '../support/prometheus';
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
    const params = {
      from: new Date(start * 1000).toISOString(),
      to: new Date(end * 1000).toISOString(),
      minStep: `${stepSeconds}s`,
      options: JSON.stringify({ diagnosis: { pace: 'compressed', sensitivity: 'normal' } }),
      'var-namespace': namespace,
    };
    await live.visit({ params }, async ({ panel, verdictText }) => {
      await panel.drawn();
      const [here, there] = [withoutTimes(await verdictText()), withoutTimes(expected)];
      assert.equal(here.text, there.text);
      assert.ok(here.times.length > 0);
      here.times.forEach((time, index) => assert.ok(Math.abs(time - (there.times[index] ?? NaN)) <= 2 * stepSeconds));
    });
  });

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
