import { recommendedQueries } from '../../src/metrics/queries';
import type { PanelModel } from './fixtures';

const datasource = { type: 'prometheus', uid: 'prometheus' };
/** As main.ts names the recordings in the tests' own Prometheus. */
const selector = 'cluster="leak-119"';

/** The panel on a recorded leak in the tests' own Prometheus. */
export function onRecordedLeak(model: PanelModel) {
  const { container, go } = recommendedQueries(selector);
  model.datasource = datasource;
  model.targets = [
    { refId: 'A', datasource, expr: container },
    { refId: 'B', datasource, expr: go },
  ];
  model.options = { diagnosis: { pace: 'compressed' } };
}

/** Recordings end when the tests begin. */
export const recordedRange = { from: 'now-30m', to: 'now' };
