import { composition } from '../../../tests/fixtures/panel/fixture';
import type { Composition } from '../../composition/types';
import { MiB } from '../../metrics/units';
import { defaultOptions } from '../panelOptions';
import { areaEdges } from './area';
import { derive } from './frames';

type Column = Array<number | null>;

describe('the edges of an area', () => {
  it.each<[string, Column, Column, { lower: Column; upper: Column }]>([
    [
      'begin and end on the floor, at the samples beside it',
      [null, null, 3, 1, null, null],
      [5, 5, 5, 6, 6, 6],
      { lower: [null, 5, 5, 6, 6, null], upper: [null, 5, 8, 7, 6, null] },
    ],
    [
      'do not go into a gap',
      [null, 3, null, null],
      [5, 5, null, 5],
      { lower: [5, 5, null, null], upper: [5, 8, null, null] },
    ],
    ['are nowhere without a height', [null, null], [5, 5], { lower: [null, null], upper: [null, null] }],
    ['are nowhere without a floor', [1, 2], [null, null], { lower: [null, null], upper: [null, null] }],
  ])('%s', (_, height, floor, expected) => expect(areaEdges(height, floor)).toEqual(expected));
});

describe('working set above the request', () => {
  const made = composition({ layers: { 'heap-objects': [80, 120, 160, NaN].map((size) => size * MiB) } });
  const fieldsOf = (request: number[], changes: Partial<Composition> = {}) => {
    const requested = Float64Array.from(request, (size) => size * MiB);
    const { frames, keys } = derive({ ...made, request: requested, ...changes }, defaultOptions.overlays);
    return frames.flatMap(({ fields }, f) =>
      fields.flatMap((field, i) => {
        const key = keys[f][i];
        return key?.id === 'aboveRequest' && key.kind === 'overlay' ? [{ values: field.values, floor: key.floor }] : [];
      })
    );
  };

  it('is by how much it is above, and stands on the request where both are known', () => {
    // Working set is half of usage here.
    expect(fieldsOf([50, 50, 50, 50])).toEqual([
      { values: [null, 10 * MiB, 30 * MiB, null], floor: [50 * MiB, 50 * MiB, 50 * MiB, null] },
    ]);
  });

  it.each<[string, number[], Partial<Composition>]>([
    ['it is never above', [100, 100, 100, 100], {}],
    ['there is no request', [NaN, NaN, NaN, NaN], {}],
    ['there is no working set', [50, 50, 50, 50], { workingSet: new Float64Array(4).fill(NaN) }],
  ])('is left out where %s', (_, request, changes) => expect(fieldsOf(request, changes)).toEqual([]));

  it('is no layer, so that the stack adds up as before', () => {
    const layersOf = (one: Composition) =>
      derive(one, defaultOptions.overlays)
        .keys.flat()
        .filter((key) => key?.kind === 'layer');
    expect(layersOf({ ...made, request: made.usage.map(() => MiB) })).toEqual(layersOf(made));
  });
});
