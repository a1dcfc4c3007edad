import { expect, test, type PanelModel } from './fixtures';
import { recommendedQueries } from '../../src/metrics/queries';
import { hasFleet } from './fleet';

/** A recording of a container that was killed five times; the tests' own Prometheus has it until it was started. */
const killed = 'oom-119-leak';
const datasource = { type: 'prometheus', uid: 'prometheus' };
const join = { id: 'joinByField', options: { byField: 'Time', mode: 'outer' } };

const forms = {
  'as queried': { format: 'time_series', transformations: [] },
  joined: { format: 'time_series', transformations: [join] },
  'as tables': { format: 'table', transformations: [] },
  'as merged tables': { format: 'table', transformations: [{ id: 'merge', options: {} }] },
  'as heatmap frames': { format: 'heatmap', transformations: [] },
  'joined and partitioned': {
    format: 'time_series',
    transformations: [join, { id: 'partitionByValues', options: { fields: [] } }],
  },
} as const;

test.describe('kills are found in frames', () => {
  test.skip(!hasFleet, 'the recordings are in the tests’ own Prometheus');
  for (const [name, { format, transformations }] of Object.entries(forms)) {
    test(name, async ({ openVariant }) => {
      const { container, go } = recommendedQueries(`cluster="${killed}"`);
      const change = (panel: PanelModel) => {
        panel.datasource = datasource;
        panel.targets = [container, go].map((expr, i) => ({
          refId: 'AB'[i],
          datasource,
          expr,
          format,
          range: true,
          interval: '2s',
        }));
        Object.assign(panel, { transformations });
      };
      const panel = await openVariant(change, { from: 'now-30m', to: 'now' });
      await expect(panel.verdict).toContainText('OOM');
    });
  }
});
