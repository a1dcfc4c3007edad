import { type Page } from 'playwright-core';

import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { fleetSeries } from './fleet';

/** Any recording does: its data are replaced. */
const recording = 'p15-roll-two';
/** 2026-01-02, Unix seconds. */
const end = 1_767_348_000;
/** A thousand pods over an hour would be a hundred megabytes. */
const hoursOf = (pods: number) => (pods > 200 ? 0.25 : 1);

interface FleetPage {
  params: Record<string, string>;
  prepare: (page: Page) => Promise<void>;
}

/** A page whose data are those of so many pods: pass it to `visit`. */
export function fleetOf(pods: number, params: Record<string, string> = {}): FleetPage {
  const hours = hoursOf(pods);
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  return {
    params: { panel: 'solo', recording, from: iso(end - hours * 3600), to: iso(end), ...params },
    prepare: (page) => answerWith(page, fleetSeries({ pods, end, hours, stepSeconds: 15, cluster: 'fleet' })),
  };
}

/** Answers the preview's two queries with these series. */
async function answerWith(page: Page, series: readonly RangeSeries[]): Promise<void> {
  const isGo = ({ metric }: RangeSeries) => /^(go|process)_/.test(metric.__name__ ?? '');
  for (const file of ['container', 'go']) {
    const result = series.filter((one) => isGo(one) === (file === 'go'));
    const json = { answer: { status: 'success', data: { resultType: 'matrix', result } } };
    await page.route(`**/recordings/${recording}/${file}.json`, (route) => route.fulfill({ json }));
  }
}
