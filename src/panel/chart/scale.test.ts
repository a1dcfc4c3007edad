import { createTheme } from '@grafana/data';

import { derive } from '../derive/frames';
import { applyConfig } from '../derive/views';
import { defaultOptions } from '../options';
import { composition, MiB } from '../testing/fixture';
import { testRegistry } from '../testing/registry';
import { cumulate } from '../derive/stack';
import { axisMax, fixedRange, tickSteps } from './scale';

const registry = testRegistry();

function chart(
  limit: number | undefined,
  overrides: Parameters<typeof applyConfig>[1]['fieldConfig']['overrides'] = []
) {
  const views = applyConfig(
    derive(composition({ layers: { kernel: [60 * MiB], 'heap-objects': [40 * MiB] }, limit }), defaultOptions.overlays),
    {
      fieldConfig: { defaults: {}, overrides },
      registry,
      theme: createTheme(),
      timeZone: 'utc',
      replaceVariables: (text) => text,
    }
  );
  return { ...views, tops: cumulate(views.layers.map(({ values }) => values)) };
}

describe('axisMax', () => {
  it.each([
    ['the stack without a limit', undefined, 100],
    ['a limit within reach', 300, 300],
    ['the stack under a limit far away', 4096, 100],
  ])('fits %s', (_, limit, expected) => {
    const { tops, overlays } = chart(limit && limit * MiB);
    const max = axisMax(tops, overlays) / MiB;
    expect(max).toBeGreaterThan(expected);
    expect(max).toBeLessThan(expected * 1.2);
  });

  it('shows a limit that is alone', () => {
    const { overlays } = chart(4096 * MiB);
    expect(
      axisMax(
        [],
        overlays.filter(({ id }) => id === 'limit')
      )
    ).toBeGreaterThan(4096 * MiB);
  });

  it('is positive without anything', () => expect(axisMax([], [])).toBeGreaterThan(0));
});

test('ticks are powers of two for bytes only', () => {
  expect(tickSteps('bytes')).toContain(128 * MiB);
  expect(tickSteps(undefined)).toContain(1024);
  expect(tickSteps('decbytes')).toBeUndefined();
  expect(tickSteps('short')).toBeUndefined();
});

test('the range comes from field configuration', () => {
  const { layers } = chart(undefined, [
    {
      matcher: { id: 'byName', options: 'Kernel' },
      properties: [
        { id: 'max', value: 5 },
        { id: 'min', value: 0 },
      ],
    },
  ]);
  expect(fixedRange(layers)).toEqual({ min: 0, max: 5 });
  expect(fixedRange([])).toEqual({});
});
