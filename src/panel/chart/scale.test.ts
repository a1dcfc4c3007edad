import { createTheme } from '@grafana/data';

import { derive } from '../derive/frames';
import { applyConfig } from '../derive/views';
import { defaultOptions } from '../panelOptions';
import { composition } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { testRegistry } from '../../../tests/fixtures/panel/registry';
import { cumulate } from '../derive/stack';
import { axisMax, fixedRange, lowest, tickSteps, valueRange } from './scale';

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
  const lines = views.overlays.map(({ values, row }) => ({ values, isBound: row.bound }));
  return { ...views, lines, tops: cumulate(views.layers.map(({ values }) => values)) };
}

describe('axisMax', () => {
  it.each([
    ['the stack without a limit', undefined, 100],
    ['a limit within reach', 300, 300],
    ['the stack under a limit far away', 4096, 100],
  ])('fits %s', (_, limit, expected) => {
    const { tops, lines } = chart(limit && limit * MiB);
    const max = axisMax(tops, lines) / MiB;
    expect(max).toBeGreaterThan(expected);
    expect(max).toBeLessThan(expected * 1.2);
  });

  it('shows a limit that is alone', () => {
    const { lines } = chart(4096 * MiB);
    expect(
      axisMax(
        [],
        lines.filter(({ isBound }) => isBound)
      )
    ).toBeGreaterThan(4096 * MiB);
  });

  it.each([
    ['ends shares of usage at the whole', [[0.4], [1]], 1],
    ['shows small shares larger', [[0.1]], 0.106],
  ])('%s', (_, tops, expected) => expect(axisMax(tops, [{ values: [3], isBound: true }], true)).toBeCloseTo(expected));

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

test('soft limits come from field configuration as well', () => {
  const { layers } = chart(undefined, [
    { matcher: { id: 'byName', options: 'Kernel' }, properties: [{ id: 'custom.axisSoftMax', value: 7 }] },
  ]);
  expect(fixedRange(layers)).toMatchObject({ softMax: 7, softMin: undefined });
});

describe('valueRange', () => {
  const data = { lowest: 20, highest: 100 };

  it.each([
    ['the data from zero on', {}, [0, 100]],
    ['hard limits', { min: 30, max: 50, softMin: 0, softMax: 500 }, [30, 50]],
    ['soft limits beyond the data', { softMin: -5, softMax: 200 }, [-5, 200]],
    ['the data beyond soft limits', { softMin: 25, softMax: 50 }, [20, 100]],
    ['a soft minimum below the data', { softMin: 10 }, [10, 100]],
    ['something where limits are upside down', { min: 10, max: 5 }, [10, 11]],
  ])('is %s', (_, fixed, expected) => expect(valueRange(fixed, data)).toEqual(expected));
});

test('lowest ignores gaps', () => {
  expect(lowest([[3, null], [2]])).toBe(2);
  expect(lowest([[null]])).toBe(0);
});
