import { type Page } from 'playwright-core';

import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { readSeries } from './recordings';

/** How a data source behaves that the page asks over HTTP. */
export type Answer = 'data' | 'never' | 'failure';

export const failureText = 'the query timed out';

const liveQueries = '**/prometheus/api/v1/query_range';

/**
 * Answers the queries of the live page with a recording's series, or not at all, as the test wants; `extra` are more
 * series of the containers.
 */
export async function answerQueries(
  page: Page,
  recording: string,
  first: Answer,
  extra: (container: RangeSeries[]) => RangeSeries[] = () => []
) {
  let answer = first;
  const container = readSeries(recording, 'container');
  const series = { container: [...container, ...extra(container)], go: readSeries(recording, 'go') };
  await page.route('**/prometheus/api/v1/label/**', (route) =>
    route.fulfill({ json: { status: 'success', data: [] } })
  );
  await page.route(liveQueries, async (route) => {
    const asksGo = new URLSearchParams(route.request().postData() ?? '').get('query')?.includes('go_memstats');
    if (answer === 'failure') {
      await route.fulfill({ status: 503, json: { status: 'error', error: failureText } });
    } else if (answer === 'data') {
      const result = series[asksGo ? 'go' : 'container'];
      await route.fulfill({ json: { status: 'success', data: { resultType: 'matrix', result } } });
    }
  });
  return {
    become: (next: Answer) => {
      answer = next;
    },
    asked: () => page.waitForRequest(liveQueries),
  };
}
