import {
  FieldType,
  getPanelDataSummary,
  toDataFrame,
  VisualizationSuggestionScore,
  type DataFrame,
} from '@grafana/data';

import { withDefaults } from './panelOptions';
import { suggest } from './suggestions';

const series = (...names: string[]): DataFrame[] =>
  names.map((__name__) =>
    toDataFrame({
      fields: [
        { name: 'Time', type: FieldType.time, values: [1000, 2000] },
        { name: 'Value', type: FieldType.number, values: [1, 2], labels: { __name__, pod: 'web-0', container: 'web' } },
      ],
    })
  );

const container = ['container_memory_usage_bytes', 'container_memory_working_set_bytes'];
const go = ['go_memstats_heap_alloc_bytes', 'go_memstats_heap_released_bytes'];

describe('suggest', () => {
  it.each([
    ['container and Go memory', series(...container, ...go), VisualizationSuggestionScore.Best],
    ['container memory', series(...container), VisualizationSuggestionScore.Good],
    ['Go memory', series(...go), VisualizationSuggestionScore.Good],
    ['usage alone', series('container_memory_usage_bytes'), undefined],
    ['other series', series('up', 'http_requests_total'), undefined],
    ['no data', [], undefined],
  ])('scores %s', (_, frames, score) => expect(suggest(getPanelDataSummary(frames))?.[0].score).toBe(score));

  it('has a card without anything that needs room, and full options when taken', () => {
    const [taken] = suggest(getPanelDataSummary(series(...container, ...go))) ?? [];
    expect(taken.options).toBeUndefined();
    const card = { ...taken };
    card.cardOptions.previewModifier(card);
    const options = withDefaults(card.options);
    expect([options.legend.showLegend, options.show.verdict, options.tooltip.mode]).toEqual([false, false, 'none']);
    expect(card.fieldConfig?.defaults.unit).toBe('bytes');
  });
});
