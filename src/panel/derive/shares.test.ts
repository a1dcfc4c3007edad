import { axisValues, onAxis } from './shares';

const rows = { time: [0, 1, 2, 3], index: Int32Array.from([0, -1, 1, 2]) };
const usage = Float64Array.from([100, 0, NaN]);
const limits = (...values: number[]) => ({ usage, limit: Float64Array.from(values) });
const column = [50, null, 0, 5];

describe('axisValues', () => {
  it('leaves bytes as they are', () => {
    const axis = axisValues(limits(200, 200, 200), rows, 'bytes');
    expect(onAxis(column, axis)).toBe(column);
  });

  it('divides by usage, and shares of nothing are gaps', () => {
    const axis = axisValues(limits(200, 200, 200), rows, 'share-of-usage');
    expect(axis.of).toBe('usage');
    expect(onAxis(column, axis)).toEqual([0.5, null, null, null]);
  });

  it('divides by the limit of the time', () => {
    const axis = axisValues(limits(200, 100, 10), rows, 'share-of-limit');
    expect(axis.of).toBe('limit');
    expect(onAxis(column, axis)).toEqual([0.25, null, 0, 0.5]);
  });

  it.each([
    ['no limit', limits(NaN, NaN, NaN)],
    ['a limit of nothing', limits(0, 0, 0)],
  ])('falls back to usage with %s', (_, composition) =>
    expect(axisValues(composition, rows, 'share-of-limit').of).toBe('usage')
  );
});
